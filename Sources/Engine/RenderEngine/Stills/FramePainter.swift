import Compositing
import DraftLoading
package import MediaBuffers
import MediaIO
package import MediaTiming
import PixelKernels
import StillImages
package import TimelineModel

/// Paints single frames of a timeline, without rendering what is before them.
package final class FramePainter {
    /// The output's frame rate.
    package let frameRate: FrameRate
    private let timeline: Timeline
    private let planner: TimelinePlanner
    private let compositor: Compositor
    private let pictures: SourcePictures
    private let isForOneFrame: Bool

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
        var timeline = source
        if let frameRate = settings.frameRate { timeline.frameRate = frameRate }
        self.timeline = timeline
        frameRate = timeline.frameRate
        planner = TimelinePlanner(timeline: timeline, outputSize: try settings.outputSize(for: timeline.canvasSize))
        pictures = SourcePictures(
            timeline: timeline, stills: stills, parts: nil, prepared: nil, decoderThreads: 4, isForSingleFrames: true)
        compositor = Compositor(planner: planner, pictures: pictures, shared: SharedSprites())
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
        do {
            return try compositor.paint(plan)
        } catch let failure as SourceFailure {
            throw RenderFailure(failure, in: timeline)
        } catch {
            throw .program("\(error)")
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
