public import Foundation
import RenderEngine

/// A render that is under way.
public final class RenderRun: Sendable {
    /// How far a render is.
    public struct Progress: Sendable, Hashable {
        /// Frames that are done, those from the cache included.
        public let finishedFrames: Int
        /// Frames in all.
        public let frameCount: Int
        /// Chunks that are done.
        public let finishedChunks: Int
        /// Chunks in all.
        public let chunkCount: Int
        /// Seconds since the start.
        public let elapsedSeconds: Double
    }

    /// What a render made.
    public struct Report: Sendable {
        /// The film.
        public let url: URL
        /// Its size in bytes.
        public let byteCount: Int
        /// Its frames.
        public let frameCount: Int
        /// Frames that were painted.
        public let compositedFrames: Int
        /// Frames that were equal to the one before.
        public let reusedFrames: Int
        /// Frames that were in the cache.
        public let cachedFrames: Int
        /// Seconds of wall time.
        public let totalSeconds: Double
        /// Digest of each frame in order, where they were asked for.
        public let frameHashes: [String]
    }

    /// How far the render is, until it ends. A slow reader sees the newest state, not every one.
    public let progress: AsyncStream<Progress>
    private let cancellation = Cancellation()
    private let task: Task<Report, any Error>

    init(draft: Draft, output: URL, options: RenderOptions) {
        let (stream, continuation) = AsyncStream.makeStream(of: Progress.self, bufferingPolicy: .bufferingNewest(1))
        progress = stream
        let cancellation = cancellation
        task = Task.detached {
            defer { continuation.finish() }
            return try await withCheckedThrowingContinuation { resume in
                // The pipeline blocks its thread, which must not be one of the cooperative pool's.
                let thread = Thread {
                    resume.resume(
                        with: Result {
                            try Self.render(draft, output, options, cancellation) { continuation.yield($0) }
                        })
                }
                thread.stackSize = 8 << 20
                thread.start()
            }
        }
    }

    /// What the render made, once it is done. Throws `WorkprintError`. Cancelling the awaiting task cancels the render.
    public var value: Report {
        get async throws {
            try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                cancel()
            }
        }
    }

    /// Stops the render; no file is left.
    public func cancel() { cancellation.cancel() }

    private static func render(
        _ draft: Draft, _ output: URL, _ options: RenderOptions, _ cancellation: Cancellation,
        onProgress: @escaping @Sendable (Progress) -> Void
    ) throws(WorkprintError) -> Report {
        let timeline = try draft.renderableTimeline()
        let report: RenderReport
        do {
            report = try Renderer(timeline: timeline, settings: options.settings(for: draft.loaded)).render(
                to: output.path, cancellation: cancellation
            ) { state in
                onProgress(
                    Progress(
                        finishedFrames: state.finishedFrames, frameCount: state.frameCount,
                        finishedChunks: state.finishedChunks, chunkCount: state.chunkCount,
                        elapsedSeconds: state.elapsedSeconds))
            }
        } catch {
            throw WorkprintError(error)
        }
        return Report(
            url: output, byteCount: report.byteCount, frameCount: report.frameCount,
            compositedFrames: report.counts.composited, reusedFrames: report.counts.reused,
            cachedFrames: report.cachedFrames, totalSeconds: report.totalSeconds, frameHashes: report.frameHashes)
    }
}
