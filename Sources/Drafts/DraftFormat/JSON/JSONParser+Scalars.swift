extension JSONParser {
    /// The number at the position, by JSON's grammar.
    mutating func number() throws(JSONProblem) -> DecimalNumber {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
            if let current, isDigit(current) { throw problem("a number begins with 0; remove the zero", at: start) }
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        guard let number = DecimalNumber(bytes[start..<position]) else {
            throw problem("this is no number", at: start)
        }
        return number
    }

    private mutating func digits() throws(JSONProblem) {
        guard let first = current, isDigit(first) else {
            throw problem("a digit is wanted, but \(here) stands there; numbers are written like -0.5")
        }
        while let byte = current, isDigit(byte) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// The string at the position, which must be a quote.
    mutating func string() throws(JSONProblem) -> String {
        let open = position
        position += 1
        var start = position
        var unescaped: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                if unescaped.isEmpty { return String(decoding: bytes[start..<position], as: UTF8.self) }
                unescaped += bytes[start..<position]
                return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"):
                unescaped += bytes[start..<position]
                position += 1
                try escape(into: &unescaped)
                start = position
            case 0..<0x20:
                throw problem("\(here) stands in a string; write it as an escape such as \\n")
            default: position += 1
            }
        }
        throw problem("a string that begins here has no closing quote", at: open)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        let start = position - 1
        guard let letter = current else { throw problem("a string ends in the middle of an escape", at: start) }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try escapedScalar(from: start)).utf8)
        default: throw problem("“\\\(Unicode.Scalar(letter))” is no escape of JSON", at: start)
        }
    }

    /// The scalar of one `\uXXXX`, or of two that form a surrogate pair; the first `\u` has been read.
    private mutating func escapedScalar(from start: Int) throws(JSONProblem) -> Unicode.Scalar {
        let unit = try hexUnit(from: start)
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        let lone = "half of a surrogate pair stands alone; write both halves, or the character itself"
        guard unit < 0xDC00, current == UInt8(ascii: "\\"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw problem(lone, at: start) }
        position += 2
        let low = try hexUnit(from: start)
        guard (0xDC00...0xDFFF).contains(low) else { throw problem(lone, at: start) }
        let code = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw problem(lone, at: start) }
        return scalar
    }

    private mutating func hexUnit(from start: Int) throws(JSONProblem) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw problem("four hexadecimal digits follow \\u", at: start)
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
