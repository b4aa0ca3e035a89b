public import Foundation
import RenderEngine
import TimelineModel

/// A render as a plan that other processes and machines can carry out: `Draft.plan` makes it, any number of `ChunkMaker`s
/// render its parts into a folder, and `assemble` joins the film from there. The film is the same, byte for byte, as that
/// of `Draft.render`.
///
/// All must reach the draft and its sources under the same paths, or name them anew. A machine on which the draft, a
/// source, a font or the engine is another one finds keys that are not the plan's, and says so.
public struct RenderJob: Codable, Sendable, Hashable {
    /// One chunk.
    public struct Chunk: Codable, Sendable, Hashable {
        /// What its content is a function of; chunks with equal keys are equal.
        public let key: String
        /// The first frame of the composition that it holds.
        public let firstFrame: Int
        /// The frame behind its last one.
        public let endFrame: Int
    }

    /// The layout of this value, 1.
    public let version: Int
    /// The engine that planned it.
    public let engine: String
    /// Absolute path of the draft.
    public var draft: String
    /// Absolute path of the folder in which sources are looked up first.
    public var assets: String?
    /// What the render is asked for.
    public let request: Request
    /// The chunks in their order.
    public let chunks: [Chunk]
    /// What the sound is a function of.
    public let soundKey: String

    /// What a render is asked for, as far as it touches the film.
    public struct Request: Codable, Sendable, Hashable {
        /// Quality, preset and rate, as in `RenderOptions`.
        public var quality: RenderQuality?
        /// Size of the output.
        public var size: PixelSize?
        /// Frames per second: numerator and denominator.
        public var frameRate: [Int64]?
        /// The frames of the composition to render, its end excluded.
        public var firstFrame: Int?
        /// See `firstFrame`.
        public var endFrame: Int?
        /// x264 preset in place of the quality's.
        public var preset: String?
        /// x264 constant rate factor in place of the quality's.
        public var constantRateFactor: Double?

        var options: RenderOptions {
            var options = RenderOptions()
            options.quality = quality
            options.size = size
            if let rate = frameRate, rate.count == 2, rate.allSatisfy({ $0 > 0 }) {
                options.frameRate = FrameRate(rate[0], rate[1])
            }
            if firstFrame != nil || endFrame != nil {
                options.stretch = CompositionStretch(
                    start: firstFrame.map { .frame($0) }, end: endFrame.map { .frame($0) })
            }
            options.preset = preset
            options.constantRateFactor = constantRateFactor
            return options
        }
    }
}

extension Draft {
    /// Plans a render without rendering anything. Throws where the draft has errors, came as data, or does not fit the
    /// options; of these, cache, threads and frame hashes mean nothing here.
    public func plan(options: RenderOptions = RenderOptions()) throws(WorkprintError) -> RenderJob {
        let timeline = try renderableTimeline()
        guard let url else { throw .badRequest("a draft that came as data cannot be planned for other processes") }
        do {
            let plan = try RenderPlan(timeline: timeline, settings: try settings(options))
            let rate = options.frameRate?.framesPerSecond
            let hasStretch = options.stretch != nil
            return RenderJob(
                version: 1, engine: EngineVersion.identity, draft: url.standardizedFileURL.path,
                assets: self.assets?.standardizedFileURL.path,
                request: RenderJob.Request(
                    quality: options.quality, size: options.size,
                    frameRate: rate.map { [$0.numerator, $0.denominator] },
                    firstFrame: hasStretch ? plan.grid.frames.lowerBound : nil,
                    endFrame: hasStretch ? plan.grid.frames.upperBound : nil, preset: options.preset,
                    constantRateFactor: options.constantRateFactor),
                chunks: plan.chunkKeys.enumerated().map { position, key in
                    let frames = plan.grid.frames(ofChunkAt: position)
                    return RenderJob.Chunk(key: key, firstFrame: frames.lowerBound, endFrame: frames.upperBound)
                },
                soundKey: plan.soundKey)
        } catch {
            throw WorkprintError(error)
        }
    }
}

/// Carries out parts of a render job into a folder, where other makers may work too. Decoders and pictures are shared
/// between the chunks of one maker.
public final class ChunkMaker: Sendable {
    private let job: RenderJob
    private let session: RenderSession
    private let cancellation = Cancellation()
    private let draft: Draft
    private let timeline: Timeline

    /// A maker for a job. Reads and checks the draft, and plans it again: throws `badInput` where draft or sources have
    /// errors, `badRequest` where they are not those that were planned, `machine` where the folder cannot be written.
    public init(_ job: RenderJob, folder: URL) throws(WorkprintError) {
        guard job.version == 1 else {
            throw .badRequest("the job has version \(job.version); this program knows version 1")
        }
        guard job.engine == EngineVersion.identity else {
            throw .badRequest("the job was planned by \(job.engine), but this is \(EngineVersion.identity)")
        }
        self.job = job
        draft = try Draft(
            contentsOf: URL(fileURLWithPath: job.draft), assets: job.assets.map { URL(fileURLWithPath: $0) })
        timeline = try draft.renderableTimeline()
        do {
            let settings = try draft.settings(job.request.options)
            let plan = try RenderPlan(timeline: timeline, settings: settings)
            guard plan.chunkKeys == job.chunks.map(\.key), plan.soundKey == job.soundKey else {
                throw RenderFailure.badRequest(
                    "the draft, a source, a font or a library is not what was planned; plan the job again")
            }
            session = RenderSession(
                plan: plan, settings: settings, store: try CachedChunkStore(folder: folder.path),
                cancellation: cancellation)
        } catch {
            throw WorkprintError(RenderFailure(error, rendering: timeline))
        }
    }

    /// Renders a chunk of the job, unless it lies in the folder. Blocks the calling thread.
    public func makeChunk(_ index: Int) throws(WorkprintError) {
        guard job.chunks.indices.contains(index) else {
            throw .badRequest("there is no chunk \(index): the job has \(job.chunks.count), counted from 0")
        }
        try attempt { try session.renderChunk(at: index) }
    }

    /// Mixes and encodes the sound, unless it lies in the folder. Blocks the calling thread.
    public func makeSound() throws(WorkprintError) { try attempt { try session.renderSound() } }

    /// Joins the film from the folder, where all chunks and the sound must lie. It appears under its name when it is whole; a file
    /// that the draft reads is refused.
    public func assemble(to output: URL) throws(WorkprintError) {
        try draft.refuseInput(output)
        try attempt {
            try Renderer.write(to: output.path) { path in _ = try session.assemble(to: path) }
        }
    }

    /// Stops what is under way within a frame.
    public func cancel() { cancellation.cancel() }

    private func attempt(_ body: () throws -> Void) throws(WorkprintError) {
        do {
            try body()
        } catch {
            throw WorkprintError(RenderFailure(error, rendering: timeline))
        }
    }
}
