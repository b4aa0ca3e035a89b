package import MediaBuffers

/// What the boxes of an MP4 or QuickTime file say that FFmpeg keeps to itself (ISO/IEC 14496-12).
package struct MovieBoxes: Hashable, Sendable {
    /// The major brand, such as `isom`, or `qt  ` for QuickTime; nil where the file has none.
    package var brand: String?
    /// The brands that it says it is compatible with.
    package var compatibleBrands: [String] = []
    /// Types of the outermost boxes in the file's order, the first `topLevelLimit` of them.
    package var topLevel: [String] = []
    /// The tracks in the file's order.
    package var tracks: [MovieTrack] = []
    /// Ticks per second of the film's own clock; nil where it is not said.
    package var timescale: UInt32?
    /// What is wrong with the boxes, in words; nil where nothing is.
    package var damage: String?

    /// Outermost boxes that are looked at.
    package static let topLevelLimit = 100_000
    /// The largest index that is read, in bytes.
    package static let indexLimit = 64_000_000
    /// Tracks, and edits of a track, that are kept.
    package static let listLimit = 1_000

    /// Whether the index comes before the media, so that playing may begin before all is there. Without media it does.
    package var isIndexFirst: Bool {
        guard let media = topLevel.firstIndex(of: "mdat") else { return true }
        guard let index = topLevel.firstIndex(of: "moov") else { return false }
        return index < media
    }

    /// Whether the film comes in fragments, each with an index of its own.
    package var isFragmented: Bool { topLevel.contains("moof") }
}

/// One track of a movie.
package struct MovieTrack: Hashable, Sendable {
    /// What it holds: `vide`, `soun`, `text`, …
    package var handler = ""
    /// Type of the first sample description, such as `avc1`.
    package var sampleEntry: String?
    /// Ticks per second of the track's clock; nil where it is not said.
    package var timescale: UInt32?
    /// The edits, at most `MovieBoxes.listLimit`; nil where there is no edit list.
    package var edits: [MovieEdit]?
    /// Color tags of the sample description (`colr` with `nclx` or `nclc`); nil where there are none.
    package var color: ColorDescription?
    /// Whether the sample description has an ICC profile in place of tags.
    package var hasColorProfile = false
    /// Number of samples by the table of times (`stts`); nil where there is no table.
    package var sampleCount: Int64?
    /// Lengths of samples that occur in the table of times, each once, at most `MovieBoxes.listLimit`.
    package var sampleLengths: [UInt32] = []
    /// Number of samples that the container says decoding may begin at; nil where it says so of all.
    package var keySampleCount: Int?
}

/// One entry of an edit list.
package struct MovieEdit: Hashable, Sendable {
    /// How long it lasts, in ticks of the film's clock; 0 means to the end.
    package var duration: Int64
    /// Where in the track it begins, in ticks of the track's clock; −1 for nothing shown.
    package var mediaTime: Int64
    /// Speed, 1 in 16.16 fixed point being 65536.
    package var rate: Int32

    /// An edit from its parts.
    package init(duration: Int64, mediaTime: Int64, rate: Int32) {
        self.duration = duration
        self.mediaTime = mediaTime
        self.rate = rate
    }
}
