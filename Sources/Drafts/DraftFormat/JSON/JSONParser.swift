/// Reads JSON (RFC 8259) into a tree, within limits.
///
/// Foundation's readers give neither the exact decimals that times need nor the place of a mistake, and they let two
/// members of one name pass.
struct JSONParser {
    /// The bytes that may stand before a text in UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// How much is read.
    struct Limits: Sendable {
        /// Bytes of text.
        var byteCount = 16_000_000
        /// Objects and arrays within each other.
        var depth = 64
        /// Values in all.
        var valueCount = 2_000_000
    }

    let bytes: [UInt8]
    let limits: Limits
    var position = 0
    private var valueCount = 0

    private init(_ bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The value that a text holds.
    static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONProblem) -> JSONValue {
        var parser = JSONParser(bytes, limits: limits)
        guard bytes.count <= limits.byteCount else {
            throw JSONProblem(
                .tooLarge,
                "the draft has \(grouped(bytes.count)) bytes, but at most \(grouped(limits.byteCount)) are read",
                at: 0, in: [])
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw parser.problem("is no valid UTF-8; save the draft as UTF-8", at: error.byteOffsets.lowerBound)
        }
        if bytes.starts(with: byteOrderMark) { parser.position = byteOrderMark.count }
        parser.skipSpace()
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else {
            throw parser.problem("\(parser.here) follows the end of the draft; nothing may stand there")
        }
        return value
    }

    /// The value that begins at a place of a text, and where it ends; nil where none begins there.
    static func value(at offset: Int, in bytes: [UInt8]) -> (value: JSONValue, end: Int)? {
        guard bytes.indices.contains(offset) else { return nil }
        var parser = JSONParser(bytes, limits: Limits())
        parser.position = offset
        guard let value = try? parser.value(depth: 0) else { return nil }
        return (value, parser.position)
    }

    func problem(_ message: String, at offset: Int? = nil) -> JSONProblem {
        JSONProblem(.syntax, message, at: offset ?? position, in: bytes)
    }

    /// The byte at the position, or nil at the end.
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// What stands at the position, for messages.
    var here: String {
        guard let current else { return "the end of the text" }
        let tail = String(decoding: bytes[position..<min(bytes.count, position + 4)], as: UTF8.self)
        guard current >= 0x20, current != 0x7F, let scalar = tail.unicodeScalars.first else {
            return "the control character \(current)"
        }
        return "“\(scalar)”"
    }

    mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        valueCount += 1
        guard valueCount <= limits.valueCount else {
            throw JSONProblem(
                .tooLarge, "the draft holds more than \(grouped(limits.valueCount)) values", at: position, in: bytes)
        }
        let offset = Int32(truncatingIfNeeded: position)
        let content: JSONValue.Content
        switch current ?? 0 {
        case UInt8(ascii: "{"): content = try object(depth: depth)
        case UInt8(ascii: "["): content = try array(depth: depth)
        case UInt8(ascii: "\""): content = .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
        case UInt8(ascii: "t"): content = try word("true", .bool(true))
        case UInt8(ascii: "f"): content = try word("false", .bool(false))
        case UInt8(ascii: "n"): content = try word("null", .null)
        case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "+"), UInt8(ascii: "."):
            throw problem("\(here) begins no JSON value; numbers are written like -0.5 and are finite")
        case UInt8(ascii: "'"): throw problem("\(here) begins no JSON value; strings stand in double quotes")
        case UInt8(ascii: "/"): throw problem("\(here) begins no JSON value; comments are not allowed")
        default: throw problem("a value is wanted, but \(here) stands there")
        }
        return JSONValue(content: content, offset: offset)
    }

    private mutating func word(_ word: String, _ content: JSONValue.Content) throws(JSONProblem) -> JSONValue.Content {
        for byte in word.utf8 {
            guard current == byte else { throw problem("“\(word)” is wanted, but \(here) stands there") }
            position += 1
        }
        return content
    }

    private mutating func enter(depth: Int) throws(JSONProblem) {
        guard depth < limits.depth else {
            throw JSONProblem(
                .tooLarge, "objects and arrays lie more than \(limits.depth) deep in each other", at: position,
                in: bytes)
        }
        position += 1
        skipSpace()
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue.Content {
        try enter(depth: depth)
        var elements: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try !takeSeparator(before: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue.Content {
        try enter(depth: depth)
        var members: [JSONMember] = []
        var names: Set<String> = []
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            guard current == UInt8(ascii: "\"") else {
                throw problem("a name in double quotes is wanted, but \(here) stands there")
            }
            let offset = position
            let name = try string()
            try refuseSecond(name, at: offset, among: members, &names)
            skipSpace()
            guard current == UInt8(ascii: ":") else {
                throw problem("“:” is wanted after the name \(quoted(name)), but \(here) stands there")
            }
            position += 1
            skipSpace()
            let value = try value(depth: depth + 1)
            members.append(JSONMember(name: name, offset: Int32(truncatingIfNeeded: offset), value: value))
            if try !takeSeparator(before: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    /// Two members of one name: readers differ in which one they take, so neither is taken.
    private func refuseSecond(
        _ name: String, at offset: Int, among members: [JSONMember], _ names: inout Set<String>
    ) throws(JSONProblem) {
        let isSecond: Bool
        if members.count < 16 {
            isSecond = members.contains { $0.name == name }
        } else {
            if names.isEmpty { names = Set(members.map(\.name)) }
            isSecond = !names.insert(name).inserted
        }
        guard !isSecond else {
            throw problem("the name \(quoted(name)) stands twice in one object; keep one of the two", at: offset)
        }
    }

    /// Takes a comma and says true, or the closing bracket and says false.
    private mutating func takeSeparator(before close: UInt8) throws(JSONProblem) -> Bool {
        skipSpace()
        let isComma = current == UInt8(ascii: ",")
        guard isComma || current == close else {
            throw problem("“,” or “\(Unicode.Scalar(close))” is wanted, but \(here) stands there")
        }
        position += 1
        guard isComma else { return false }
        skipSpace()
        if current == close { throw problem("\(here) follows a comma; remove the comma") }
        return true
    }
}
