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
        guard let format = StillFormat.identify(head[0..<head.count] ?? []) else { return nil }
        return try format.decoder.identity(of: file, head: head)
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
        try decoder(of: bytes).facts
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
        try decoder(of: bytes).image(target: targetPixels)
    }

    /// A still that is walked and can be decoded, whole or by rows. Throws as `probe` does.
    package static func open(path: String) throws(AssetProblem) -> OpenStill {
        OpenStill(decoder: try decoder(of: try SourceFile(path: path).allBytes()))
    }

    /// The frames of an animation. Throws as `probe` does, and `.unsupported` where the file is none that is played here.
    package static func animation(path: String) throws(AssetProblem) -> any StillAnimation {
        guard let animation = try decoder(of: try SourceFile(path: path).allBytes()).animation() else {
            throw AssetProblem(.unsupported, "this picture is not animated; use it as a still")
        }
        return animation
    }

    /// Decodes a still, or every frame of an animation that is played here. Throws as `load` does.
    package static func verifyDecoding(path: String) throws(AssetProblem) {
        let decoder = try decoder(of: try SourceFile(path: path).allBytes())
        guard decoder.facts.isAnimated, let animation = try decoder.animation() else {
            _ = try decoder.image(target: nil)
            return
        }
        for index in animation.frameTimes.starts.indices { _ = try animation.image(at: index) }
    }

    /// The one place that looks at what a file is to choose who reads it.
    static func decoder(of bytes: FileBytes) throws(AssetProblem) -> any StillDecoder {
        let prefix = bytes[0..<min(64, bytes.count)] ?? []
        if let format = StillFormat.identify(prefix) { return try format.decoder.init(bytes) }
        let name = nameOfKnownForeignFormat(prefix) ?? "no PNG, JPEG or WebP"
        throw AssetProblem(.unsupported, "\(name): convert it to PNG or JPEG")
    }
}
