/// The parameter sets of a stream that has one of each and whose pictures are frames in 4:2:0, as x264 makes them.
package struct StreamParameterSets: Hashable, Sendable {
    /// The sequence parameter set.
    package let sequence: SequenceParameterSet
    /// The picture parameter set.
    package let picture: PictureParameterSet

    /// Reads the stream's global header, a byte stream. Nil where it is not of this kind, or where the order of pictures is
    /// stated in the one way (`pic_order_cnt_type` 1) that nobody uses.
    package init?(header: [UInt8]) {
        var sequence: SequenceParameterSet?
        var picture: PictureParameterSet?
        for unit in NALUnitReader(lengthSize: nil).units(in: header) {
            sequence = sequence ?? SequenceParameterSet(unit)
            picture = picture ?? PictureParameterSet(unit)
        }
        guard let sequence, let picture, sequence.isFramesOnly, sequence.chromaFormatIDC == 1,
            sequence.pictureOrderCountType != 1
        else { return nil }
        self.sequence = sequence
        self.picture = picture
    }
}
