/// Where and why a text is no JSON that can be read.
package struct JSONProblem: Error, Hashable, Sendable {
    /// What sort of problem it is.
    package enum Kind: Hashable, Sendable {
        /// The text breaks JSON's grammar.
        case syntax
        /// The text holds more than is read.
        case tooLarge
    }

    /// What sort of problem it is.
    package let kind: Kind
    /// Line, counted from 1; a line ends with a line feed, a carriage return or both.
    package let line: Int
    /// Column in Unicode scalars, counted from 1; a byte order mark is not counted.
    package let column: Int
    /// What was found there and what would be right.
    package let message: String

    /// A problem at a byte of a text.
    init(_ kind: Kind, _ message: String, at offset: Int, in bytes: [UInt8]) {
        self.kind = kind
        self.message = message
        (line, column) = Self.position(of: offset, in: bytes)
    }

    /// Line and column of a byte of a text.
    static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        var index = bytes.starts(with: JSONParser.byteOrderMark) ? JSONParser.byteOrderMark.count : 0
        let end = min(offset, bytes.count)
        while index < end {
            let byte = bytes[index]
            let isLineEnd =
                byte == UInt8(ascii: "\n")
                || (byte == UInt8(ascii: "\r")
                    && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")))
            if isLineEnd {
                line += 1
                column = 1
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
            index += 1
        }
        return (line, column)
    }
}
