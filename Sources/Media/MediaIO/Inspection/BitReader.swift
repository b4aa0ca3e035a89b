/// Reads bits and Exp-Golomb codes, the most significant bit first (ITU-T H.264, clause 9.1).
struct BitReader {
    private let bytes: [UInt8]
    private var place = 0

    /// Bits that were read.
    var position: Int { place }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The payload of a unit without the bytes that only keep start codes out of it (clause 7.4.1).
    init(unit: ArraySlice<UInt8>, byteLimit: Int = 4_096) {
        var bytes: [UInt8] = []
        var zeros = 0
        for byte in unit.prefix(byteLimit) {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
        self.init(bytes)
    }

    /// The next bit; nil at the end.
    mutating func bit() -> Bool? {
        guard place < bytes.count * 8 else { return nil }
        defer { place += 1 }
        return bytes[place / 8] >> (7 - UInt8(place % 8)) & 1 == 1
    }

    /// The next `count` bits, at most 32.
    mutating func bits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let bit = bit() else { return nil }
            value = value << 1 | (bit ? 1 : 0)
        }
        return value
    }

    /// An unsigned Exp-Golomb code, ue(v).
    mutating func unsigned() -> Int? {
        var zeros = 0
        while let bit = bit() {
            if bit {
                guard let rest = bits(zeros) else { return nil }
                return (1 << zeros) - 1 + rest
            }
            zeros += 1
            if zeros > 32 { return nil }
        }
        return nil
    }

    /// A signed Exp-Golomb code, se(v).
    mutating func signed() -> Int? {
        unsigned().map { $0 % 2 == 1 ? $0 / 2 + 1 : -($0 / 2) }
    }
}
