package import Diagnostics
package import MediaTiming

/// What verifying an export found.
package struct VerificationReport: Sendable {
    /// The export's path, as it was given.
    package var export: String
    /// The draft's or the reference film's path, as it was given.
    package var reference: String
    /// The title of the draft, where it has one.
    package var title: String?
    /// The frame rate of the draft or the reference film, by which the frames of deviations count; nil where that is not
    /// known.
    package var frameRate: FrameRate?
    /// Facts of the file, in the order in which they are to be shown.
    package var facts: [FileFact]
    /// What the frames showed; nil where pictures could not be compared, which is a failure of its own.
    package var picture: PictureReport?
    /// What was heard; nil where sounds could not be compared, which is a failure of its own.
    package var sound: SoundReport?
    /// All deviations: failures first, then by area and time.
    package var deviations: [Deviation]
    /// How long verifying took, in seconds of wall time.
    package var seconds: Double

    /// A report from its parts; sorts the deviations.
    package init(
        export: String, reference: String, title: String?, frameRate: FrameRate? = nil, facts: [FileFact],
        picture: PictureReport?, sound: SoundReport?, deviations: [Deviation], seconds: Double
    ) {
        self.export = export
        self.reference = reference
        self.title = title
        self.frameRate = frameRate ?? picture?.frameRate
        self.facts = facts
        self.picture = picture
        self.sound = sound
        self.seconds = seconds
        let areas = Deviation.Area.allCases
        func rank(_ deviation: Deviation) -> (Int, Int, Int) {
            (
                deviation.severity == .failure ? 0 : 1, areas.firstIndex(of: deviation.area) ?? 0,
                deviation.frames?.lowerBound ?? -1
            )
        }
        self.deviations = deviations.enumerated().sorted {
            let (a, b) = (rank($0.element), rank($1.element))
            return a == b ? $0.offset < $1.offset : a < b
        }.map(\.element)
    }

    /// Why the export could not be read as a film at all; nil where it could.
    package var unreadable: Deviation? { deviations.first { $0.code == .fileUnreadable } }

    /// Whether the export is what it should be.
    package var isSame: Bool { !deviations.contains { $0.severity == .failure } }
}

/// One fact of a file beside what it should be.
package struct FileFact: Hashable, Sendable {
    /// What it is, such as "video codec".
    package var name: String
    /// What was found.
    package var found: String
    /// What it should be; nil where anything is right.
    package var expected: String?
    /// The code of the deviation that tells of it; nil where it is right.
    package var deviation: DiagnosticCode?

    /// A fact from its parts.
    package init(_ name: String, found: String, expected: String? = nil, deviation: DiagnosticCode? = nil) {
        self.name = name
        self.found = found
        self.expected = expected
        self.deviation = deviation
    }
}
