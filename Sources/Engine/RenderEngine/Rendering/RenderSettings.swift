package import MediaIO
package import MediaTiming
package import TimelineModel

/// How much time is spent on how good a file.
package enum Quality: String, Sendable, CaseIterable {
    /// Fastest, at half the size.
    case draft
    /// Good enough to judge.
    case standard
    /// To publish: about veryfast at CRF 18.
    case high
    /// The exact frames.
    case lossless

    /// x264's preset.
    package var preset: String {
        switch self {
        case .draft, .lossless: "ultrafast"
        case .standard: "superfast"
        case .high: "veryfast"
        }
    }

    /// How bits are spent.
    package var rate: VideoEncoderSettings.Rate {
        switch self {
        case .draft: .crf(26)
        case .standard: .crf(22)
        case .high: .crf(18)
        case .lossless: .lossless
        }
    }
}

/// What a render is asked for, beyond the draft.
package struct RenderSettings: Hashable, Sendable {
    /// What kind of file is written.
    package var format = OutputFormat.mp4
    /// How much time is spent on how good a file.
    package var quality: Quality = .high
    /// Size of the output; nil: the canvas's, halved for `draft` quality.
    package var size: CanvasSize?
    /// Frame rate of the output; nil: the draft's.
    package var frameRate: FrameRate?
    /// The part to render, on the composition clock; nil: all.
    package var range: TimeRange?
    /// Threads that paint and encode, at least 1.
    package var workerCount = 1
    /// x264 preset in place of the quality's.
    package var preset: String?
    /// x264 constant rate factor in place of the quality's.
    package var constantRateFactor: Double?
    /// Folder of finished chunks; nil: nothing is kept.
    package var cacheDirectory: String?
    /// Whether the digest of each frame is wanted.
    package var collectsFrameHashes = false

    /// The defaults.
    package init() {}

    /// A timeline at the output's frame rate.
    package func timed(_ timeline: Timeline) -> Timeline {
        var timeline = timeline
        if let frameRate { timeline.frameRate = frameRate }
        return timeline
    }

    /// The output's size for a canvas, checked: even sides within the limits of docs/format.md and the canvas's shape.
    package func outputSize(for canvas: CanvasSize) throws(RenderFailure) -> CanvasSize {
        guard let size else {
            return quality == .draft ? Self.halved(canvas) : canvas
        }
        if let problem = canvas.problem(ofOutput: size) {
            throw .badRequest("the size \(size.width)x\(size.height) \(problem)")
        }
        return size
    }

    private static func halved(_ canvas: CanvasSize) -> CanvasSize {
        CanvasSize(width: max(16, canvas.width / 4 * 2), height: max(16, canvas.height / 4 * 2))
    }

    /// Settings of the encoder for output of a size and a rate.
    func encoderSettings(size: CanvasSize, frameRate: FrameRate, chunkLength: Int) -> VideoEncoderSettings {
        VideoEncoderSettings(
            width: size.width, height: size.height, frameRate: frameRate, preset: preset ?? quality.preset,
            rate: constantRateFactor.map { .crf($0) } ?? quality.rate, keyframeInterval: chunkLength, format: format)
    }
}
