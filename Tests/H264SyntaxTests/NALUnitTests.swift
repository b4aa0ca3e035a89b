import H264Syntax
import Testing

@Suite struct NALUnitTests {
    private func stream(_ units: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in units { NALUnit(bytes: unit).append(to: &bytes) }
        return bytes
    }

    /// Clause 7.4.1: no start code inside of a unit, none of its bytes lost.
    @Test func unitsComeBackFromAStream() {
        let units: [[UInt8]] = [
            [0x65, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 3, 0, 0, 4, 9], [0x41, 1], [0x06, 0, 0, 3], [0x65, 0, 0, 0, 0, 0, 1],
            // A payload that ends in cabac_zero_word.
            [0x65, 7, 0, 0],
        ]
        let bytes = stream(units)
        #expect(NALUnitReader(lengthSize: nil).units(in: bytes).map(\.bytes) == units)
        for place in 0..<bytes.count - 2 where bytes[place] == 0 && bytes[place + 1] == 0 && bytes[place + 2] < 3 {
            #expect(bytes[place + 2] <= 1, "a start code begins at \(place) or one before it")
        }
    }

    @Test func lengthsTellUnitsApart() {
        let reader = NALUnitReader(header: [1, 100, 0, 30, 0xFD, 0xE1, 0])
        #expect(reader.lengthSize == 2)
        #expect(reader.units(in: [0, 2, 0x65, 5, 0, 1, 0x41]).map(\.bytes) == [[0x65, 5], [0x41]])
        // A unit that does not fit ends the packet.
        #expect(reader.units(in: [0, 2, 0x65, 5, 0, 9, 0x41]).map(\.bytes) == [[0x65, 5]])
        #expect(NALUnitReader(header: [0, 0, 0, 1]).lengthSize == nil)
    }

    @Test func unitsSayWhereDecodingMayBegin() {
        func units(_ bytes: [UInt8]) -> CodedUnits { bytes.withUnsafeBufferPointer { CodedUnits($0) } }
        #expect(units([0x65, 1]) == [.slice, .refresh])
        #expect(units([0x41, 1]) == .slice)
        #expect(units([0x67, 1]) == [] && units([]) == [])
        #expect(units([0x06, 6, 1, 0x80, 0x80]) == .recoveryPoint)
        #expect(units([0x06, 1, 2, 0, 0, 6, 1, 0x80, 0x80]) == .recoveryPoint)
        #expect(units([0x06, 1, 1, 0, 0x80]) == [])
    }

    @Test func messagesOfProgramsAreRead() {
        let text =
            "x264 - core 164 r1 abc - H.264/MPEG-4 AVC codec - options: cabac=1 rc=crf crf=18.0 keyint=60 bframes=0"
        let payload = [UInt8](repeating: 7, count: 16) + Array(text.utf8) + [0]
        let unit = [0x06, 5, UInt8(payload.count)] + payload + [0x80]
        var found: [String] = []
        unit.withUnsafeBufferPointer { SupplementalMessage.forEach(in: $0) { found.append($0.text ?? "none") } }
        #expect(found == [text])
        let settings = X264Settings(message: text)
        #expect(settings?.rateControl == .crf(18) && settings?.keyframeInterval == 60 && settings?.isOpenGOP == false)
        #expect(X264Settings(message: "Lavc59") == nil)
    }
}
