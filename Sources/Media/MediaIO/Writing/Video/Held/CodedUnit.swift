/// A unit of H.264 without the bytes that only keep start codes out of it (ITU-T H.264, clauses 7.3.1 and 7.4.1).
struct CodedUnit {
    /// Its first byte and its payload.
    private(set) var bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// A unit as it stands in a stream, perhaps with zeros behind it.
    init(unescaping unit: UnsafeBufferPointer<UInt8>) {
        var end = unit.count
        while end > 0, unit[end - 1] == 0 { end -= 1 }
        bytes = []
        bytes.reserveCapacity(end)
        var zeros = 0
        for byte in unit[..<end] {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
    }

    private var type: UInt8 { (bytes.first ?? 0) & 0x1F }

    /// Whether it holds (a part of) a picture.
    var isSlice: Bool { type == 1 || type == 5 }
    /// Whether decoding can start with the picture.
    var isRefresh: Bool { type == 5 }
    /// Whether other pictures may refer to the picture.
    var isReference: Bool { (bytes.first ?? 0) & 0x60 != 0 }

    /// Puts a number in the place of `count` bits from bit `place` on, which must be there.
    mutating func set(_ value: Int, bits count: Int, at place: Int) {
        for index in 0..<count {
            let mask: UInt8 = 0x80 >> UInt8((place + index) % 8)
            if value >> (count - 1 - index) & 1 == 1 {
                bytes[(place + index) / 8] |= mask
            } else {
                bytes[(place + index) / 8] &= ~mask
            }
        }
    }

    /// Appends the unit to a stream, behind a start code.
    func append(to stream: inout [UInt8]) {
        stream.append(contentsOf: [0, 0, 0, 1])
        var zeros = 0
        for byte in bytes {
            if zeros >= 2, byte <= 3 {
                stream.append(3)
                zeros = 0
            }
            stream.append(byte)
            zeros = byte == 0 ? zeros + 1 : 0
        }
    }
}
