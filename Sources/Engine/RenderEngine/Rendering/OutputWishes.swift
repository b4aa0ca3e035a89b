package import DraftFormat
package import MediaTiming
package import TimelineModel

/// What a caller wants of the output. Where it says nothing the draft's `output` decides, and where that says nothing
/// the defaults do.
package struct OutputWishes: Hashable, Sendable {
    /// How much time is spent on how good a file.
    package var quality: Quality?
    /// Size of the output.
    package var size: CanvasSize?
    /// Frame rate of the output.
    package var frameRate: FrameRate?
    /// The part to render; nil: all.
    package var stretch: CompositionStretch?
    /// x264 preset in place of the quality's.
    package var preset: String?
    /// x264 constant rate factor in place of the quality's.
    package var constantRateFactor: Double?

    /// No wish.
    package init() {}
}

extension RenderSettings {
    /// The settings for a timeline: the caller's wishes before those of its draft. This is the only place where the two
    /// meet. Throws where the wished part is empty.
    package init(
        _ wishes: OutputWishes = OutputWishes(), request: OutputRequest, timeline: Timeline
    ) throws(RenderFailure) {
        self.init()
        format = request.format ?? .mp4
        quality = wishes.quality ?? request.quality.flatMap(Quality.init(rawValue:)) ?? .high
        size = wishes.size ?? request.resolution?.size(on: timeline.canvasSize)
        frameRate = wishes.frameRate ?? request.frameRate
        if let stretch = wishes.stretch {
            guard let found = stretch.range(at: frameRate ?? timeline.frameRate, duration: timeline.duration) else {
                throw .badRequest("--range: the end must lie after the start")
            }
            range = found
        }
        preset = wishes.preset
        constantRateFactor = wishes.constantRateFactor
    }
}
