package import TimelineModel

/// What is wrong with a `.cube` file, and in which line.
package struct CubeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1.
    package var line: Int
    /// What is wrong and what would be right.
    package var message: String

    package var description: String { "line \(line) \(message)" }
}

/// Reads color tables from `.cube` files (Adobe Cube LUT Specification 1.0, and the input ranges that DaVinci Resolve
/// writes). Lines may end in LF, CR LF or CR.
package struct CubeFile {
    private var kind: ColorTable.Kind?
    private var size = 0
    private var minimum = SIMD3<Float>(repeating: 0)
    private var maximum = SIMD3<Float>(repeating: 1)
    private var values: [Float] = []
    private var line = 0

    /// The table in a file's bytes. Memory is bounded by the bytes that are there, whatever size they promise.
    package static func table(in bytes: some Collection<UInt8>) throws(CubeProblem) -> ColorTable {
        var file = CubeFile()
        let isTable = bytes.withContiguousStorageIfAvailable { file.read($0) } ?? file.read(Array(bytes)[...])
        try isTable.get()
        return try file.table()
    }

    private mutating func read(_ bytes: some Collection<UInt8>) -> Result<Void, CubeProblem> {
        do throws(CubeProblem) {
            var rest = bytes[...]
            if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
            while !rest.isEmpty {
                line += 1
                let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
                try read(line: Array(rest[rest.startIndex..<end].prefix(Self.lineBytes + 1)))
                guard end < rest.endIndex else { break }
                let isPair =
                    rest[end] == 0x0D && rest.index(after: end) < rest.endIndex
                    && rest[rest.index(after: end)] == 0x0A
                rest = rest[rest.index(end, offsetBy: isPair ? 2 : 1)...]
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// More than any line needs but a title or a comment.
    private static let lineBytes = 4_096

    private func problem(_ message: String) -> CubeProblem { CubeProblem(line: line, message: message) }

    private mutating func read(line bytes: [UInt8]) throws(CubeProblem) {
        guard let first = bytes.first(where: { !Self.isSpace($0) }), first != UInt8(ascii: "#") else { return }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 }) else {
            throw problem("holds control characters; a .cube file is plain text")
        }
        let isKeyword = (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)
        if isKeyword, bytes.count > Self.lineBytes, !Self.words(bytes.prefix(8)).starts(with: ["TITLE"]) {
            throw problem("is longer than \(grouped(Self.lineBytes)) bytes")
        }
        if isKeyword { try readKeyword(bytes) } else { try readColor(bytes) }
    }

    private mutating func readKeyword(_ bytes: [UInt8]) throws(CubeProblem) {
        let words = Self.words(bytes)
        let keyword = words.first ?? ""
        if keyword == "TITLE" { return }
        guard values.isEmpty else {
            throw problem("has a word after the first color, where only colors stand; all keywords stand before them")
        }
        switch keyword {
        case "LUT_1D_SIZE": try setSize(.curves, words)
        case "LUT_3D_SIZE": try setSize(.grid, words)
        case "DOMAIN_MIN": minimum = try threeNumbers(words)
        case "DOMAIN_MAX": maximum = try threeNumbers(words)
        case "LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE":
            let numbers = try numbers(words, count: 2)
            minimum = SIMD3(repeating: numbers[0])
            maximum = SIMD3(repeating: numbers[1])
        default:
            throw problem(
                "begins with a word that is no keyword of .cube files; known are TITLE, LUT_1D_SIZE, LUT_3D_SIZE, "
                    + "DOMAIN_MIN and DOMAIN_MAX")
        }
    }

    private mutating func setSize(_ kind: ColorTable.Kind, _ words: [String]) throws(CubeProblem) {
        guard self.kind == nil else { throw problem("gives a second size; a file holds one table") }
        let sizes = ColorTable.sizes(kind)
        guard words.count == 2, let size = Int(words[1]), sizes.contains(size) else {
            throw problem(
                "gives no size that is known: \(words[0]) takes a whole number from \(sizes.lowerBound) to "
                    + "\(grouped(sizes.upperBound))")
        }
        self.kind = kind
        self.size = size
    }

    private func threeNumbers(_ words: [String]) throws(CubeProblem) -> SIMD3<Float> {
        let numbers = try numbers(words, count: 3)
        return SIMD3(numbers[0], numbers[1], numbers[2])
    }

    private func numbers(_ words: [String], count: Int) throws(CubeProblem) -> [Float] {
        let numbers = words.dropFirst().compactMap { CubeNumber.value(Array($0.utf8)) }
        guard words.count == count + 1, numbers.count == count else {
            throw problem("needs \(count) numbers after \(words[0])")
        }
        return numbers
    }

    private mutating func readColor(_ bytes: [UInt8]) throws(CubeProblem) {
        guard let kind else {
            throw problem("has a color before LUT_1D_SIZE or LUT_3D_SIZE, or is no line of a .cube file")
        }
        let parts = bytes.split(whereSeparator: Self.isSpace)
        guard parts.count == 3 else {
            throw problem("has \(grouped(parts.count)) words, but must be the three numbers of a color")
        }
        let wanted = ColorTable.nodeCount(kind, size: size)
        guard values.count < 3 * wanted else {
            throw problem("has a color too many; a table of size \(grouped(size)) holds \(grouped(wanted))")
        }
        for part in parts {
            guard let value = CubeNumber.value(part) else {
                throw problem("must be three numbers from −1 000 000 to 1 000 000")
            }
            values.append(value)
        }
    }

    private mutating func table() throws(CubeProblem) -> ColorTable {
        line = max(1, line)
        guard let kind else { throw problem("ends the file without LUT_1D_SIZE or LUT_3D_SIZE") }
        let wanted = ColorTable.nodeCount(kind, size: size)
        guard values.count == 3 * wanted else {
            throw problem(
                "ends the file after \(grouped(values.count / 3)) colors; a table of size \(grouped(size)) holds "
                    + grouped(wanted))
        }
        for axis in 0..<3 {
            // Also refuses what is too near to divide by.
            guard maximum[axis] - minimum[axis] > 1e-6 else {
                throw problem("ends a file whose domain is empty; DOMAIN_MAX must be above DOMAIN_MIN")
            }
        }
        let values = values
        return ColorTable(kind: kind, size: size, domainMinimum: minimum, domainMaximum: maximum) { target in
            for node in 0..<wanted {
                for axis in 0..<3 {
                    target[kind == .grid ? 4 * node + axis : axis * wanted + node] = values[3 * node + axis]
                }
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func words(_ bytes: some Collection<UInt8>) -> [String] {
        bytes.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Decimal numbers as `.cube` files hold them.
private enum CubeNumber {
    /// The number that some bytes are, or nil where they are none or it is beyond a million.
    static func value(_ bytes: some Collection<UInt8>) -> Float? {
        guard bytes.count <= 64, let value = short(bytes) ?? general(bytes), abs(value) <= 1_000_000 else { return nil }
        return Float(value)
    }

    /// Up to 15 digits with a point: both parts are exact as Doubles, so their quotient is rounded right.
    private static func short(_ bytes: some Collection<UInt8>) -> Double? {
        var whole: Int64 = 0
        var digits = 0
        var places = -1
        var isNegative = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: "+") where index == 0: break
            case UInt8(ascii: ".") where places < 0: places = 0
            case 0x30...0x39:
                whole = whole * 10 + Int64(byte - 0x30)
                digits += 1
                if places >= 0 { places += 1 }
            default: return nil
            }
            if digits > 15 { return nil }
        }
        guard digits > 0 else { return nil }
        let value = Double(whole) / powers[max(0, places)]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = (0...15).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

    /// Anything with an exponent; no hexadecimal digits, infinities and the like.
    private static func general(_ bytes: some Collection<UInt8>) -> Double? {
        let known = "0123456789.eE+-".utf8
        guard bytes.allSatisfy({ known.contains($0) }) else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }
}
