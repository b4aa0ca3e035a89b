/// A NAL unit without its emulation prevention bytes (ITU-T H.264, clauses 7.3.1 and 7.4.1).
package struct NALUnit: Hashable, Sendable {
    /// The first byte (`forbidden_zero_bit`, `nal_ref_idc`, `nal_unit_type`) and the payload, RBSP.
    package private(set) var bytes: [UInt8]

    /// A unit from its first byte and its payload.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// A unit as it stands in a stream, perhaps with `trailing_zero_8bits` behind it. Of a longer one than `byteLimit` only
    /// the head is taken.
    package init(unescaping unit: UnsafeBufferPointer<UInt8>, byteLimit: Int = .max) {
        var end = min(unit.count, byteLimit)
        if end == unit.count { while end > 0, unit[end - 1] == 0 { end -= 1 } }
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

    /// What it holds, by table 7-1; 0 where it is empty.
    package var type: UInt8 { (bytes.first ?? 0) & 0x1F }

    /// A coded slice of a picture that is no instantaneous decoding refresh (IDR).
    package static let otherSlice: UInt8 = 1
    /// A coded slice of an IDR picture.
    package static let sliceOfIDR: UInt8 = 5
    /// Supplemental enhancement information (SEI).
    package static let supplement: UInt8 = 6
    /// A sequence parameter set.
    package static let sequenceParameterSet: UInt8 = 7
    /// A picture parameter set.
    package static let pictureParameterSet: UInt8 = 8

    /// Whether it holds (a part of) a picture, not divided into partitions.
    package var isSlice: Bool { type == Self.otherSlice || type == Self.sliceOfIDR }
    /// Whether it holds (a part of) a picture with which decoding can start, `IdrPicFlag`.
    package var isIDR: Bool { type == Self.sliceOfIDR }
    /// Whether other pictures may refer to the picture: `nal_ref_idc` is not 0.
    package var isReference: Bool { (bytes.first ?? 0) & 0x60 != 0 }

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

    /// Appends the unit to a byte stream (annex B), behind a start code.
    package func append(to stream: inout [UInt8]) {
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
        // A payload that ends in cabac_zero_word.
        if zeros > 0 { stream.append(3) }
    }
}
