/// The encodings of subtitle files.
enum SubtitleEncoding {
    /// The lines of a file in UTF-8 or UTF-16; nil where it is in neither.
    static func lines(of bytes: [UInt8]) -> [Substring]? {
        guard let text = text(of: bytes) else { return nil }
        // Two conversions of line ends in a row leave two carriage returns.
        return text.replacing("\r\r\n", with: "\n").split(omittingEmptySubsequences: false) { character in
            character == "\n" || character == "\r\n" || character == "\r"
        }.map { line in
            // Files that were joined have marks within.
            line.first == "\u{FEFF}" ? line.dropFirst() : line
        }
    }

    /// The first line, counted from 1, that is not UTF-8; nil where all are.
    static func firstLineNotUTF8(of bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            return JSONProblem.position(of: error.byteOffsets.lowerBound, in: bytes).line
        }
        return bytes.firstIndex(of: 0).map { JSONProblem.position(of: $0, in: bytes).line }
    }

    private static func text(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE]) { return wideText(bytes.dropFirst(2), isLittleEndian: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return wideText(bytes.dropFirst(2), isLittleEndian: false) }
        // Without a mark, one byte of each pair of a number, an arrow or a space is 0.
        if bytes.count > 3, (bytes[0] == 0) != (bytes[1] == 0) {
            return wideText(bytes[...], isLittleEndian: bytes[1] == 0)
        }
        let body = bytes.starts(with: JSONParser.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        return body.contains(0) ? nil : String(validating: body, as: UTF8.self)
    }

    private static func wideText(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> String? {
        guard bytes.count % 2 == 0 else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittleEndian ? second << 8 | first : first << 8 | second
        }
        return units.contains(0) ? nil : String(validating: units, as: UTF16.self)
    }
}
