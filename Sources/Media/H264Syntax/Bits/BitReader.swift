/// Reads bits and Exp-Golomb codes, the most significant bit first (ITU-T H.264, clauses 7.2 and 9.1).
package struct BitReader {
    private let bytes: [UInt8]
    /// Bits that were read.
    package private(set) var position = 0

    /// A reader at the first bit of bytes.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A reader of a unit's payload, RBSP, behind the first byte; positions count from the start of the unit.
    package init(_ unit: NALUnit) {
        bytes = unit.bytes
        position = min(8, unit.bytes.count * 8)
    }

    /// The next bit, u(1); nil at the end.
    package mutating func bit() -> Bool? {
        guard position < bytes.count * 8 else { return nil }
        defer { position += 1 }
        return bytes[position / 8] >> (7 - UInt8(position % 8)) & 1 == 1
    }

    /// The next `count` bits, u(n); at most 32.
    package mutating func bits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let bit = bit() else { return nil }
            value = value << 1 | (bit ? 1 : 0)
        }
        return value
    }

    /// An unsigned Exp-Golomb code, ue(v).
    package mutating func unsigned() -> Int? {
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

    /// A signed Exp-Golomb code, se(v) (clause 9.1.1).
    package mutating func signed() -> Int? {
        unsigned().map { $0 % 2 == 1 ? $0 / 2 + 1 : -($0 / 2) }
    }
}
