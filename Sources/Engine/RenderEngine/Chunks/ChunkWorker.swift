import Compositing
import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import TimelineModel

/// Where the time of one worker, or of all of them together, went.
package struct StageTimes: Sendable {
    /// Reading and decoding sources, and bringing stills into painting form.
    package var decode: Duration = .zero
    /// Painting.
    package var composite: Duration = .zero
    /// Encoding.
    package var encode: Duration = .zero

    /// Times from their parts.
    package init(decode: Duration = .zero, composite: Duration = .zero, encode: Duration = .zero) {
        self.decode = decode
        self.composite = composite
        self.encode = encode
    }

    package static func + (left: StageTimes, right: StageTimes) -> StageTimes {
        StageTimes(
            decode: left.decode + right.decode, composite: left.composite + right.composite,
            encode: left.encode + right.encode)
    }
}

/// What one worker did, or all of them together.
package struct WorkCounts: Sendable {
    /// Frames painted.
    package var composited = 0
    /// Frames that were equal to the one before.
    package var reused = 0
    /// Where the time went.
    package var times = StageTimes()

    /// Counts from their parts.
    package init(composited: Int = 0, reused: Int = 0, times: StageTimes = StageTimes()) {
        self.composited = composited
        self.reused = reused
        self.times = times
    }

    package static func + (left: WorkCounts, right: WorkCounts) -> WorkCounts {
        WorkCounts(
            composited: left.composited + right.composited, reused: left.reused + right.reused,
            times: left.times + right.times)
    }
}

/// Paints and encodes chunks, one after the other, on the thread that calls it.
final class ChunkWorker {
    private let plan: RenderPlan
    private let pictures: SourcePictures
    private let compositor: Compositor
    private let collectsHashes: Bool
    private let clock = ContinuousClock()
    private var paintTime: Duration = .zero
    private var encodeTime: Duration = .zero

    /// A worker; neighbors in `number` begin with the layers of a frame at different ends.
    init(
        number: Int, plan: RenderPlan, stills: SharedStills, prepared: PreparedPictures?, sprites: SharedSprites,
        collectsHashes: Bool
    ) {
        self.plan = plan
        self.collectsHashes = collectsHashes
        pictures = SourcePictures(
            timeline: plan.timeline, stills: stills, policy: .worker, parts: plan.stillParts, prepared: prepared)
        compositor = Compositor(
            planner: plan.planner, pictures: pictures, shared: sprites, preparesFromTop: number % 2 == 1)
    }

    /// The chunk at a position of the grid. `check` is asked before each frame whether to go on.
    func render(
        chunkAt position: Int, check: () throws(RenderFailure) -> Void, onFrame: () -> Void
    ) throws -> EncodedChunk {
        // Decoders take much memory, so those that the chunk does not need go before it opens others.
        let planner = plan.planner
        let plans = plan.grid.frames(ofChunkAt: position).lazy.map { planner.plan(frame: $0) }
        pictures.keepOnly(plans.reduce(into: []) { $0.formUnion($1.assets) })
        // Making ready takes much memory for a while too, which the encoder need not hold at the same time.
        let begin = clock.now
        try compositor.prepare(plans)
        paintTime += clock.now - begin
        let counts = plan.heldCounts[position]
        let encoder = try ChunkEncoder(settings: plan.encoder, heldCounts: counts)
        // Where pictures are held, the first frame of each is all that is encoded.
        let starts = counts.map(Self.starts)
        var hashes: [String] = []
        var last: (reused: Int, hash: String)?
        for (index, framePlan) in plans.enumerated() {
            try check()
            let start = clock.now
            let canvas = try compositor.paint(framePlan)
            let painted = clock.now
            if collectsHashes {
                let reused = compositor.counts.reused
                let hash = last.flatMap { $0.reused < reused ? $0.hash : nil } ?? FrameHasher.digest(of: canvas)
                hashes.append(hash)
                last = (reused, hash)
            }
            let hashed = clock.now
            if starts?.contains(index) ?? true { try encoder.encode(canvas) }
            paintTime += painted - start
            encodeTime += clock.now - hashed
            onFrame()
        }
        let start = clock.now
        var chunk = try encoder.finish()
        encodeTime += clock.now - start
        if collectsHashes { chunk.frameHashes = hashes }
        return chunk
    }

    private static func starts(_ counts: [Int]) -> Set<Int> { Set(counts.indices.map { counts[..<$0].reduce(0, +) }) }

    /// What was done so far.
    var counts: WorkCounts {
        WorkCounts(
            composited: compositor.counts.composited, reused: compositor.counts.reused,
            times: StageTimes(
                decode: pictures.decodeTime, composite: paintTime - pictures.decodeTime, encode: encodeTime))
    }
}
