/// Formats of stills that are decoded here.
package enum StillFormat: String, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, baseline or progressive.
    case jpeg
    /// WebP, still or animated.
    case webp

    /// The format that a file's first bytes tell, twelve at least; nil where it is none of these.
    package static func identify(_ prefix: [UInt8]) -> StillFormat? {
        if prefix.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if prefix.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if prefix.has("RIFF", at: 0), prefix.has("WEBP", at: 8) { return .webp }
        return nil
    }
}

/// What a file turned out to be.
package enum StillIdentity: Hashable, Sendable {
    /// A still of a format.
    case still(StillFormat)
    /// An animated WebP.
    case animatedWebP
    /// An animated PNG, which this module does not play.
    case animatedPNG
}

extension [UInt8] {
    /// Whether `text` stands at `offset`.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let end = offset + text.utf8CodeUnitCount
        guard offset >= 0, end <= count else { return false }
        return text.withUTF8Buffer { self[offset..<end].elementsEqual($0) }
    }
}
