import H264Syntax
import Testing

@Suite struct BitTests {
    /// Table 9-2 and table 9-3.
    @Test func codesAreThoseOfTheTables() {
        let unsigned = ["1", "010", "011", "00100", "00101", "00110", "00111", "0001000"]
        for (value, code) in unsigned.enumerated() {
            var writer = BitWriter()
            writer.append(unsigned: value)
            #expect(bits(writer).hasPrefix(code), "ue(v) of \(value)")
        }
        for (code, value) in [0, 1, -1, 2, -2, 3, -3].enumerated() {
            var (one, other) = (BitWriter(), BitWriter())
            one.append(unsigned: code)
            other.append(signed: value)
            #expect(one.bytes == other.bytes, "se(v) of \(value)")
        }
    }

    private func bits(_ writer: BitWriter) -> String {
        writer.bytes.map { byte in
            (0..<8).reversed().map { byte >> UInt8($0) & 1 == 1 ? "1" : "0" }.joined()
        }.joined()
    }

    @Test func whatIsWrittenIsRead() throws {
        let values = Array(0...300) + [1_023, 1_024, 65_535, 65_536, (1 << 31) - 1]
        var writer = BitWriter()
        for value in values {
            writer.append(unsigned: value)
            writer.append(signed: -value)
            writer.append(value & 31, bits: 5)
            writer.append(value % 2 == 1)
        }
        var reader = BitReader(writer.bytes)
        for value in values {
            #expect(reader.unsigned() == value)
            #expect(reader.signed() == -value)
            #expect(reader.bits(5) == value & 31)
            #expect(reader.bit() == (value % 2 == 1))
        }
        #expect(reader.position <= writer.bytes.count * 8 && reader.position > writer.bytes.count * 8 - 8)
    }

    @Test func theEndIsNoValue() {
        var reader = BitReader([0b1000_0000])
        #expect(reader.bits(8) == 128 && reader.bit() == nil && reader.bits(1) == nil && reader.unsigned() == nil)
        var zeros = BitReader([UInt8](repeating: 0, count: 20))
        #expect(zeros.unsigned() == nil)
        var cut = BitReader([0b0000_0001])
        #expect(cut.unsigned() == nil)
    }
}
