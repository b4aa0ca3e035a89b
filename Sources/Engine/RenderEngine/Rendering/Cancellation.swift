import Foundation
import Synchronization

/// A wish to stop, or to pause, that any thread may state and every worker looks at between frames.
package final class Cancellation: Sendable {
    private let isStopped = Atomic<Bool>(false)
    private let isHeld = Atomic<Bool>(false)
    /// Guards the waiting; the wishes themselves are read without it.
    private let condition = NSCondition()

    /// A wish not stated yet.
    package init() {}

    /// States the wish to stop. It cannot be taken back, and ends a pause.
    package func cancel() {
        condition.withLock {
            isStopped.store(true, ordering: .releasing)
            condition.broadcast()
        }
    }

    /// Has all who look wait.
    package func pause() { isHeld.store(true, ordering: .releasing) }

    /// Ends a pause.
    package func resume() {
        condition.withLock {
            isHeld.store(false, ordering: .releasing)
            condition.broadcast()
        }
    }

    /// Whether somebody wants the work to stop. Waits first while somebody wants it to pause.
    package var isCancelled: Bool {
        if isHeld.load(ordering: .acquiring) { waitWhileHeld() }
        return isStopped.load(ordering: .acquiring)
    }

    /// Throws `RenderFailure.cancelled` where somebody wants the work to stop. Waits first while somebody wants it to
    /// pause.
    package func check() throws(RenderFailure) {
        if isCancelled { throw .cancelled }
    }

    private func waitWhileHeld() {
        condition.withLock {
            while isHeld.load(ordering: .acquiring), !isStopped.load(ordering: .acquiring) { condition.wait() }
        }
    }
}
