import CStillCodecs
import MediaBuffers
import MediaTiming
import TimelineModel

/// A WebP's chunks, walked and checked, nothing decoded (WebP container specification).
struct WebPStructure {
    let bytes: FileBytes
    /// Size of the RIFF file in the bytes, which may go on after it.
    let riffSize: Int
    let width: Int
    let height: Int
    /// Whether a pixel may be transparent.
    private(set) var hasAlpha: Bool
    /// Whether the picture stands in animation frames, be it only one.
    let hasFrames: Bool
    /// The color profile; nil where there is none.
    private(set) var profile: Range<Int>?
    private(set) var orientation = Orientation.upright
    /// How long each frame of an animation is shown, in milliseconds.
    private(set) var durations: [Int64] = []

    /// Walks a file. Throws `.damaged` where it is cut off, `.tooLarge` over the limits.
    init(_ bytes: FileBytes) throws(AssetProblem) {
        self.bytes = bytes
        guard let length = bytes.littleEndian(at: 4, bytes: 4), length + 8 <= bytes.count else {
            throw AssetProblem(
                .damaged,
                "the WebP ends at byte \(bytes.count), before the end that it promises; copy or export it again")
        }
        riffSize = length + 8
        var features = WebPBitstreamFeatures()
        let status = WebPGetFeatures(bytes.base, riffSize, &features)
        guard status == VP8_STATUS_OK else { throw WebPDecoder.problem(status) }
        (width, height) = (Int(features.width), Int(features.height))
        hasAlpha = features.has_alpha != 0
        hasFrames = features.has_animation != 0
        try StillLimits.check(width: width, height: height)
        if bytes.has("VP8X", at: 12) { try walk() }
        guard !hasFrames || !durations.isEmpty else {
            throw AssetProblem(.damaged, "the WebP says that it is animated but has no frames; export it again")
        }
        try StillLimits.check(frameCount: max(1, durations.count), width: width, height: height)
    }

    /// What a probe tells.
    var facts: StillFacts {
        let size = orientation.size(width: width, height: height)
        let isAnimated = durations.count > 1
        return StillFacts(
            format: "webp", width: size.width, height: size.height, hasAlpha: hasAlpha, isAnimated: isAnimated,
            frameTimes: isAnimated ? frameTimes : nil)
    }

    /// When the frames begin. As in browsers, a delay too short to be meant is 100 ms.
    var frameTimes: FrameTimes {
        var starts: [MediaTime] = []
        var time: Int64 = 0
        for duration in durations.isEmpty ? [0] : durations {
            starts.append(MediaTime(milliseconds: time))
            time += duration < 11 ? 100 : duration
        }
        return FrameTimes(starts: starts, end: MediaTime(milliseconds: time))
    }

    private mutating func walk() throws(AssetProblem) {
        var offset = 12
        while offset + 8 <= riffSize, let length = bytes.littleEndian(at: offset + 4, bytes: 4) {
            let data = offset + 8..<offset + 8 + length
            guard data.upperBound <= riffSize else {
                throw AssetProblem(
                    .damaged, "the WebP's chunk at byte \(offset) reaches beyond its end; copy or export it again")
            }
            if bytes.has("ANMF", at: offset), hasFrames {
                try noteFrame(data)
            } else if bytes.has("ICCP", at: offset) {
                profile = profile ?? data
            } else if bytes.has("EXIF", at: offset) {
                orientation = Orientation(exif: bytes, in: data)
            }
            // Chunks begin at even offsets.
            offset = data.upperBound + length % 2
        }
    }

    /// ANMF: place and size of the frame in 24 bits each, its duration, flags, then its chunks.
    private mutating func noteFrame(_ data: Range<Int>) throws(AssetProblem) {
        guard data.count >= 16, let duration = bytes.littleEndian(at: data.lowerBound + 12, bytes: 3),
            let frameWidth = bytes.littleEndian(at: data.lowerBound + 6, bytes: 3),
            let frameHeight = bytes.littleEndian(at: data.lowerBound + 9, bytes: 3)
        else { throw AssetProblem(.damaged, "the WebP's frame \(durations.count + 1) has no header; export it again") }
        // What a frame leaves uncovered is transparent, whatever the file's flags say.
        if frameWidth + 1 < width || frameHeight + 1 < height { hasAlpha = true }
        durations.append(Int64(duration))
        try StillLimits.check(frameCount: durations.count, width: width, height: height)
    }

    /// Whether the first 64 bytes of a WebP say that it is animated.
    static func isMarkedAnimated(_ head: FileBytes) -> Bool { head.has("VP8X", at: 12) && (head[20] ?? 0) & 2 != 0 }
}

extension WebPStructure {
    /// Brings a decoded picture to sRGB, upright, with the right alpha.
    func finished(_ image: RGBAImage) -> RGBAImage {
        if let profile = profile.flatMap({ bytes[$0] }) {
            ColorConversion(profile: profile, source: .rgb(levels: 256))?.convert(image)
        }
        // A file that says it is opaque is, as in browsers, whatever its samples hold.
        if !hasAlpha { image.makeOpaque() }
        let labeled = hasAlpha ? image.labeledByItsAlpha() : image.relabeled(.opaque)
        return labeled.turnedUpright(from: orientation)
    }
}
