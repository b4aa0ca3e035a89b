package import TimelineModel

/// A stretch of a JSON text and what stands there instead.
package struct JSONPatch: Hashable, Sendable {
    /// The stretch, in bytes; an empty one is a place where something is put in.
    package var range: Range<Int>
    /// What stands there instead.
    package var replacement: [UInt8]

    /// The patch that an edit stands for; nil where the text has nothing of the kind at its place.
    package init?(_ edit: Remedy.Edit, in bytes: [UInt8]) {
        switch edit {
        case .rename(let offset, let name):
            guard let (value, end) = JSONParser.value(at: offset, in: bytes), value.string != nil else { return nil }
            self.init(offset..<end, JSONTree.string(name).line)
        case .replace(let offset, let text):
            guard let (_, end) = JSONParser.value(at: offset, in: bytes) else { return nil }
            self.init(offset..<end, text)
        case .thousandfold(let offset):
            guard let (value, end) = JSONParser.value(at: offset, in: bytes) else { return nil }
            let isQuoted = value.string != nil
            let range = isQuoted ? offset + 1..<end - 1 : offset..<end
            guard let digits = thousandfold(String(decoding: bytes[range], as: UTF8.self)) else { return nil }
            self.init(range, digits)
        case .reorder(let offset, let order):
            self.init(elementsAt: offset, in: order, of: bytes)
        case .add(let offset, let name, let text):
            self.init(memberOf: offset, JSONTree.string(name).line, text, in: bytes)
        }
    }

    private init(_ range: Range<Int>, _ text: String) { (self.range, replacement) = (range, Array(text.utf8)) }

    /// The elements of an array in another order; what stands between them stays.
    private init?(elementsAt offset: Int, in order: [Int], of bytes: [UInt8]) {
        guard let elements = JSONParser.value(at: offset, in: bytes)?.value.elements,
            order.sorted() == Array(elements.indices)
        else { return nil }
        let ranges = elements.compactMap { element in
            JSONParser.value(at: Int(element.offset), in: bytes).map { Int(element.offset)..<$0.end }
        }
        guard ranges.count == order.count, let first = ranges.first, let last = ranges.last else { return nil }
        var text: [UInt8] = []
        for (place, old) in order.enumerated() {
            if place > 0 { text += bytes[ranges[place - 1].upperBound..<ranges[place].lowerBound] }
            text += bytes[ranges[old]]
        }
        (range, replacement) = (first.lowerBound..<last.upperBound, text)
    }

    /// A member more after the last one, spaced as that is.
    private init?(memberOf offset: Int, _ name: String, _ text: String, in bytes: [UInt8]) {
        guard let last = JSONParser.value(at: offset, in: bytes)?.value.members?.last,
            let nameEnd = JSONParser.value(at: Int(last.offset), in: bytes)?.end,
            let end = JSONParser.value(at: Int(last.value.offset), in: bytes)?.end
        else { return nil }
        var start = Int(last.offset)
        while start > 0, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[start - 1]) { start -= 1 }
        let space = bytes[start..<Int(last.offset)]
        let colon = bytes[nameEnd..<Int(last.value.offset)]
        range = end..<end
        replacement = [UInt8(ascii: ",")] + space + Array(name.utf8) + colon + Array(text.utf8)
    }

    /// Whether both would change the same bytes.
    package func collides(with other: JSONPatch) -> Bool {
        if range.isEmpty || other.range.isEmpty {
            let (point, stretch) = range.isEmpty ? (range, other.range) : (other.range, range)
            return stretch.lowerBound < point.lowerBound && point.lowerBound < stretch.upperBound || point == stretch
        }
        return range.overlaps(other.range)
    }

    /// A text with some of its stretches replaced; none of them may collide.
    package static func text(_ bytes: [UInt8], with patches: [JSONPatch]) -> [UInt8] {
        var text: [UInt8] = []
        var position = 0
        for patch in patches.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }) {
            text += bytes[position..<patch.range.lowerBound] + patch.replacement
            position = patch.range.upperBound
        }
        return text + bytes[position...]
    }
}

/// A decimal number a thousand times as large, its point moved and its other digits kept; nil for another text. Spaces around
/// it stay.
func thousandfold(_ text: String) -> String? {
    let digits = text.trimmingPrefix { $0 == " " }
    let before = text.prefix(text.count - digits.count)
    let number = digits.prefix { $0 != " " }
    let after = digits.dropFirst(number.count)
    guard decimal(String(number), unit: "") != nil else { return nil }
    if let mark = number.firstIndex(where: { $0 == "e" || $0 == "E" }) {
        guard let exponent = Int(number[number.index(after: mark)...]), exponent < Int.max - 3 else { return nil }
        return before + number[...mark] + String(exponent + 3) + after
    }
    let sign = number.prefix { $0 == "-" || $0 == "+" }
    let parts = number.dropFirst(sign.count).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let moved = fraction.prefix(3) + String(repeating: "0", count: max(0, 3 - fraction.count))
    let whole = (parts[0] + moved).drop { $0 == "0" }
    let rest = fraction.dropFirst(3)
    return before + sign + (whole.isEmpty ? "0" : whole) + (rest.isEmpty ? "" : "." + rest) + after
}
