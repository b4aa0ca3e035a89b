import Foundation
import RenderEngine
import Synchronization
import Threading

/// Work that is under way on threads of its own.
///
/// A run that nobody holds any more stops, as one does that was cancelled, or whose awaiting task was.
public final class Run<Progress: Sendable, Value: Sendable>: Sendable {
    /// How far the run is, until it ends. A slow reader sees the newest state, not every one.
    public let progress: AsyncStream<Progress>
    private let cancellation: Cancellation
    private let outcome = Outcome()

    /// What became of the run. Threads and tasks may wait for it.
    private final class Outcome: Sendable {
        private struct State {
            var result: Result<Value, WorkprintError>?
            var waiting: [CheckedContinuation<Value, any Error>] = []
        }

        private let state = Mutex(State())
        private let done = NSCondition()

        func finish(_ result: Result<Value, WorkprintError>) {
            let waiting = state.withLock { state in
                state.result = result
                defer { state.waiting = [] }
                return state.waiting
            }
            done.withLock { done.broadcast() }
            for continuation in waiting { continuation.resume(with: result) }
        }

        func value() async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                let known = state.withLock { state in
                    if state.result == nil { state.waiting.append(continuation) }
                    return state.result
                }
                if let known { continuation.resume(with: known) }
            }
        }

        func wait() throws(WorkprintError) -> Value {
            let result = done.withLock {
                while true {
                    if let result = state.withLock({ $0.result }) { return result }
                    done.wait()
                }
            }
            return try result.get()
        }
    }

    /// Begins `body` on a thread of its own. It looks at the cancellation, and says how far it is. `onProgress` is told
    /// too, on whichever thread the work is done.
    init(
        name: String, onProgress: (@Sendable (Progress) -> Void)?,
        body: @escaping @Sendable (Cancellation, @escaping @Sendable (Progress) -> Void) throws -> Value
    ) {
        let cancellation = Cancellation()
        let (stream, continuation) = AsyncStream.makeStream(of: Progress.self, bufferingPolicy: .bufferingNewest(1))
        self.cancellation = cancellation
        progress = stream
        // The thread holds the outcome, not the run, so that a run that is dropped ends.
        let outcome = outcome
        do throws(ThreadShortage) {
            try WorkerThread.start(named: name) {
                let result = Result {
                    try body(cancellation) { state in
                        onProgress?(state)
                        continuation.yield(state)
                    }
                }
                continuation.finish()
                outcome.finish(result.mapError(WorkprintError.init))
            }
        } catch {
            continuation.finish()
            outcome.finish(.failure(.machine(error.description)))
        }
    }

    deinit { cancellation.cancel() }

    /// What came of the run, once it is done. Throws `WorkprintError`. Cancelling the awaiting task cancels the run.
    public var value: Value {
        get async throws {
            try await withTaskCancellationHandler {
                try await outcome.value()
            } onCancel: {
                cancel()
            }
        }
    }

    /// Waits until the run is done, blocking the calling thread; not for tasks.
    public func wait() throws(WorkprintError) -> Value {
        try withExtendedLifetime(self) { () throws(WorkprintError) in try outcome.wait() }
    }

    /// Has the run wait before its next frame.
    public func pause() { cancellation.pause() }

    /// Goes on after a pause.
    public func resume() { cancellation.resume() }

    /// Stops the run within a frame; no file is left.
    public func cancel() { cancellation.cancel() }
}
