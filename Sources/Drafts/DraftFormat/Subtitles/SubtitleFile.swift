/// The cues of a SubRip (`.srt`) or WebVTT (`.vtt`) file.
///
/// WebVTT is read as the W3C's "WebVTT: The Web Video Text Tracks Format" has it, but for what would lose a text; SubRip,
/// which has no standard, as players read it. A file is told by its first line, and by its name where that says nothing.
package struct SubtitleFile: Sendable {
    /// The most bytes of a subtitle file.
    package static let byteLimit = 16_000_000
    private static let problemLimit = 100

    /// What is seen, in the order of time, none overlapping another: cues of the same time are one, a row each.
    package let cues: [SubtitleCue]
    /// What was wrong, in the order of the file, at most a hundred and one.
    package let problems: [SubtitleProblem]
    /// What the file is instead, where it holds no cue and that is known.
    let foreignFormat: String?
    /// Whether there is no line but blank ones.
    let isBlank: Bool

    /// Reads a file's bytes. Nil where they are no text: neither UTF-8 nor UTF-16.
    ///
    /// - Parameter name: the file's name, whose ending counts where the first line does not say that it is WebVTT.
    package init?(_ bytes: [UInt8], name: String = "") {
        guard let lines = SubtitleEncoding.lines(of: bytes) else { return nil }
        var reader = CueReader(lines: lines, isNamedWebVTT: name.lowercased().hasSuffix(".vtt"))
        reader.read()
        var stretches = CueStretches(reader.cues)
        stretches.arrange()
        cues = stretches.cues
        foreignFormat = cues.isEmpty ? ForeignFormat.name(of: lines) : nil
        isBlank = lines.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        var leftovers = reader.leftovers
        for (line, lost) in stretches.leftovers { leftovers.add(lost, line: line) }
        problems = Self.limited(reader.problems + stretches.problems + [leftovers.problem].compactMap(\.self))
    }

    /// Problems in the order of the file; the last says how many more there are.
    private static func limited(_ problems: [SubtitleProblem]) -> [SubtitleProblem] {
        // Enumerating keeps the order of problems of one line.
        let sorted = problems.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
        guard sorted.count > problemLimit else { return sorted }
        let rest = sorted[problemLimit...]
        let more = rest.filter { $0.kind != .markup }
        var limited = Array(sorted[..<problemLimit])
        if let first = more.first {
            limited.append(
                SubtitleProblem(
                    kind: first.kind, line: first.line,
                    message: "is the first of \(grouped(more.count)) further lines of which something is left out"))
        }
        return limited + rest.filter { $0.kind == .markup }
    }
}
