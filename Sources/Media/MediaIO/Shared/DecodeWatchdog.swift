import Glibc
import Synchronization

/// Remembers which thread has been inside a decoder for how long, so that a monitor can end a process that hangs.
///
/// Decoders run in C and cannot be interrupted. Whoever calls one says so before and after; a monitor thread asks
/// `stalled(longerThan:)` now and then and ends the process with the name of the source.
package final class DecodeWatchdog: Sendable {
    private struct Entry {
        var path: String
        var since: UInt64
    }

    private let entries = Mutex<[UInt: Entry]>([:])

    /// The process's watchdog.
    package static let shared = DecodeWatchdog()

    private init() {}

    /// Notes that this thread begins to decode the file at `path`.
    package func enter(_ path: String) {
        let entry = Entry(path: path, since: MonotonicClock.nanoseconds)
        entries.withLock { $0[UInt(pthread_self())] = entry }
    }

    /// Notes that this thread is out of the decoder.
    package func leave() {
        entries.withLock { _ = $0.removeValue(forKey: UInt(pthread_self())) }
    }

    /// The source that a thread has been decoding for longest, if that is more than `seconds`; otherwise nil.
    package func stalled(longerThan seconds: Double) -> String? {
        let now = MonotonicClock.nanoseconds
        return entries.withLock { entries in
            let oldest = entries.values.min { ($0.since, $0.path) < ($1.since, $1.path) }
            guard let oldest, Double(now - min(now, oldest.since)) > seconds * 1e9 else { return nil }
            return oldest.path
        }
    }
}

/// A clock that never goes back, for deadlines only.
enum MonotonicClock {
    /// Nanoseconds since some fixed instant.
    static var nanoseconds: UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }
}
