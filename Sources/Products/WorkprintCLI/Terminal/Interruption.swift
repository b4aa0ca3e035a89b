import Foundation
import Synchronization
import WorkprintKit

/// Turns Ctrl-C, a terminal that goes away and requests to end into the cancellation of what is under way, or where nothing
/// is, into a tidy end. A second wish ends at once.
final class Interruption: Sendable {
    private struct State {
        var isWanted = false
        var cancel: (@Sendable () -> Void)?
    }

    /// Signals that would end the program where it stands.
    private static let signals = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    ]
    /// Who takes the wishes.
    private static let current = Mutex<Interruption?>(nil)
    /// Made once, and never touched again.
    nonisolated(unsafe) private static let sources = signals.map { number in
        Glibc.signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { receive(number) }
        source.resume()
        return source
    }
    private static let received = Atomic<Int32>(SIGINT)

    private let state = Mutex(State())

    /// The signal that came last.
    static var signal: Int32 { received.load(ordering: .relaxed) }

    /// Begins to listen, for a program at its start.
    static func listen() {
        // Files that are too large are an error of writing them.
        Glibc.signal(SIGXFSZ, SIG_IGN)
        _ = sources
    }

    private static func receive(_ number: Int32) {
        received.store(number, ordering: .relaxed)
        guard let current = current.withLock({ $0 }) else {
            ProgramEnd.endAtOnce(.ended(bySignal: number))
        }
        current.receive(number)
    }

    /// Takes the wishes from now on.
    init() { Self.current.withLock { $0 = self } }

    private func receive(_ number: Int32) {
        let (isSecond, cancel) = state.withLock { state in
            defer { state.isWanted = true }
            return (state.isWanted, state.cancel)
        }
        if isSecond { ProgramEnd.endAtOnce(.ended(bySignal: number)) }
        cancel?()
    }

    /// Calls `cancel` when somebody wants the program to end, or now where it is so.
    func onWish(_ cancel: @escaping @Sendable () -> Void) {
        let isWanted = state.withLock { state in
            state.cancel = cancel
            return state.isWanted
        }
        if isWanted { cancel() }
    }

    /// Waits for a run, which is cancelled where somebody wants the program to end.
    func value<Progress, Value>(of run: Run<Progress, Value>) throws -> Value {
        onWish { run.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return try CommandFailure.translating { try run.wait() }
    }
}
