/// CRC-32 (ISO/IEC 8802-3) without the inversion at its end.
enum Checksum {
    /// The remainder of each byte that stands 0 to 7 places before the end of a word of eight.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            tables[byte] = (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        for index in 256..<tables.count {
            let value = tables[index - 256]
            tables[index] = value >> 8 ^ tables[Int(value & 0xFF)]
        }
        return tables
    }()

    /// The checksum of the first `count` bytes.
    static func of(_ bytes: [UInt8], count: Int) -> UInt32 {
        var value = UInt32.max
        tables.withUnsafeBufferPointer { tables in
            bytes.withUnsafeBytes { bytes in
                var place = 0
                while place + 8 <= count {
                    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                    let mixed = word ^ UInt64(value)
                    value = 0
                    for index in 0..<8 {
                        value ^= tables[(7 - index) << 8 | Int(mixed >> UInt64(8 * index) & 0xFF)]
                    }
                    place += 8
                }
                while place < count {
                    value = value >> 8 ^ tables[Int((value ^ UInt32(bytes[place])) & 0xFF)]
                    place += 1
                }
            }
        }
        return value
    }
}
