/// Formats of stills that are decoded here.
package enum StillFormat: String, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, baseline or progressive.
    case jpeg
    /// WebP, still or animated.
    case webp

    /// Who reads files of the format. A new format is a case, and a decoder here.
    var decoder: any StillDecoder.Type {
        switch self {
        case .png: PNGStructure.self
        case .jpeg: JPEGStructure.self
        case .webp: WebPStructure.self
        }
    }

    /// The format that a file's first bytes tell, twelve at least; nil where it is none of these.
    package static func identify(_ prefix: [UInt8]) -> StillFormat? {
        allCases.first { $0.decoder.recognizes(prefix) }
    }
}

/// What a file turned out to be.
package enum StillIdentity: Hashable, Sendable {
    /// A still of a format.
    case still(StillFormat)
    /// An animation that is played here.
    case animation(StillFormat)
    /// An animation that a still's format is used for, but that this module does not play.
    case foreignAnimation(StillFormat)
}

extension [UInt8] {
    /// Whether `text` stands at `offset`.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let end = offset + text.utf8CodeUnitCount
        guard offset >= 0, end <= count else { return false }
        return text.withUTF8Buffer { self[offset..<end].elementsEqual($0) }
    }
}
