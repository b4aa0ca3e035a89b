import Synchronization

/// A wish to stop that any thread may state and every worker looks at between frames.
package final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// A wish not stated yet.
    package init() {}

    /// States the wish. It cannot be taken back.
    package func cancel() { flag.store(true, ordering: .releasing) }

    /// Whether somebody wants the work to stop.
    package var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Throws `RenderFailure.cancelled` where somebody wants the work to stop.
    package func check() throws(RenderFailure) {
        if isCancelled { throw .cancelled }
    }
}
