/// Puts frames that repeat the one before into a stream of H.264, behind pictures that an encoder coded without them.
///
/// A repeated frame is a P picture all of whose macroblocks are skipped: some sixty bytes, and the decoder's copy is exact.
/// Only the order (or the number) that later pictures state has to be changed, which are bits of a fixed place and count.
struct HeldPictureStream {
    private let sequence: SequenceHeader
    private let picture: PictureHeader
    /// Where nobody states the order of pictures, it is that of decoding, and no two in a row may be without use for
    /// others: so repeated frames are referred to.
    private var isNumbered: Bool { sequence.orderType == 2 }

    /// Nil for streams that are not like those that x264 makes.
    init?(extradata: [UInt8]) {
        var sequence: SequenceHeader?
        var picture: PictureHeader?
        extradata.withUnsafeBufferPointer { bytes in
            UnitReader(lengthSize: nil).forEachUnit(in: bytes) { unit in
                let unit = Array(unit)[...]
                sequence = sequence ?? SequenceHeader(unit: unit)
                picture = picture ?? PictureHeader(unit: unit)
            }
        }
        guard let sequence, let picture, !sequence.mayBeInterlaced, sequence.chromaFormat == 1,
            sequence.orderType == 0 || sequence.orderType == 2 && sequence.referenceCount == 1
        else { return nil }
        self.sequence = sequence
        self.picture = picture
    }

    /// Frames that a picture may be shown for at a time. The order is stated in so many bits, and what stands for its higher
    /// ones is told by the last picture that others may refer to, which must not be further away than half of their range
    /// (clause 8.2.1.1).
    var longestRun: Int { isNumbered ? .max : 1 << (sequence.orderBits - 1) }

    /// The packets of all frames. `packets` are pictures in the order in which they are shown, each referring to nothing
    /// but the one before; each is shown for as many frames as `counts` says, at least one. Nil where a packet is not
    /// as expected.
    func spread(_ packets: [EncodedPacket], counts: [Int]) -> [EncodedPacket]? {
        guard packets.count == counts.count else { return nil }
        var frames: [EncodedPacket] = []
        var refresh = 0
        func append(_ data: [UInt8], isKeyframe: Bool) {
            frames.append(
                EncodedPacket(
                    data: data, presentationTimestamp: Int64(frames.count), decodeTimestamp: 0, isKeyframe: isKeyframe))
        }
        for (index, packet) in packets.enumerated() {
            guard packet.presentationTimestamp == index else { return nil }
            if packet.isKeyframe { refresh = frames.count }
            guard let moved = moved(packet.data, to: frames.count - refresh) else { return nil }
            append(moved.bytes, isKeyframe: packet.isKeyframe)
            for _ in 1..<max(1, counts[index]) {
                append(repetition(at: frames.count - refresh, after: moved.number), isKeyframe: false)
            }
        }
        return frames
    }

    /// A packet whose slices say that they are the frame at `position` from the last refresh, and the number that the
    /// next frame has where it is not referred to.
    private func moved(_ packet: [UInt8], to position: Int) -> (bytes: [UInt8], number: Int)? {
        var bytes: [UInt8] = []
        var number: Int?
        var isUnderstood = true
        packet.withUnsafeBufferPointer { packet in
            UnitReader(lengthSize: nil).forEachUnit(in: packet) { unit in
                var unit = CodedUnit(unescaping: unit)
                if unit.isSlice {
                    guard let found = move(&unit, to: position) else {
                        isUnderstood = false
                        return
                    }
                    number = found
                }
                unit.append(to: &bytes)
            }
        }
        guard isUnderstood, let number else { return nil }
        return (bytes, (number + 1) % (1 << sequence.frameNumberBits))
    }

    /// Changes a slice header, and returns the number that it states then. Nil where the slice is not as expected.
    private func move(_ unit: inout CodedUnit, to position: Int) -> Int? {
        // Pictures that nothing refers to have no place here: the next one would have their number.
        guard unit.isReference else { return nil }
        var reader = BitReader(Array(unit.bytes.dropFirst().prefix(64)))
        guard reader.unsigned() != nil, reader.unsigned() != nil, reader.unsigned() == picture.identifier else {
            return nil
        }
        let numberPlace = 8 + reader.position
        guard var number = reader.bits(sequence.frameNumberBits) else { return nil }
        if unit.isRefresh, reader.unsigned() == nil { return nil }
        if isNumbered {
            number = position % (1 << sequence.frameNumberBits)
            unit.set(number, bits: sequence.frameNumberBits, at: numberPlace)
        } else {
            let orderPlace = 8 + reader.position
            guard reader.bits(sequence.orderBits) != nil else { return nil }
            unit.set(position % (1 << sequence.orderBits), bits: sequence.orderBits, at: orderPlace)
        }
        return number
    }

    /// A picture like the one before, at `position` from the last refresh (clause 7.3.3).
    private func repetition(at position: Int, after number: Int) -> [UInt8] {
        var slice = BitWriter()
        slice.append(unsigned: 0)
        slice.append(unsigned: 0)
        slice.append(unsigned: picture.identifier)
        slice.append(isNumbered ? position : number, bits: sequence.frameNumberBits)
        if !isNumbered {
            slice.append(position % (1 << sequence.orderBits), bits: sequence.orderBits)
            if picture.statesBottomOrder { slice.append(signed: 0) }
        }
        if picture.countsRedundant { slice.append(unsigned: 0) }
        // One reference, the last one decoded.
        slice.append(true)
        slice.append(unsigned: 0)
        slice.append(false)
        if picture.isWeighted {
            for _ in 0..<2 { slice.append(unsigned: 0) }
            for _ in 0..<2 { slice.append(false) }
        }
        if isNumbered { slice.append(false) }
        let macroblocks = sequence.macroblockColumns * sequence.macroblockRows
        if picture.isArithmetic { slice.append(unsigned: SkipCoder.initialization) }
        slice.append(signed: picture.isArithmetic ? SkipCoder.quantizer - picture.quantizer : 0)
        if picture.controlsDeblocking { slice.append(unsigned: 1) }
        if picture.isArithmetic {
            while !slice.isAligned { slice.append(true) }
            SkipCoder.append(macroblocks: macroblocks, to: &slice)
        } else {
            slice.append(unsigned: macroblocks)
            slice.append(true)
        }
        var bytes: [UInt8] = []
        CodedUnit(bytes: [isNumbered ? 0x41 : 0x01] + slice.bytes).append(to: &bytes)
        return bytes
    }
}
