/// Puts bits and Exp-Golomb codes one behind the other, the most significant bit first (ITU-T H.264, clauses 7.2 and 9.1).
package struct BitWriter {
    /// Whole bytes; the last one is filled with zeros.
    package private(set) var bytes: [UInt8] = []
    private var freeBits = 0

    /// A writer of nothing yet.
    package init() {}

    /// Whether the next bit begins a byte.
    package var isAligned: Bool { freeBits == 0 }

    /// Appends a bit, u(1).
    package mutating func append(_ bit: Bool) {
        if freeBits == 0 {
            bytes.append(0)
            freeBits = 8
        }
        freeBits -= 1
        if bit { bytes[bytes.count - 1] |= 1 << UInt8(freeBits) }
    }

    /// Appends the lowest `count` bits of a number, u(n).
    package mutating func append(_ value: Int, bits count: Int) {
        for place in (0..<count).reversed() { append(value >> place & 1 == 1) }
    }

    /// Appends a number that is not negative as ue(v).
    package mutating func append(unsigned value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        append(0, bits: length - 1)
        append(value + 1, bits: length)
    }

    /// Appends a number as se(v) (clause 9.1.1).
    package mutating func append(signed value: Int) { append(unsigned: value > 0 ? 2 * value - 1 : -2 * value) }

    /// Appends whole bytes; the next bit must begin one.
    package mutating func append(aligned run: ArraySlice<UInt8>) {
        precondition(isAligned, "bytes inside of a byte")
        bytes.append(contentsOf: run)
    }
}
