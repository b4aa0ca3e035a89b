/// Writes frames that repeat the one before, for a stream of H.264 that an encoder made without them.
///
/// A repeated frame is a P picture all of whose macroblocks are skipped: some sixty bytes, and the decoder's copy is exact.
/// Only the order (or the number) that later pictures state has to be changed, which are bits of a fixed place and count.
package struct HeldPictureSyntax {
    private let parameters: StreamParameterSets
    private let reader = NALUnitReader(lengthSize: nil)

    private var sequence: SequenceParameterSet { parameters.sequence }
    private var picture: PictureParameterSet { parameters.picture }
    /// Where nobody states the order of pictures, it is that of decoding, and no two in a row may be without use for
    /// others: so repeated frames are referred to.
    private var isNumbered: Bool { sequence.pictureOrderCountType == 2 }

    /// For streams with this global header, a byte stream; nil where they are not like those that x264 makes.
    package init?(header: [UInt8]) {
        guard let parameters = StreamParameterSets(header: header),
            parameters.sequence.pictureOrderCountType == 0 || parameters.sequence.maxReferenceFrames == 1
        else { return nil }
        self.parameters = parameters
    }

    /// Frames that a picture may be shown for at a time. The order is stated in so many bits, and what stands for its higher
    /// ones is told by the last picture that others may refer to, which must not be further away than half of their range
    /// (clause 8.2.1.1).
    package var longestRun: Int { isNumbered ? .max : 1 << (sequence.pictureOrderCountBits - 1) }

    /// An access unit whose slices say that they are the frame at `position` from the last IDR picture, and the
    /// `frame_num` that the next frame has where it is not referred to. Nil where a slice is not as expected.
    package func moved(_ accessUnit: [UInt8], to position: Int) -> (bytes: [UInt8], nextNumber: Int)? {
        var bytes: [UInt8] = []
        var number: Int?
        for unit in reader.units(in: accessUnit) {
            var unit = unit
            if unit.isSlice {
                guard let found = move(&unit, to: position) else { return nil }
                number = found
            }
            unit.append(to: &bytes)
        }
        return number.map { (bytes, ($0 + 1) % (1 << sequence.frameNumberBits)) }
    }

    /// Changes a slice header, and returns the number that it states then. Nil where the slice is not as expected.
    private func move(_ unit: inout NALUnit, to position: Int) -> Int? {
        // Pictures that nothing refers to have no place here: the next one would have their number.
        guard unit.isReference, let header = SliceHeader(unit, parameters) else { return nil }
        if isNumbered {
            let number = position % (1 << sequence.frameNumberBits)
            unit.set(number, bits: sequence.frameNumberBits, at: header.frameNumberPlace.lowerBound)
            return number
        }
        let order = position % (1 << sequence.pictureOrderCountBits)
        unit.set(order, bits: sequence.pictureOrderCountBits, at: header.pictureOrderCountPlace.lowerBound)
        return header.frameNumber
    }

    /// An access unit like the one before, at `position` from the last IDR picture (clause 7.3.3).
    package func repetition(at position: Int, number: Int) -> [UInt8] {
        var slice = BitWriter()
        // first_mb_in_slice, slice_type P, pic_parameter_set_id, frame_num
        slice.append(unsigned: 0)
        slice.append(unsigned: 0)
        slice.append(unsigned: picture.identifier)
        slice.append(isNumbered ? position : number, bits: sequence.frameNumberBits)
        if !isNumbered {
            slice.append(position % (1 << sequence.pictureOrderCountBits), bits: sequence.pictureOrderCountBits)
            if picture.statesBottomFieldOrder { slice.append(signed: 0) }
        }
        if picture.countsRedundantPictures { slice.append(unsigned: 0) }
        // num_ref_idx_active_override_flag, num_ref_idx_l0_active_minus1, ref_pic_list_modification_flag_l0: one
        // reference, the last one decoded.
        slice.append(true)
        slice.append(unsigned: 0)
        slice.append(false)
        if picture.isWeighted {
            // pred_weight_table
            for _ in 0..<2 { slice.append(unsigned: 0) }
            for _ in 0..<2 { slice.append(false) }
        }
        // dec_ref_pic_marking: adaptive_ref_pic_marking_mode_flag
        if isNumbered { slice.append(false) }
        if picture.isCABAC { slice.append(unsigned: SkippedSliceData.initialization) }
        // slice_qp_delta, disable_deblocking_filter_idc
        slice.append(signed: picture.isCABAC ? SkippedSliceData.quantizer - picture.initialQuantizer : 0)
        if picture.controlsDeblocking { slice.append(unsigned: 1) }
        let macroblocks = sequence.widthInMacroblocks * sequence.frameHeightInMacroblocks
        if picture.isCABAC {
            // cabac_alignment_one_bit
            while !slice.isAligned { slice.append(true) }
            SkippedSliceData.append(macroblocks: macroblocks, to: &slice)
        } else {
            // mb_skip_run, rbsp_stop_one_bit
            slice.append(unsigned: macroblocks)
            slice.append(true)
        }
        var bytes: [UInt8] = []
        NALUnit(bytes: [isNumbered ? 0x41 : 0x01] + slice.bytes).append(to: &bytes)
        return bytes
    }
}
