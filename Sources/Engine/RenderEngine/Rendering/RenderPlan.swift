import AudioMixing
package import Compositing
import ContentIdentity
import DraftLoading
import Foundation
package import MediaIO
import MediaTiming
import TextLayout
import Threading
package import TimelineModel

/// All that is decided before the first pixel: which frames, in which chunks, under which keys.
package struct RenderPlan: Sendable {
    /// What is rendered, at the output's frame rate.
    package let timeline: Timeline
    /// Plans of single frames.
    package let planner: TimelinePlanner
    /// How frames are grouped.
    package let grid: ChunkGrid
    /// How chunks are encoded.
    package let encoder: VideoEncoderSettings
    /// Key of each chunk by its position in the grid.
    package let chunkKeys: [String]
    /// What the frames show of stills.
    package let stillParts: StillParts
    /// How many frames each picture of a chunk is shown for, by the chunk's position; nil where pictures change so often
    /// that the chunk is encoded frame by frame.
    package let heldCounts: [[Int]?]
    /// Key of the sound.
    package let soundKey: String
    /// Key of the gain that brings the whole mix to the loudness that is asked for.
    let gainKey: String
    /// SHA-256 of what each asset holds, in the order of the timeline's assets.
    package let assetDigests: [String]
    /// The sources as they were before they were read for their digests.
    let sourceStates: SourceStates
    /// Samples of the sound at 48 kHz, as positions on the composition clock.
    package let sampleRange: Range<Int64>

    /// Decides everything. Reads each source once for its digest.
    package init(timeline source: Timeline, settings: RenderSettings) throws(RenderFailure) {
        let timeline = settings.timed(source)
        let frames = try Self.frames(of: timeline, range: settings.range)
        let size = try settings.outputSize(for: timeline.canvasSize)
        planner = TimelinePlanner(timeline: timeline, outputSize: size)
        grid = ChunkGrid(frameRate: timeline.frameRate, frameCount: timeline.frameCount, frames: frames)
        encoder = settings.encoderSettings(
            size: size, frameRate: timeline.frameRate, chunkLength: grid.chunkLength)
        sampleRange =
            timeline.frameRate.time(ofFrame: frames.lowerBound).firstTick(
                atRate: 48_000)..<timeline.frameRate.time(ofFrame: frames.upperBound).firstTick(atRate: 48_000)

        sourceStates = SourceStates(of: timeline)
        let digests = try Self.digests(of: timeline)
        try sourceStates.check()
        assetDigests = digests
        let name: @Sendable (AssetID) -> String = { digests[$0.index] }
        let head = try KeyHeads(encoder: encoder, fonts: try Self.fontDigest(of: timeline))
        let chunks = WorkerThreads.map(Array(0..<grid.chunkCount)) { [grid, planner] position in
            var writer = CanonicalWriter(nameOfAsset: name)
            var parts = StillParts(planner: planner)
            var counts: [Int] = []
            var last = 0..<0
            for frame in grid.frames(ofChunkAt: position) {
                let plan = planner.plan(frame: frame)
                let start = writer.bytes.count
                writer.add(plan)
                parts.add(plan)
                // By the spelled plan, on which the key depends, so that equal keys mean equal counts.
                let spelled = start..<writer.bytes.count
                if !counts.isEmpty, writer.bytes[last].elementsEqual(writer.bytes[spelled]) {
                    counts[counts.count - 1] += 1
                } else {
                    counts.append(1)
                }
                last = spelled
            }
            let held = counts.count * Self.shortestHold <= counts.reduce(0, +) ? counts : nil
            return (key: ContentDigest.ofBytes(head.picture + writer.bytes), parts: parts, held: held)
        }
        chunkKeys = chunks.map(\.key)
        heldCounts = chunks.map(\.held)
        stillParts = chunks.reduce(into: StillParts(planner: planner)) { $0.add($1.parts) }
        let mix = MixPlan(timeline: timeline).digestText(identity: name)
        soundKey = ContentDigest.ofBytes(head.sound(of: sampleRange) + Array(mix.utf8))
        gainKey = ContentDigest.ofBytes(head.gain + Array(mix.utf8))
        self.timeline = timeline
    }

    /// Frames that a picture must be shown for, on the average of a chunk, to be encoded once and held.
    private static let shortestHold = 8

    private static func frames(of timeline: Timeline, range: TimeRange?) throws(RenderFailure) -> Range<Int> {
        let all = 0..<timeline.frameCount
        guard !all.isEmpty else { throw .badRequest("the timeline is empty: it has no frame to render") }
        guard let range else { return all }
        let wanted = timeline.frameRate.frames(in: range)
        let frames = wanted.clamped(to: all)
        guard !frames.isEmpty else {
            throw .badRequest(
                "the range \(seconds(range.start))–\(seconds(range.end)) holds no frame of the timeline, which lasts "
                    + seconds(timeline.duration))
        }
        return frames
    }

    /// What texts depend on beyond the draft; nothing where there is no text.
    private static func fontDigest(of timeline: Timeline) throws(RenderFailure) -> String {
        let texts = timeline.paintedTexts
        guard !texts.isEmpty else { return "" }
        var digests: [String] = []
        do throws(TextError) {
            digests.append(try TextRasterizer.shared().environmentDigest(for: texts.map(\.largestRequest)))
        } catch {
            throw .machine(error.description)
        }
        // A font file is known by its path in a plan, so its content must be told apart here.
        let files = Set(texts.compactMap { text in if case .file(let path) = text.style.font { path } else { nil } })
        for path in files.sorted() {
            do throws(AssetProblem) {
                digests.append(try ContentDigest.ofFile(atPath: path))
            } catch {
                throw .machine("the font \(path): \(error.message)")
            }
        }
        return digests.joined(separator: "\n")
    }

    private static func seconds(_ time: MediaTime) -> String { String(format: "%.3f s", time.doubleValue) }

    private static func digests(of timeline: Timeline) throws(RenderFailure) -> [String] {
        let found = WorkerThreads.map(timeline.assets) { asset in
            Result { try ContentDigest.ofUntouchedFile(atPath: asset.path) }
        }
        var digests: [String] = []
        for (asset, result) in zip(timeline.assets, found) {
            switch result {
            case .success(let digest): digests.append(digest)
            case .failure(let problem as AssetProblem): throw RenderFailure(problem, of: asset)
            case .failure(let error): throw .program("\(asset.path): \(error)")
            }
        }
        return digests
    }
}
