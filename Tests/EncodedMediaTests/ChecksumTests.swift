import Testing

@testable import EncodedMedia

@Suite struct ChecksumTests {
    @Test func itIsTheOneOfTheStandard() {
        // The check value of CRC-32 is 0xCBF43926; ours is not inverted.
        #expect(~Checksum.of(Array("123456789".utf8), count: 9) == 0xCBF4_3926)
        #expect(Checksum.of([1, 2, 3], count: 0) == .max)
    }

    /// Bit by bit, for every length around the words that are taken at a time.
    @Test(arguments: 0..<40) func itIsThatOfSingleBits(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 11) }
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        #expect(Checksum.of(bytes + [9], count: count) == value)
    }
}
