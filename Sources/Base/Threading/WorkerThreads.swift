import Foundation
import Synchronization

/// Threads for pieces of work that do not depend on each other.
package enum WorkerThreads {
    /// Calls `body` with 0..<count, each once, on as many threads as the machine has cores, and returns when all is done.
    ///
    /// The calling thread is one of them. Pieces are begun in order.
    package static func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let begun = Shared(0)
        let next: @Sendable () -> Int? = {
            begun.state.withLock { piece in
                guard piece < count else { return nil }
                piece += 1
                return piece - 1
            }
        }
        let group = WorkerGroup()
        for _ in 1..<max(1, min(count, ProcessInfo.processInfo.activeProcessorCount)) {
            group.start(named: "workprint pieces") { while let piece = next() { body(piece) } }
        }
        while let piece = next() { body(piece) }
        // No piece can fail, and a thread that there was none for is not missed.
        try? group.wait()
    }

    /// What `body` makes of each element, in their order.
    package static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) -> Value
    ) -> [Value] {
        let made = Shared<[Int: Value]>([:])
        run(count: elements.count) { index in
            let value = body(elements[index])
            made.state.withLock { $0[index] = value }
        }
        let values = made.state.withLock { $0 }
        return elements.indices.compactMap { values[$0] }
    }

    /// What several threads change.
    private final class Shared<State: Sendable>: Sendable {
        let state: Mutex<State>

        init(_ state: State) { self.state = Mutex(state) }
    }
}
