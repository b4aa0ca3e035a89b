import Compositing
import ContentIdentity
import DraftLoading
package import MediaBuffers
import MediaIO
package import MediaTiming
import PixelKernels
import StillImages
package import TimelineModel

/// Paints single frames of a timeline, without rendering what is before them.
///
/// It may stay for as long as somebody looks at a timeline: decoders, stills and texts stay ready, and a changed timeline
/// takes over what did not change. Use from one thread at a time.
package final class FramePainter {
    /// The output's frame rate.
    package var frameRate: FrameRate { timeline.frameRate }
    /// Frames of the timeline.
    package var frameCount: Int { timeline.frameCount }
    /// Size of the frames in pixels.
    package var outputSize: CanvasSize { planner.outputSize }
    private var timeline: Timeline
    private var planner: TimelinePlanner
    private var compositor: Compositor
    private var sprites = SharedSprites()
    private let pictures: SourcePictures
    private let isForOneFrame: Bool
    /// The sources used last, the latest at the end.
    private var recent: [AssetID] = []

    /// Sources that stay open.
    private static let openSourceLimit = 8

    /// A painter for a timeline that was checked.
    package convenience init(timeline: Timeline, settings: RenderSettings) throws(RenderFailure) {
        try self.init(timeline: timeline, settings: settings, isForOneFrame: false, stills: SharedStills())
    }

    /// A painter for one frame only, perhaps one that was forecast.
    package convenience init(
        timeline: Timeline, settings: RenderSettings, forecast: FrameForecast
    ) throws(RenderFailure) {
        try self.init(timeline: timeline, settings: settings, isForOneFrame: true, stills: forecast.stills)
    }

    init(
        timeline source: Timeline, settings: RenderSettings, isForOneFrame: Bool, stills: SharedStills
    ) throws(RenderFailure) {
        self.isForOneFrame = isForOneFrame
        timeline = settings.timed(source)
        planner = TimelinePlanner(timeline: timeline, outputSize: try settings.outputSize(for: timeline.canvasSize))
        pictures = SourcePictures(timeline: timeline, stills: stills, policy: .scattered)
        compositor = Compositor(planner: planner, pictures: pictures, shared: sprites)
    }

    /// Goes on with another timeline. What both have in common stays ready: where they name the same files in the same
    /// order, that is everything that did not change; of other files, the open ones. A file that was written anew since it
    /// was opened is read anew.
    package func replace(_ source: Timeline, settings: RenderSettings) throws(RenderFailure) {
        let next = settings.timed(source)
        let nextPlanner = TimelinePlanner(
            timeline: next, outputSize: try settings.outputSize(for: next.canvasSize))
        let isUnchanged = pictures.replaceTimeline(next)
        // Layers that are ready to be laid on are known by the place of their file in the timeline.
        if !isUnchanged { (sprites, recent) = (SharedSprites(), pictures.openAssets) }
        timeline = next
        planner = nextPlanner
        compositor = Compositor(planner: nextPlanner, pictures: pictures, shared: sprites)
    }

    /// The frame that is seen at a time; throws where the timeline has none there.
    package func frameIndex(at time: MediaTime) throws(RenderFailure) -> Int {
        let index = frameRate.frameIndex(containing: time)
        guard index >= 0, index < timeline.frameCount else {
            throw .badRequest(
                "there is no frame at \(time.doubleValue) s: the timeline has \(timeline.frameCount) frames and lasts "
                    + "\(timeline.duration.doubleValue) s")
        }
        return index
    }

    /// A frame as a picture in sRGB.
    package func image(frame index: Int) throws(RenderFailure) -> RGBAImage {
        KernelSet.selected.rgbaImage(from: try canvas(frame: index))
    }

    private func canvas(frame index: Int) throws(RenderFailure) -> Canvas {
        let plan = planner.plan(frame: index)
        if isForOneFrame { pictures.prepare(forOnly: plan, canvasWidth: planner.outputSize.width) }
        let assets = plan.assets
        recent = Array(
            (recent.filter { !assets.contains($0) } + assets).suffix(max(Self.openSourceLimit, assets.count)))
        pictures.keepOnly(Set(recent))
        do {
            return try compositor.paint(plan)
        } catch {
            throw RenderFailure(error, rendering: timeline)
        }
    }

    /// Decodes the stills of the only frame that will be painted, for another painter with the same ones. Damage is that
    /// one's to tell.
    func loadStills(ofOnlyFrame index: Int) {
        let plan = planner.plan(frame: index)
        pictures.prepare(forOnly: plan, canvasWidth: planner.outputSize.width)
        for placed in plan.layers.flatMap(\.pictures).map(\.placed) {
            guard case .still(let asset, let detail) = placed.content else { continue }
            _ = try? pictures.still(asset, detail: detail, isKept: true)
        }
    }

    /// A frame as a PNG file.
    package func png(frame index: Int) throws(RenderFailure) -> [UInt8] {
        let canvas = try canvas(frame: index)
        do {
            return try PNGWriter.encodeInStrips(
                width: canvas.width, height: canvas.height, hasAlpha: false, row: KernelSet.selected.rgbaRow(of: canvas)
            )
        } catch {
            throw .program("writing a PNG: \(error)")
        }
    }
}

/// A picture as a PNG file that took some time to become small.
package func encodePNG(_ image: RGBAImage) throws(RenderFailure) -> [UInt8] {
    do {
        return try PNGWriter.encode(image)
    } catch {
        throw .program("writing a PNG: \(error)")
    }
}
