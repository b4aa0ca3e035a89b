/// Tells the numbers that stand before a cue's times from texts that are numbers.
struct CueNumbering {
    /// Whether a number stands before the first times.
    private var isNumbered = false
    /// The number of the cue before, or nil where it has none or one beyond all counting.
    private var last: Int?
    /// How many cues have begun.
    private var count = 0

    /// Begins with what stands before the first times.
    mutating func begin(after head: ArraySlice<Substring>) {
        isNumbered = head.last { !CueReader.isBlank($0) }.map(Self.isNumber) ?? false
    }

    /// Where what belongs to a cue ends: before the number of the next one, if it has one.
    ///
    /// - Parameter hasNext: whether times follow the lines; else the file ends there.
    mutating func end(of range: Range<Int>, in lines: [Substring], hasNext: Bool) -> Int {
        defer { count += 1 }
        guard let index = range.last(where: { !CueReader.isBlank(lines[$0]) }), Self.isNumber(lines[index]) else {
            last = last.map { $0 &+ 1 }
            return range.upperBound
        }
        let number = Int(lines[index].filter { !$0.isWhitespace })
        let isNext = number != nil && (number == last.map { $0 &+ 1 } ?? (count + 1))
        let isAfterBlank = index > range.lowerBound && CueReader.isBlank(lines[index - 1])
        let isAlone = !range.contains { $0 != index && !CueReader.isBlank(lines[$0]) }
        let isNumberOfNext =
            if count == 0 {
                // Nothing can be a text before the first times.
                true
            } else if index + 1 < range.upperBound || !hasNext {
                // With a blank line after it: where every second line is blank, and at the end of a file that was cut.
                isNumbered && isNext && isAfterBlank
            } else if isAlone {
                isNext || (isNumbered && isAfterBlank)
            } else {
                isNumbered || isAfterBlank || isNext
            }
        last = isNumberOfNext ? number : last.map { $0 &+ 1 }
        return isNumberOfNext ? index : range.upperBound
    }

    private static func isNumber(_ line: Substring) -> Bool {
        let digits = line.utf8.filter { $0 != 0x20 && $0 != 0x09 }
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
