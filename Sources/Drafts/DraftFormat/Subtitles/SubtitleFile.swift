/// A text with its time in a subtitle file.
package struct SubtitleCue: Hashable, Sendable {
    /// When it comes, in milliseconds.
    package var start: Int64
    /// When it goes, in milliseconds, after `start`.
    package var end: Int64
    /// What it says, without tags; a newline breaks the line.
    package var text: String

    /// A cue from its parts.
    package init(start: Int64, end: Int64, text: String) {
        self.start = start
        self.end = end
        self.text = text
    }
}

/// Something in a subtitle file that is not as it should be.
package struct SubtitleProblem: Hashable, Sendable {
    /// What sort of problem it is.
    package enum Kind: Sendable {
        /// The cue or the block cannot be read and is left out.
        case malformed
        /// The cue begins before the one before it ends.
        case overlap
    }

    /// What sort of problem it is.
    package var kind: Kind
    /// The line, counted from 1.
    package var line: Int
    /// What was found there, and what becomes of it.
    package var message: String
}

/// The cues of a SubRip (`.srt`) or WebVTT (`.vtt`) file.
///
/// WebVTT is read as the W3C's "WebVTT: The Web Video Text Tracks Format" has it, without regions, styles and cue settings;
/// SubRip, which has no standard, in the same blocks. A file is told by its first line, not by its name.
package struct SubtitleFile: Sendable {
    /// The most bytes of a subtitle file.
    package static let byteLimit = 16_000_000
    private static let problemLimit = 100
    private static let longest: Int64 = 24 * 3_600_000

    /// The cues in the order of time, none overlapping another.
    package private(set) var cues: [SubtitleCue] = []
    /// What was wrong, in the order of the file, at most a hundred.
    package private(set) var problems: [SubtitleProblem] = []

    /// Reads a file's bytes. Nil where they are no text: neither UTF-8 nor UTF-16 with a byte order mark.
    package init?(_ bytes: [UInt8]) {
        guard let text = Self.decoded(bytes) else { return nil }
        let lines = Self.lines(of: text)
        isWebVTT = lines.first?.hasPrefix("WEBVTT") ?? false
        var reader = BlockReader(lines: lines)
        while let block = reader.next() { read(block, lines) }
        arrange()
    }

    private struct Read {
        var cue: SubtitleCue
        var line: Int
    }

    private var read: [Read] = []
    private let isWebVTT: Bool

    private mutating func read(_ block: Range<Int>, _ lines: [Substring]) {
        let first = lines[block.lowerBound]
        if ["WEBVTT", "NOTE", "STYLE", "REGION"].contains(where: { word in
            first.hasPrefix(word)
                && (first.count == word.count || first.dropFirst(word.count).first?.isWhitespace == true)
        }) {
            return
        }
        // A cue may have a number or a name on the line before its times.
        guard let timing = block.prefix(2).first(where: { lines[$0].contains("-->") }) else {
            report(
                .malformed, block.lowerBound,
                "has no times such as 00:00:01,000 --> 00:00:02,500; the block is left out")
            return
        }
        guard let (start, end) = Self.times(lines[timing]) else {
            report(
                .malformed, timing,
                "is \(quoted(String(lines[timing]))), but must be two times such as 00:00:01,000 --> 00:00:02,500; "
                    + "the cue is left out")
            return
        }
        guard start < end else {
            report(.malformed, timing, "ends at or before its start; the cue is left out")
            return
        }
        let text = lines[(timing + 1)..<block.upperBound].map { Self.plain($0, hasReferences: isWebVTT) }.joined(
            separator: "\n")
        guard text.utf8.count <= DraftLimits.textBytes else {
            report(
                .malformed, timing,
                "has a text of more than \(grouped(DraftLimits.textBytes)) bytes; the cue is left out")
            return
        }
        // A cue that says nothing shows nothing.
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        read.append(Read(cue: SubtitleCue(start: start, end: end, text: text), line: timing))
    }

    /// Puts cues in order: texts of the same time become one, and what is still seen when the next comes goes then.
    private mutating func arrange() {
        let sorted = read.enumerated().sorted { left, right in
            (left.element.cue.start, left.offset) < (right.element.cue.start, right.offset)
        }
        read = []
        for (_, next) in sorted {
            guard let last = cues.last, next.cue.start < last.end else {
                cues.append(next.cue)
                continue
            }
            if next.cue.start == last.start, last.text.utf8.count + next.cue.text.utf8.count < DraftLimits.textBytes {
                cues[cues.count - 1].text += "\n" + next.cue.text
                cues[cues.count - 1].end = max(last.end, next.cue.end)
                if next.cue.end == last.end { continue }
                report(
                    .overlap, next.line,
                    "begins with the cue before it but ends at another time; the two are shown as one")
            } else if next.cue.start > last.start {
                cues[cues.count - 1].end = next.cue.start
                cues.append(next.cue)
                report(
                    .overlap, next.line,
                    "begins before the cue before it ends; the earlier one goes when this one comes")
            } else {
                report(.overlap, next.line, "begins with many others; the cue is left out")
            }
        }
        problems.sort { $0.line < $1.line }
    }

    private mutating func report(_ kind: SubtitleProblem.Kind, _ line: Int, _ message: String) {
        guard problems.count < Self.problemLimit else { return }
        problems.append(SubtitleProblem(kind: kind, line: line + 1, message: message))
    }

    // MARK: Text

    private static func decoded(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittle = bytes[0] == 0xFF
            guard bytes.count % 2 == 0 else { return nil }
            let units = stride(from: 2, to: bytes.count, by: 2).map { index in
                let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                return isLittle ? second << 8 | first : first << 8 | second
            }
            return String(validating: units, as: UTF16.self)
        }
        let body = bytes.starts(with: JSONParser.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        return body.contains(0) ? nil : String(validating: body, as: UTF8.self)
    }

    /// The lines, whatever ends them: a line feed, a carriage return or both.
    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    /// Lines between empty ones.
    private struct BlockReader {
        let lines: [Substring]
        var index = 0

        mutating func next() -> Range<Int>? {
            while index < lines.count, isEmpty(lines[index]) { index += 1 }
            let start = index
            while index < lines.count, !isEmpty(lines[index]) { index += 1 }
            return start < index ? start..<index : nil
        }

        private func isEmpty(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
    }

    /// The two times of a line such as `00:01:02,500 --> 00:01:04,000 position:50%`, in milliseconds.
    private static func times(_ line: Substring) -> (Int64, Int64)? {
        guard let arrow = line.firstRange(of: "-->") else { return nil }
        let after = line[arrow.upperBound...].split(whereSeparator: \.isWhitespace)
        let before = line[..<arrow.lowerBound].split(whereSeparator: \.isWhitespace)
        guard before.count == 1, let end = after.first else { return nil }
        guard let first = time(before[0]), let last = time(end) else { return nil }
        return (first, last)
    }

    /// Hours may be left out; the fraction may have 1 to 3 digits after a comma or a point.
    private static func time(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let last = parts.last else { return nil }
        let seconds = last.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard seconds.count == 2, (1...3).contains(seconds[1].utf8.count) else { return nil }
        guard let fraction = number(seconds[1], below: 1_000), let whole = number(seconds[0], below: 60) else {
            return nil
        }
        var result: Int64 = 0
        for (index, part) in parts.dropLast().enumerated() {
            // The first part may be anything, the others are minutes.
            guard let value = number(part, below: index == 0 && parts.count == 3 ? 1_000 : 60) else { return nil }
            result = result * 60 + value
        }
        let scale: Int64 = [100, 10, 1][seconds[1].utf8.count - 1]
        let time = (result * 60 + whole) * 1_000 + fraction * scale
        return time <= longest ? time : nil
    }

    private static func number(_ text: Substring, below limit: Int64) -> Int64? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int64(text), value < limit
        else { return nil }
        return value
    }

    /// A line without tags such as `<i>` and `{\an8}`, with WebVTT's character references resolved.
    private static func plain(_ line: Substring, hasReferences: Bool) -> String {
        var text = ""
        var rest = line
        while let character = rest.first {
            switch character {
            case "<":
                if let end = endOfTag(rest) {
                    rest = rest[end...]
                    continue
                }
            case "{" where rest.hasPrefix("{\\"):
                if let end = rest.prefix(200).firstIndex(of: "}") {
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            case "&" where hasReferences:
                if let (scalar, end) = reference(rest) {
                    text += scalar
                    rest = rest[end...]
                    continue
                }
            default: break
            }
            text.append(character)
            rest.removeFirst()
        }
        return text
    }

    /// Where a tag ends: `<i>`, `</b>`, `<font color="red">`, `<c.loud>`, `<v Anna>` or a time; nil where `<` is text.
    private static func endOfTag(_ text: Substring) -> Substring.Index? {
        let inside = text.dropFirst().drop { $0 == "/" }
        guard let first = inside.first, first.isASCII, let end = text.prefix(500).firstIndex(of: ">") else {
            return nil
        }
        // A number is a time of karaoke; “<3” and “<-” are text.
        guard first.isLetter || (first.isNumber && text[..<end].contains(":")) else { return nil }
        return text.index(after: end)
    }

    private static let references: [(name: String, text: String)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&lrm;", "\u{200E}"),
        ("&rlm;", "\u{200F}"),
    ]

    private static func reference(_ text: Substring) -> (String, Substring.Index)? {
        for (name, meant) in references where text.hasPrefix(name) {
            return (meant, text.index(text.startIndex, offsetBy: name.count))
        }
        return nil
    }
}
