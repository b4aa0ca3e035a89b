import Foundation
import Synchronization
import WorkprintKit

/// Turns Ctrl-C and a request to end into the cancellation of what is under way. A second Ctrl-C ends at once.
final class Interruption: @unchecked Sendable {
    private struct State {
        var isWanted = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let sources: [any DispatchSourceSignal]
    private static let received = Atomic<Int32>(0)

    /// Whether the wish came as SIGTERM.
    static var isTermination: Bool { received.load(ordering: .relaxed) == SIGTERM }

    /// Begins to listen.
    init() {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for (number, source) in zip([SIGINT, SIGTERM], sources) {
            source.setEventHandler { [self] in receive(number) }
            source.resume()
        }
    }

    private func receive(_ number: Int32) {
        let (isSecond, cancel) = state.withLock { state in
            defer { state.isWanted = true }
            return (state.isWanted, state.cancel)
        }
        if isSecond { ProgramEnd.endAtOnce(number == SIGTERM ? .terminated : .interrupted) }
        Self.received.store(number, ordering: .relaxed)
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
