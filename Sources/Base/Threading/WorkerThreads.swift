import Foundation

/// Threads for pieces of work that do not depend on each other.
package enum WorkerThreads {
    /// Calls `body` with 0..<count, each once, on as many threads as the machine has cores, and returns when all is done.
    ///
    /// The calling thread is one of them. Pieces are begun in order.
    package static func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let work = Work(count: count)
        let group = WorkerGroup()
        for _ in 1..<max(1, min(count, ProcessInfo.processInfo.activeProcessorCount)) {
            group.start(named: "workprint pieces") { while let piece = work.next() { body(piece) } }
        }
        while let piece = work.next() { body(piece) }
        // No piece can fail.
        try? group.wait()
    }

    /// What `body` makes of each element, in their order.
    package static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) -> Value
    ) -> [Value] {
        let values = Values<Value>()
        run(count: elements.count) { values.put(body(elements[$0]), at: $0) }
        return elements.indices.compactMap { values.made[$0] }
    }

    private final class Values<Value: Sendable>: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var made: [Int: Value] = [:]

        func put(_ value: Value, at index: Int) { lock.withLock { made[index] = value } }
    }

    private final class Work: @unchecked Sendable {
        private let lock = NSLock()
        private let count: Int
        private var begun = 0

        init(count: Int) { self.count = count }

        func next() -> Int? {
            lock.lock()
            defer { lock.unlock() }
            guard begun < count else { return nil }
            begun += 1
            return begun - 1
        }
    }
}
