import H264Syntax
package import MediaIO
package import MediaTiming
package import TimelineModel

/// What an export's file should be, by the draft or by a reference film.
package struct ExpectedFile: Hashable, Sendable {
    /// Size of the picture in pixels, as it is shown.
    package var size: CanvasSize
    /// The constant frame rate.
    package var frameRate: FrameRate
    /// Frames.
    package var frameCount: Int
    /// Whether there is to be a sound. A draft always makes one, silent or not.
    package var hasSound: Bool
    /// Whether exact frames were asked for, which take a higher profile of H.264.
    package var isLossless: Bool

    /// An expectation from its parts.
    package init(
        size: CanvasSize, frameRate: FrameRate, frameCount: Int, hasSound: Bool = true, isLossless: Bool = false
    ) {
        self.size = size
        self.frameRate = frameRate
        self.frameCount = frameCount
        self.hasSound = hasSound
        self.isLossless = isLossless
    }

    /// What a reference film is; nil where it has no picture or its frames have no usable times.
    package init?(reference: MediaInspection) {
        guard let stream = reference.picture, let picture = stream.picture, picture.width > 0, picture.height > 0,
            let timing = FrameTiming(stream), let rate = timing.rate(near: nil).exact
        else { return nil }
        let isTurned = picture.rotation == 90 || picture.rotation == 270
        self.init(
            size: CanvasSize(
                width: isTurned ? picture.height : picture.width, height: isTurned ? picture.width : picture.height),
            frameRate: rate, frameCount: timing.ticks.count, hasSound: reference.sound != nil,
            isLossless: picture.parameterSet?.profileIDC == 244)
    }

    /// How long the film is: its frames, one after the other.
    package var duration: MediaTime { frameRate.time(ofFrame: frameCount) }
}

/// What a file may be beyond what docs/format.md, section 13, asks for.
package struct FileFactsOptions: Hashable, Sendable {
    /// Other codecs than H.264 and AAC, and other containers than MP4, are as good.
    package var allowsAnyCodec: Bool

    /// Options; the default is the contract.
    package init(allowsAnyCodec: Bool = false) { self.allowsAnyCodec = allowsAnyCodec }
}

/// What the facts of a file are, and which of them are wrong.
package struct FileJudgment: Sendable {
    /// The facts in the order in which they are to be shown.
    package var facts: [FileFact]
    /// What is wrong: areas `file` and `timing`.
    package var deviations: [Deviation]
    /// What was found in the file; nil where it cannot be read.
    package var inspection: MediaInspection?
}
