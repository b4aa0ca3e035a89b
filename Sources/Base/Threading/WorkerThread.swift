import Foundation

/// Threads that decoders, encoders and the text stack may run on: they want more than the half megabyte of stack that
/// threads get otherwise, and none of the cooperative pool's may be blocked.
package enum WorkerThread {
    /// Bytes of stack.
    private static let stackSize = 8 << 20

    /// Starts a thread with a name that debuggers and profilers show, and returns at once.
    package static func start(named name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.stackSize = stackSize
        thread.start()
    }
}
