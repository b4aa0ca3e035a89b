package import MediaBuffers
package import TimelineModel

/// Formats of stills that are decoded here.
package enum StillFormat: String, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, baseline or progressive.
    case jpeg
    /// WebP, still or animated.
    case webp
}

/// What a file turned out to be.
package enum StillIdentity: Hashable, Sendable {
    /// A still of a format.
    case still(StillFormat)
    /// An animated WebP.
    case animatedWebP
    /// An animated PNG, which this module does not decode.
    case animatedPNG
}

/// What is known of a still before its pixels are decoded.
package struct StillFacts: Sendable {
    /// `png`, `jpeg` or `webp`.
    package var format: String
    /// Columns of the upright picture.
    package var width: Int
    /// Rows of the upright picture.
    package var height: Int
    /// Whether a pixel may be transparent.
    package var hasAlpha: Bool
    /// Frames of an animation; nil for a still.
    package var frameTimes: FrameTimes?
}

/// Reads stills: upright, in sRGB, eight bits a sample.
package enum StillImages {
    static let pixelLimit = 100_000_000

    /// What sort of still the file holds, by its content; nil where it is none.
    package static func identify(path: String) throws(AssetProblem) -> StillIdentity? {
        let head = try FileBytes.read(path, upTo: 4_096)
        if head.has("\u{89}PNG", at: 0) || head.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            return PNGFile.isAnimated(head) ? .animatedPNG : .still(.png)
        }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .still(.jpeg) }
        if head.has("RIFF", at: 0), head.has("WEBP", at: 8) {
            return WebPFile.isAnimated(head) ? .animatedWebP : .still(.webp)
        }
        return nil
    }

    /// Looks at a still without decoding its pixels.
    package static func probe(path: String) throws(AssetProblem) -> StillFacts {
        let bytes = try FileBytes.read(path)
        switch try identify(path: path) {
        case .still(.png), .animatedPNG: return try PNGFile.facts(bytes)
        case .still(.jpeg): return try JPEGFile.facts(bytes)
        case .still(.webp), .animatedWebP: return try WebPFile.facts(bytes, path: path)
        case nil: throw AssetProblem(.unsupported, "this is no PNG, JPEG or WebP")
        }
    }

    /// Decodes a still. Where only `targetPixels` are needed, a JPEG may be decoded at a fraction of its size that is
    /// still at least twice as large on both sides.
    package static func load(
        path: String, targetPixels: (width: Int, height: Int)?
    ) throws(AssetProblem) -> RGBAImage {
        let bytes = try FileBytes.read(path)
        switch try identify(path: path) {
        case .still(.png), .animatedPNG: return try PNGFile.decode(bytes)
        case .still(.jpeg): return try JPEGFile.decode(bytes, target: targetPixels)
        case .still(.webp), .animatedWebP: return try WebPFile.decode(bytes)
        case nil: throw AssetProblem(.unsupported, "this is no PNG, JPEG or WebP")
        }
    }

    /// Throws where a picture of this size is over the contract's limits.
    static func checkSize(_ width: Int, _ height: Int) throws(AssetProblem) {
        guard width > 0, height > 0 else {
            throw AssetProblem(.damaged, "the picture claims \(width)x\(height) pixels")
        }
        guard width <= 65_535, height <= 65_535, width * height <= pixelLimit else {
            throw AssetProblem(
                .tooLarge,
                "the picture has \(width)x\(height) pixels and may have 100 megapixels at most (4002); make it smaller")
        }
    }
}
