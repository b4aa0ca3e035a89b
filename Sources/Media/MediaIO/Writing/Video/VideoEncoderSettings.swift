import Glibc
package import MediaTiming
package import TimelineModel

/// How a timeline's frames become H.264.
package struct VideoEncoderSettings: Hashable, Sendable {
    /// How bits are spent.
    package enum Rate: Hashable, Sendable {
        /// x264's constant rate factor, 1 (best) … 51.
        case crf(Double)
        /// The exact frames come back.
        case lossless
    }

    /// Columns; even, 16…4096.
    package let width: Int
    /// Rows; even, 16…4096.
    package let height: Int
    /// The constant frame rate.
    package let frameRate: FrameRate
    /// x264's preset, one of `presets`.
    package let preset: String
    /// How bits are spent.
    package let rate: Rate
    /// Frames from one keyframe to the next at most, and the length of a chunk; at least 1.
    package let keyframeInterval: Int
    /// What kind of file the frames are for.
    package let format: OutputFormat

    /// Settings, unchecked: whoever uses them checks them.
    package init(
        width: Int, height: Int, frameRate: FrameRate, preset: String, rate: Rate, keyframeInterval: Int,
        format: OutputFormat = .mp4
    ) {
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.preset = preset
        self.rate = rate
        self.keyframeInterval = keyframeInterval
        self.format = format
    }

    /// x264's presets, the fastest first.
    package static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
    ]
}

extension VideoEncoderSettings {
    /// Throws `EINVAL` with the reason where the settings cannot be encoded.
    func validate() throws(MediaError) {
        let sides = 16...4_096
        guard sides.contains(width), sides.contains(height), width % 2 == 0, height % 2 == 0 else {
            throw refusal("both sides of \(width)x\(height) must be even, 16 to 4096")
        }
        guard Self.presets.contains(preset) else {
            throw refusal("\"\(preset)\" is not one of x264's presets: \(Self.presets.joined(separator: ", "))")
        }
        if case .crf(let factor) = rate, !(1...51).contains(factor) {
            throw refusal("a constant rate factor is 1 to 51, not \(factor); below lies lossless")
        }
        guard (1...100_000).contains(keyframeInterval) else {
            throw refusal("a keyframe interval of \(keyframeInterval) frames")
        }
        let rate = frameRate.framesPerSecond
        guard max(rate.numerator, rate.denominator) <= 10_000_000, rate <= Rational(1_000) else {
            throw refusal("a frame rate of \(frameRate)")
        }
    }

    private func refusal(_ reason: String) -> MediaError {
        MediaError(action: "checking the settings", object: "the video encoder", code: -EINVAL, message: reason)
    }
}
