package import MediaBuffers
package import TimelineModel

/// Reads stills: upright, in sRGB, eight bits a sample.
package enum StillImages {
    /// What sort of still a file holds, by its content; nil where it is none of ours. Reads only what that takes.
    ///
    /// Throws `.missing` where there is no regular file to read.
    package static func identify(path: String) throws(AssetProblem) -> StillIdentity? {
        let file = try SourceFile(path: path)
        let head = try file.bytes(at: 0, count: 64)
        switch StillFormat.identify(head[0..<head.count] ?? []) {
        case .png: return try PNGStructure.isAnimated(file) ? .animatedPNG : .still(.png)
        case .jpeg: return .still(.jpeg)
        case .webp: return WebPStructure.isMarkedAnimated(head) ? .animatedWebP : .still(.webp)
        case nil: return nil
        }
    }

    /// Looks at a still without decoding its pixels; an animated PNG is told by its size alone.
    ///
    /// Throws `.tooLarge` over the limits, `.damaged` where the file's structure shows that it is, `.unsupported`
    /// where it is no still of ours.
    package static func probe(path: String) throws(AssetProblem) -> StillFacts {
        try probe(try SourceFile(path: path).allBytes())
    }

    /// The same, of a file that is in memory already.
    package static func probe(_ bytes: FileBytes) throws(AssetProblem) -> StillFacts {
        switch try format(bytes) {
        case .png: return try PNGStructure(bytes).facts
        case .jpeg: return try JPEGStructure(bytes).facts
        case .webp: return try WebPStructure(bytes).facts
        }
    }

    /// Decodes a still, or the first frame of an animation.
    ///
    /// Where `targetPixels` says what size is wanted at most, a JPEG may come at a half, a quarter or an eighth of its
    /// size if that is still twice as large on both sides. Throws as `probe` does, and `.damaged` where decoding fails.
    package static func load(
        path: String, targetPixels: (width: Int, height: Int)? = nil
    ) throws(AssetProblem) -> RGBAImage {
        try load(try SourceFile(path: path).allBytes(), targetPixels: targetPixels)
    }

    /// The same, of a file that is in memory already.
    package static func load(
        _ bytes: FileBytes, targetPixels: (width: Int, height: Int)? = nil
    ) throws(AssetProblem) -> RGBAImage {
        switch try format(bytes) {
        case .png: return try PNGDecoder.decode(PNGStructure(bytes))
        case .jpeg: return try JPEGDecoder.decode(JPEGStructure(bytes), target: targetPixels)
        case .webp: return try WebPDecoder.decode(WebPStructure(bytes))
        }
    }

    /// A JPEG to be decoded by rows, sized as by `load`; nil where the file is another still or must be decoded whole.
    ///
    /// Where not all columns are wanted, `columns` says which when it is told how many there are.
    package static func jpegRows(
        path: String, targetPixels: (width: Int, height: Int)?, columns: ((_ width: Int) -> Range<Int>)? = nil
    ) throws(AssetProblem) -> JPEGRows? {
        let bytes = try SourceFile(path: path).allBytes()
        guard try format(bytes) == .jpeg else { return nil }
        return try JPEGRows(JPEGStructure(bytes), target: targetPixels, wanted: columns)
    }

    private static func format(_ bytes: FileBytes) throws(AssetProblem) -> StillFormat {
        let prefix = bytes[0..<min(64, bytes.count)] ?? []
        if let format = StillFormat.identify(prefix) { return format }
        let name = nameOfKnownForeignFormat(prefix) ?? "no PNG, JPEG or WebP"
        throw AssetProblem(.unsupported, "\(name): convert it to PNG or JPEG")
    }
}
