/// How much a draft may hold, and how far its values may reach.
package enum DraftLimits {
    /// Tracks of a draft.
    static let trackCount = 200
    /// Segments of a draft.
    static let segmentCount = 10_000
    /// Length of the composition, in microseconds: 3 hours.
    package static let duration: Int64 = 3 * 3_600_000_000
    /// The largest time that is read, in microseconds: 24 hours.
    static let time: Int64 = 24 * 3_600_000_000
    /// Effects of one layer.
    static let effectCount = 64
    /// Findings of one check.
    static let findingCount = 10_000
    /// Bytes of a text.
    static let textBytes = 65_536
    /// Bytes of an identifier.
    static let identifierBytes = 1_024
    /// Bytes of a path or URL.
    static let pathBytes = 4_096
}
