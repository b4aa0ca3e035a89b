/// What a line of a subtitle file says of a cue's times.
enum SubtitleTimes {
    /// When the cue comes and goes, in milliseconds, and what follows on the line.
    case cue(start: Int64, end: Int64, settings: Substring)
    /// The line is meant to give times, but they cannot be read.
    case unreadable

    /// The times of a line such as `00:01:02,500 --> 00:01:04,000 position:50%`; nil for any other line.
    init?(_ line: Substring) {
        // Nearly all lines have no arrow: “>”, “→” or “--&gt;”. What is longer than any times is a text.
        guard line.utf8.contains(where: { $0 == UInt8(ascii: ">") || $0 == 0xE2 || $0 == UInt8(ascii: ";") }),
            line.utf8.count <= 1_000
        else { return nil }
        let line = Self.plain(line)
        var scanner = TimesScanner(rest: line.utf8[...])
        if let (start, end) = scanner.times() {
            self = .cue(start: start, end: end, settings: Substring(scanner.rest))
        } else if Self.isMeantAsTimes(line) {
            self = .unreadable
        } else {
            return nil
        }
    }

    /// A line with plain spaces and colons, and without marks that are not seen.
    private static func plain(_ line: Substring) -> Substring {
        guard !line.utf8.allSatisfy({ $0 < 0x80 }) else { return line }
        var plain = String.UnicodeScalarView()
        for scalar in line.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            plain.append(scalar.properties.isWhitespace ? " " : scalar == "：" ? ":" : scalar)
        }
        return Substring(String(plain))
    }

    /// Whether a line is an attempt at times rather than a text with an arrow in it.
    private static func isMeantAsTimes(_ line: Substring) -> Bool {
        guard let head = line.firstIndex(where: { $0 == ">" || $0 == "→" }) else { return false }
        let isArrow = line[...head].hasSuffix("-->") || line[...head].hasSuffix("-- >")
        let dashes: Set<Character> = ["-", "–", "—", "=", " ", "\t"]
        let left = line[..<head].reversed().drop { dashes.contains($0) }.reversed()
        let right = line[line.index(after: head)...].drop { dashes.contains($0) }.prefix { $0 != " " && $0 != "\t" }
        let areTimes = isTimeLike(left) && isTimeLike(right)
        guard isArrow else { return areTimes && isFullClock(left) && isFullClock(right) }
        let last = left.split(separator: " ").last ?? []
        if isFullClock(last) || isFullClock(right) || (isClock(last) && isClock(right)) { return true }
        return areTimes && (isClock(left) || isClock(right) || (!left.isEmpty && !right.isEmpty))
    }

    private static func isTimeLike(_ text: some Sequence<Character>) -> Bool {
        text.allSatisfy { $0.isNumber || $0.isWhitespace || ":.,-".contains($0) }
    }

    private static func isClock(_ text: some Sequence<Character>) -> Bool {
        text.contains(":") && text.contains(where: \.isNumber) && isTimeLike(text)
    }

    /// Whether a text is a time that is no time of day.
    private static func isFullClock(_ text: some Sequence<Character>) -> Bool {
        isClock(text) && (text.contains { ".,".contains($0) } || text.reduce(0) { $0 + ($1 == ":" ? 1 : 0) } > 1)
    }
}

/// Reads the two times of a line, as loosely as players do.
private struct TimesScanner {
    var rest: Substring.UTF8View

    private static let longest: Int64 = 24 * 3_600_000

    /// Both times in milliseconds, with an arrow between them; the cue's number may stand before them.
    mutating func times() -> (Int64, Int64)? {
        let start = rest
        skipSpaces()
        if digits() == nil || !isAtDigitAfterSpace { rest = start }
        guard let first = time(), takeArrow(), let last = time() else { return nil }
        return (first, last)
    }

    private mutating func takeArrow() -> Bool {
        skipSpaces()
        let dashes = rest.prefix { $0 == UInt8(ascii: "-") }
        rest = rest[dashes.endIndex...]
        guard dashes.count >= 2 else { return false }
        skipSpaces()
        for head in [">", "&gt;"] where rest.starts(with: head.utf8) {
            rest = rest.dropFirst(head.utf8.count)
            return true
        }
        return false
    }

    /// Hours and the fraction may be left out; spaces may stand beside the points, and a colon for the comma.
    private mutating func time() -> Int64? {
        skipSpaces()
        var parts: [Substring.UTF8View] = []
        repeat {
            guard parts.count < 4, let part = digits() else { return nil }
            parts.append(part)
        } while take(":")
        var fraction: Substring.UTF8View?
        if parts.count == 4 {
            fraction = parts.removeLast()
            // Two digits would count frames.
            guard fraction?.count == 3 else { return nil }
        } else if take(",") || take(".") {
            fraction = digits()
            guard fraction != nil else { return nil }
        }
        guard (2...3).contains(parts.count) else { return nil }
        var result: Int64 = 0
        for (index, part) in parts.enumerated() {
            guard part.count <= 4, let value = Int64(Substring(part)), value < (index == 0 ? 1_000 : 60) else {
                return nil
            }
            result = result * 60 + value
        }
        guard let part = milliseconds(fraction) else { return nil }
        result = result * 1_000 + part
        return result <= Self.longest ? result : nil
    }

    /// A decimal fraction of a second, rounded to milliseconds.
    private func milliseconds(_ fraction: Substring.UTF8View?) -> Int64? {
        guard let fraction else { return 0 }
        guard fraction.count <= 9, var value = Int64(Substring(fraction)) else { return nil }
        for _ in fraction.count..<9 { value *= 10 }
        return (value + 500_000) / 1_000_000
    }

    private mutating func digits() -> Substring.UTF8View? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest[digits.endIndex...]
        return digits.isEmpty ? nil : digits
    }

    private var isAtDigitAfterSpace: Bool {
        let digits = rest.drop(while: Self.isSpace)
        return digits.first.map { (0x30...0x39).contains($0) } == true && digits.startIndex > rest.startIndex
    }

    /// Takes a sign with the spaces beside it.
    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        let next = rest.drop(while: Self.isSpace)
        guard next.first == UInt8(ascii: sign) else { return false }
        rest = next.dropFirst()
        skipSpaces()
        return true
    }

    private mutating func skipSpaces() { rest = rest.drop(while: Self.isSpace) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
