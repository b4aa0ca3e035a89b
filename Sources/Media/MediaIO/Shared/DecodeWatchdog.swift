import Glibc
import Synchronization

/// Remembers which threads are inside a decoder, so that a monitor can end a process that hangs.
///
/// Decoders run in C and cannot be interrupted. Whoever calls one says so before and after; a monitor thread looks now and
/// then which calls go on. It counts its own looks, so that the time in which a process is stopped counts for nobody.
package final class DecodeWatchdog: Sendable {
    /// A call that is under way.
    package struct Call: Hashable, Sendable {
        /// Counts all calls of the process.
        package let number: UInt64
        /// The file that is decoded.
        package let path: String
    }

    private struct State {
        var calls: [UInt: Call] = [:]
        var count: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The process's watchdog.
    package static let shared = DecodeWatchdog()

    private init() {}

    /// Notes that this thread begins to decode the file at `path`.
    package func enter(_ path: String) {
        state.withLock { state in
            state.count += 1
            state.calls[UInt(pthread_self())] = Call(number: state.count, path: path)
        }
    }

    /// Notes that this thread is out of the decoder.
    package func leave() {
        state.withLock { _ = $0.calls.removeValue(forKey: UInt(pthread_self())) }
    }

    /// The calls that are under way, the oldest first.
    package var calls: [Call] { state.withLock { $0.calls.values.sorted { $0.number < $1.number } } }
}
