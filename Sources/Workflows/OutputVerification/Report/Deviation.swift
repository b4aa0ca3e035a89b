package import Diagnostics
package import MediaBuffers

/// One way in which an export is not what it should be.
package struct Deviation: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Sendable, Hashable {
        /// The export is not what the draft says.
        case failure
        /// Near a limit, or odd without being seen or heard.
        case warning
    }

    /// What was judged.
    package enum Area: String, Sendable, Hashable, CaseIterable {
        /// Container, streams, tags and timestamps.
        case file
        /// Which frame is shown when.
        case timing
        /// What the frames show.
        case picture
        /// Place, size and presence of texts.
        case text
        /// What is heard.
        case sound
    }

    /// What kind of deviation it is.
    package var code: DiagnosticCode
    /// What was judged.
    package var area: Area
    /// How bad it is.
    package var severity: Severity
    /// One sentence: what was found, and what it should be.
    package var message: String
    /// The output frames concerned, end exclusive; nil for the whole file.
    package var frames: Range<Int>?
    /// The part of the canvas concerned, in canvas pixels; nil for all of it.
    package var region: PixelRect?
    /// JSON Pointers of the segments, or their properties, to look at, the likeliest first; empty without a draft.
    package var pointers: [String]
    /// What was measured, in the unit that the message names; nil where the fact is no number.
    package var measured: Double?
    /// The limit that `measured` passed.
    package var limit: Double?
    /// What it is evidence of, where it bears on other deviations or they bear on it. Reports do not tell it.
    package var evidence: Evidence?

    /// A deviation from its parts.
    package init(
        _ code: DiagnosticCode, _ area: Area, _ message: String, severity: Severity = .failure,
        frames: Range<Int>? = nil,
        region: PixelRect? = nil, pointers: [String] = [], measured: Double? = nil, limit: Double? = nil,
        evidence: Evidence? = nil
    ) {
        self.code = code
        self.area = area
        self.severity = severity
        self.message = message
        self.frames = frames
        self.region = region
        self.pointers = pointers
        self.measured = measured
        self.limit = limit
        self.evidence = evidence
    }
}
