import Compositing
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

    /// A painter for a timeline that was checked.
    package init(
        timeline source: Timeline, settings: RenderSettings
    ) throws(RenderFailure) {
        var timeline = source
        if let frameRate = settings.frameRate { timeline.frameRate = frameRate }
        self.timeline = timeline
        frameRate = timeline.frameRate
        planner = TimelinePlanner(timeline: timeline, outputSize: try settings.outputSize(for: timeline.canvasSize))
        compositor = Compositor(
            planner: planner, pictures: SourcePictures(timeline: timeline, stills: SharedStills(), decoderThreads: 4),
            shared: SharedSprites())
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
        do {
            return KernelSet.selected.rgbaImage(from: try compositor.paint(planner.plan(frame: index)))
        } catch let failure as SourceFailure {
            throw .badInput([failure.problem.finding(for: timeline[failure.asset])])
        } catch {
            throw .program("\(error)")
        }
    }

    /// A frame as a PNG file.
    package func png(frame index: Int) throws(RenderFailure) -> [UInt8] {
        let image = try image(frame: index)
        do {
            return try PNGWriter.encodeInStrips(image)
        } catch {
            throw .program("writing a PNG: \(error)")
        }
    }
}

/// A picture as a PNG file that took some time to become small.
func encodePNG(_ image: RGBAImage) throws(RenderFailure) -> [UInt8] {
    do {
        return try PNGWriter.encode(image)
    } catch {
        throw .program("writing a PNG: \(error)")
    }
}
