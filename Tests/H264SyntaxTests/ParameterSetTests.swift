import H264Syntax
import MediaBuffers
import Testing

@Suite struct ParameterSetTests {
    /// Baseline, level 3.0, 10 by 6 macroblocks: written bit by bit by the standard.
    private static let sequence: [UInt8] = [
        // nal 7; profile 66, flags, level 30; then ue(0) id, ue(0) log2 frames, ue(2) order, ue(1) references, gaps 0,
        // ue(9) columns, ue(5) rows, only frames, 8x8 inference, no crop, no usability information, stop bit.
        0x67, 66, 0, 30, 0b1101_1010, 0b0000_1010, 0b0011_0110, 0b0100_0000,
    ]

    @Test func aSequenceParameterSetThatWasWrittenByHand() throws {
        let set = try #require(SequenceParameterSet(NALUnit(bytes: Self.sequence)))
        #expect((set.profileIDC, set.levelIDC, set.maxReferenceFrames) == (66, 30, 1))
        #expect((set.widthInMacroblocks, set.frameHeightInMacroblocks) == (10, 6))
        #expect((set.frameNumberBits, set.pictureOrderCountType, set.pictureOrderCountBits) == (4, 2, 0))
        #expect(set.isFramesOnly && set.color == .unspecified)
        for length in 0..<6 { #expect(SequenceParameterSet(NALUnit(bytes: Array(Self.sequence[..<length]))) == nil) }
        #expect(SequenceParameterSet(NALUnit(bytes: [0x68] + Self.sequence.dropFirst())) == nil)
    }

    /// High, with usability information: aspect and overscan absent, video signal type present.
    @Test func colorStandsInTheUsabilityInformation() throws {
        var writer = BitWriter()
        for value in [0x67, 100, 0, 40] { writer.append(value, bits: 8) }
        // id, 4:2:0, 8 bits, 8 bits; no bypass, no matrices; 2 more bits of frame_num; order type 0 with 3 more bits;
        // 4 references, no gaps; 120 by 68, frames only, 8x8 inference, cropped by 4 rows.
        for value in [0, 1, 0, 0] { writer.append(unsigned: value) }
        writer.append(0, bits: 2)
        for value in [2, 0, 3, 4] { writer.append(unsigned: value) }
        writer.append(false)
        for value in [119, 67] { writer.append(unsigned: value) }
        writer.append(0b111, bits: 3)
        for value in [0, 0, 0, 4] { writer.append(unsigned: value) }
        // VUI: aspect 0, overscan 0, signal type 1: format 5, full range, described by 9, 16, 9.
        writer.append(true)
        writer.append(0b001, bits: 3)
        writer.append(0b101_1_1, bits: 5)
        for value in [9, 16, 9] { writer.append(value, bits: 8) }
        writer.append(true)
        let set = try #require(SequenceParameterSet(NALUnit(bytes: writer.bytes)))
        #expect((set.profileIDC, set.chromaFormatIDC, set.lumaBitDepth, set.maxReferenceFrames) == (100, 1, 8, 4))
        #expect((set.widthInMacroblocks, set.frameHeightInMacroblocks) == (120, 68))
        #expect((set.frameNumberBits, set.pictureOrderCountType, set.pictureOrderCountBits) == (6, 0, 7))
        #expect(
            set.color == ColorDescription(primaries: .bt2020, transfer: .pq, matrix: .bt2020, range: .full))
    }

    @Test func aPictureParameterSetThatWasWrittenByHand() throws {
        var writer = BitWriter()
        writer.append(0x68, bits: 8)
        // id 3, sequence 0, CABAC, no bottom order; one slice group; 1 reference each; weighted, 0; quantizer 26 - 3, 0;
        // chroma 0; deblocking control, no constrained intra, no redundant pictures.
        writer.append(unsigned: 3)
        writer.append(unsigned: 0)
        writer.append(0b10, bits: 2)
        for value in [0, 0, 0] { writer.append(unsigned: value) }
        writer.append(0b100, bits: 3)
        for value in [-3, 0, 0] { writer.append(signed: value) }
        writer.append(0b1001, bits: 4)
        let set = try #require(PictureParameterSet(NALUnit(bytes: writer.bytes)))
        #expect(set.identifier == 3 && set.isCABAC && !set.statesBottomFieldOrder && set.isWeighted)
        #expect(set.initialQuantizer == 23 && set.controlsDeblocking && !set.countsRedundantPictures)
        #expect(PictureParameterSet(NALUnit(bytes: [0x68])) == nil)
    }
}
