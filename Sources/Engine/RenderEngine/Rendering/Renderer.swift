import Compositing
import DraftLoading
import Foundation
import MediaIO
package import TimelineModel

/// Renders a timeline to an MP4. All of the program's threads are made here.
package struct Renderer: Sendable {
    private let timeline: Timeline
    private let settings: RenderSettings

    /// Chunks that outlive a render may take this many bytes; the oldest go first.
    private static let cacheByteLimit = 4_000_000_000

    /// A renderer for a timeline that was checked.
    package init(timeline: Timeline, settings: RenderSettings) {
        self.timeline = timeline
        self.settings = settings
    }

    /// Renders to `path`, blocking the calling thread, and returns what was done.
    ///
    /// `path` is written beside itself under another name and renamed at the end, so it is whole or not there at all.
    /// `onProgress` is called from any thread, often. Throws `RenderFailure`; then nothing is left but the cache.
    package func render(
        to path: String, cancellation: Cancellation = Cancellation(),
        onProgress: @escaping @Sendable (RenderProgress) -> Void = { _ in }
    ) throws(RenderFailure) -> RenderReport {
        do {
            return try run(path: path, cancellation: cancellation, onProgress: onProgress)
        } catch let failure as RenderFailure {
            throw failure
        } catch let failure as SourceFailure {
            throw RenderFailure(failure, in: timeline)
        } catch let error as MediaError {
            throw error.isMachineFault || error.code == -EACCES || error.code == -EROFS || error.code == -ENOENT
                ? .machine(error.description) : .program(error.description)
        } catch {
            throw .program("\(error)")
        }
    }

    private func run(
        path: String, cancellation: Cancellation, onProgress: @escaping @Sendable (RenderProgress) -> Void
    ) throws -> RenderReport {
        let clock = ContinuousClock()
        let start = clock.now
        let target = URL(fileURLWithPath: path).standardizedFileURL
        let output = try AtomicFile(target: target.path)
        let plan = try RenderPlan(timeline: timeline, settings: settings)
        let store: any ChunkStore =
            if let folder = settings.cacheDirectory {
                try CachedChunkStore(folder: folder)
            } else {
                try TemporaryChunkStore(folder: target.deletingLastPathComponent().path)
            }
        let run = RenderRun(
            plan: plan, settings: settings, store: store, cancellation: cancellation, start: start,
            onProgress: onProgress)
        let planned = clock.now

        let sound = try run.renderChunksAndSound()
        let rendered = clock.now

        run.report(.assembling)
        var hashes: [String] = []
        try MovieAssembler.write(
            to: output.path, settings: plan.encoder,
            chunks: plan.chunkKeys.lazy.map { key in
                { () throws -> EncodedChunk in
                    guard let chunk = try store.chunk(forKey: key) else {
                        throw RenderFailure.machine("a finished chunk has gone from the cache; render again")
                    }
                    return chunk
                }
            },
            sound: sound.encoded, title: plan.timeline.title,
            onChunk: { hashes += $0.frameHashes ?? [] }, isCancelled: { cancellation.isCancelled })
        try cancellation.check()
        try output.commit()
        if let cache = store as? CachedChunkStore { cache.sweep(byteLimit: Self.cacheByteLimit) }
        return run.finalReport(
            path: target.path, hashes: hashes, sound: sound,
            seconds: (seconds(planned - start), seconds(rendered - planned), seconds(clock.now - rendered)))
    }
}

/// A duration in seconds, for reports.
package func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
