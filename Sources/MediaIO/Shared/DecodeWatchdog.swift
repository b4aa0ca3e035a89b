import Foundation

/// Knows which decoder calls are under way and for how long, so that somebody else can act when one hangs.
package final class DecodeWatchdog: @unchecked Sendable {
    /// The one of the process.
    package static let shared = DecodeWatchdog()
    private let lock = NSLock()
    private var running: [UInt: (path: String, since: UInt64)] = [:]

    private var thread: UInt { UInt(pthread_self()) }

    /// A call on a file begins on this thread.
    func enter(_ path: String) {
        let now = DispatchTime.now().uptimeNanoseconds
        lock.withLock { running[thread] = (path, now) }
    }

    /// The call on this thread has ended.
    func leave() { lock.withLock { running[thread] = nil } }

    /// The file whose call has been running for longer than `seconds`, if there is one.
    package func stalled(longerThan seconds: Double) -> String? {
        let now = DispatchTime.now().uptimeNanoseconds
        return lock.withLock { running.values.first { Double(now - $0.since) / 1e9 > seconds }?.path }
    }
}
