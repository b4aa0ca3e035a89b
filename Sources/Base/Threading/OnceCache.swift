import Foundation

/// Values that are made once and shared by several threads, within a budget of bytes.
///
/// A value that one thread is making is waited for by the others. When the budget is passed, the values unused for the
/// longest time go; who still holds one keeps it.
package final class OnceCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private struct Entry {
        var value: Value
        var byteCount: Int
        var lastUse: UInt64
    }

    private let condition = NSCondition()
    private var entries: [Key: Entry] = [:]
    private var inWork: Set<Key> = []
    private var clock: UInt64 = 0
    private var total = 0
    private let byteLimit: Int

    /// A cache that keeps at most `byteLimit` bytes, but always the value asked for last.
    package init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// The value for a key, made by `make` (with its size in bytes) where it is not there. Throws what `make` throws;
    /// nothing is kept then.
    package func value<Failure>(
        for key: Key, make: () throws(Failure) -> (Value, byteCount: Int)
    ) throws(Failure) -> Value {
        condition.lock()
        while true {
            clock += 1
            if var entry = entries[key] {
                entry.lastUse = clock
                entries[key] = entry
                condition.unlock()
                return entry.value
            }
            if inWork.insert(key).inserted { break }
            condition.wait()
        }
        condition.unlock()
        let made: (Value, byteCount: Int)
        do throws(Failure) {
            made = try make()
        } catch {
            finish(key)
            throw error
        }
        finish(key, value: made.0, byteCount: made.byteCount)
        return made.0
    }

    /// Lets go of all values. Those that are being made are kept when they are made.
    package func removeAll() {
        condition.withLock {
            entries.removeAll()
            total = 0
        }
    }

    private func finish(_ key: Key, value: Value? = nil, byteCount: Int = 0) {
        condition.lock()
        inWork.remove(key)
        if let value {
            entries[key] = Entry(value: value, byteCount: byteCount, lastUse: clock)
            total += byteCount
            while total > byteLimit, entries.count > 1,
                let oldest = entries.filter({ $0.key != key }).min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                entries[oldest.key] = nil
                total -= oldest.value.byteCount
            }
        }
        condition.broadcast()
        condition.unlock()
    }
}
