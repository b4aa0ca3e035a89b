import Foundation

/// Threads that decoders, encoders and the text stack may run on: they want more than the half megabyte of stack that
/// threads get otherwise, and none of the cooperative pool's may be blocked.
package enum WorkerThread {
    /// Bytes of stack.
    private static let stackSize = 8 << 20

    private final class Task {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a thread with a name that debuggers and profilers show, and returns at once. Throws where the system makes no
    /// more threads; then `body` is not called.
    package static func start(
        named name: String, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadShortage) {
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        pthread_attr_init(attributes)
        defer {
            pthread_attr_destroy(attributes)
            attributes.deallocate()
        }
        pthread_attr_setstacksize(attributes, stackSize)
        pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
        let task = Unmanaged.passRetained(Task(name: name, body: body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, attributes,
            { argument in
                guard let argument else { return nil }
                let task = Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
                Thread.current.name = task.name
                task.body()
                return nil
            }, task.toOpaque())
        guard code == 0 else {
            task.release()
            throw ThreadShortage(code: code)
        }
    }
}

/// The system makes no more threads.
package struct ThreadShortage: Error, Hashable, CustomStringConvertible {
    /// What `pthread_create` gave.
    let code: Int32

    package var description: String {
        "no more threads can be made (\(String(cString: strerror(code)))); end other programs, or raise the limit "
            + "(ulimit -u, or that of the container)"
    }
}
