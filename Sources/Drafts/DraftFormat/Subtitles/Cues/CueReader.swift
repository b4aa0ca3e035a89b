/// Reads the cues of a subtitle file from its lines.
///
/// A line with times begins a cue whatever stands before it. In WebVTT an empty line ends a cue; in SubRip blank lines do not
/// matter, as for players, which show what follows them.
struct CueReader {
    /// A cue as it stands in the file.
    struct FileCue {
        var cue: SubtitleCue
        /// The line of its times, counted from 0.
        var line: Int
    }

    /// The cues in the order of the file.
    private(set) var cues: [FileCue] = []
    /// What cannot be read.
    private(set) var problems: [SubtitleProblem] = []
    /// What is not shown.
    private(set) var leftovers = SubtitleLeftovers()

    private let lines: [Substring]
    private let isWebVTT: Bool
    private var marks: [(line: Int, times: SubtitleTimes)] = []
    private var numbering = CueNumbering()
    private var plainReferences: (count: Int, line: Int) = (0, 0)

    /// A reader of a file's lines.
    init(lines: [Substring], isNamedWebVTT: Bool) {
        self.lines = lines
        for (index, line) in lines.enumerated() {
            if let times = SubtitleTimes(line) { marks.append((index, times)) }
        }
        let first = lines.first { !Self.isBlank($0) } ?? ""
        let isSigned = first.hasPrefix("WEBVTT") && (first.dropFirst(6).first.map { $0 == " " || $0 == "\t" } ?? true)
        // SubRip writes a comma before the milliseconds.
        isWebVTT = isSigned || (isNamedWebVTT && marks.first.map { !lines[$0.line].contains(",") } ?? true)
    }

    /// Reads all cues.
    mutating func read() {
        guard let first = marks.first else { return }
        numbering.begin(after: lines[..<first.line])
        readHead(0..<numbering.end(of: 0..<first.line, in: lines, hasNext: true))
        for (index, mark) in marks.enumerated() {
            let hasNext = index + 1 < marks.count
            let all = (mark.line + 1)..<(hasNext ? marks[index + 1].line : lines.count)
            let body = all.lowerBound..<numbering.end(of: all, in: lines, hasNext: hasNext)
            let rows = isWebVTT ? all.lowerBound..<firstEmptyLine(in: body) : body
            read(mark, rows)
            if isWebVTT { readBlocks(rows.upperBound..<all.upperBound, hasNext: hasNext) }
            if !hasNext, !isWebVTT, body.upperBound < all.upperBound {
                report(.malformed, body.upperBound, "is a number without times; it is left out")
            }
        }
        if plainReferences.count > 0 {
            report(
                .markup, plainReferences.line,
                "is the first of \(grouped(plainReferences.count)) with a character reference such as &amp;, which SubRip "
                    + "does not have; it is shown as it is written, so write the character itself")
        }
    }

    // MARK: Cues

    private mutating func read(_ mark: (line: Int, times: SubtitleTimes), _ rows: Range<Int>) {
        guard case .cue(let start, let end, let settings) = mark.times else {
            report(
                .malformed, mark.line,
                "must be two times such as 00:00:01,000 --> 00:00:02,500; the cue is left out")
            return
        }
        guard start < end else {
            report(.malformed, mark.line, "ends at or before its start; the cue is left out")
            return
        }
        let place = CueSettings(settings)
        var markup = SubtitleMarkup([place.text] + lines[rows], hasReferences: isWebVTT)
        guard markup.text.utf8.count <= DraftLimits.textBytes else {
            report(
                .malformed, mark.line,
                "has a text of more than \(grouped(DraftLimits.textBytes)) bytes; the cue is left out")
            return
        }
        // A cue that says nothing shows nothing.
        guard !markup.text.isEmpty else { return }
        markup.look.height = markup.look.height ?? place.height
        markup.look.alignment = markup.look.alignment ?? place.alignment
        leftovers.add(markup.leftovers.union(place.leftovers), line: mark.line)
        if markup.plainReferenceCount > 0 {
            if plainReferences.count == 0 { plainReferences.line = mark.line }
            plainReferences.count += 1
        }
        cues.append(
            FileCue(cue: SubtitleCue(start: start, end: end, text: markup.text, look: markup.look), line: mark.line))
    }

    // MARK: Other lines

    /// What stands before the first times.
    private mutating func readHead(_ head: Range<Int>) {
        guard let first = head.first(where: { !Self.isBlank(lines[$0]) }) else { return }
        guard isWebVTT else {
            report(.malformed, first, "stands before the first times and belongs to no cue; it is left out")
            return
        }
        let isSigned = lines[first].hasPrefix("WEBVTT")
        readBlocks((isSigned ? firstEmptyLine(in: first..<head.upperBound) : first)..<head.upperBound, hasNext: true)
    }

    /// Blocks of WebVTT between cues: comments, styles, regions, and the name of the next cue.
    private mutating func readBlocks(_ range: Range<Int>, hasNext: Bool) {
        var start = range.lowerBound
        while start < range.upperBound {
            if lines[start].isEmpty {
                start += 1
                continue
            }
            let end = firstEmptyLine(in: start..<range.upperBound)
            let first = lines[start].drop { $0 == " " || $0 == "\t" }
            func begins(_ word: String) -> Bool {
                first.hasPrefix(word) && first.dropFirst(word.count).first.map { $0 == " " || $0 == "\t" } ?? true
            }
            if begins("STYLE") {
                leftovers.add(.styleSheets, line: start)
            } else if begins("REGION") {
                leftovers.add(.regions, line: start)
            } else if !begins("NOTE"), !lines[start..<end].allSatisfy(Self.isBlank),
                !(hasNext && end == range.upperBound && end == start + 1)
            {
                report(
                    .malformed, start,
                    "has no times such as 00:00:01.000 --> 00:00:02.500 before it; what stands there up to the next empty "
                        + "line is left out")
            }
            start = end
        }
    }

    private func firstEmptyLine(in range: Range<Int>) -> Int {
        range.first { lines[$0].isEmpty } ?? range.upperBound
    }

    private mutating func report(_ kind: SubtitleProblem.Kind, _ line: Int, _ message: String) {
        problems.append(SubtitleProblem(kind: kind, line: line + 1, message: message))
    }

    /// Whether nothing of a line is seen.
    static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
}
