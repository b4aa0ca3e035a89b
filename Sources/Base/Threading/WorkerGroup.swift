import Dispatch
import Synchronization

/// Threads that work on one thing together: the first failure is everybody's.
package final class WorkerGroup: Sendable {
    private let group = DispatchGroup()
    private let failure = Mutex<(any Error)?>(nil)

    /// A group without threads.
    package init() {}

    /// Starts a thread of the group and returns at once. Where there can be no more threads, that is the group's failure.
    package func start(named name: String, _ body: @escaping @Sendable () throws -> Void) {
        group.enter()
        do throws(ThreadShortage) {
            try WorkerThread.start(named: name) { [self] in
                do {
                    try body()
                } catch {
                    fail(error)
                }
                group.leave()
            }
        } catch {
            fail(error)
            group.leave()
        }
    }

    private func fail(_ error: any Error) { failure.withLock { first in if first == nil { first = error } } }

    /// Whether a thread of the group has failed, so that the others need not go on.
    package var hasFailed: Bool { failure.withLock { $0 != nil } }

    /// Waits until all threads are done, and throws what the first that failed threw.
    package func wait() throws {
        group.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
