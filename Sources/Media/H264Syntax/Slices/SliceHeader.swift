/// The head of a slice header, as far as all slices have it, and where in the unit its fields stand (ITU-T H.264,
/// clause 7.3.3). Places are in bits from the start of the unit without emulation prevention bytes.
package struct SliceHeader: Hashable, Sendable {
    /// `slice_type` modulo 5: 0 P, 1 B, 2 I (table 7-6).
    package let sliceType: Int
    /// `frame_num`.
    package let frameNumber: Int
    /// Where `frame_num` stands.
    package let frameNumberPlace: Range<Int>
    /// `idr_pic_id`; nil where the picture is no IDR picture.
    package let idrPictureID: Int?
    /// Where `idr_pic_id` stands; empty where there is none.
    package let idrPictureIDPlace: Range<Int>
    /// Where `pic_order_cnt_lsb` stands; empty where there is none.
    package let pictureOrderCountPlace: Range<Int>

    /// Bytes of a unit that are looked at: no header is longer.
    private static let byteLimit = 64

    /// Reads the header of a slice; nil where it is none or refers to another picture parameter set.
    package init?(_ unit: NALUnit, _ parameters: StreamParameterSets) {
        var reader = BitReader(NALUnit(bytes: Array(unit.bytes.prefix(Self.byteLimit))))
        self.init(isIDR: unit.isIDR, &reader, parameters)
    }

    /// Reads until behind `pic_order_cnt_lsb`.
    init?(isIDR: Bool, _ reader: inout BitReader, _ parameters: StreamParameterSets) {
        let sequence = parameters.sequence
        guard reader.unsigned() != nil, let type = reader.unsigned(), type <= 9,
            reader.unsigned() == parameters.picture.identifier
        else { return nil }
        sliceType = type % 5
        let numberStart = reader.position
        guard let number = reader.bits(sequence.frameNumberBits) else { return nil }
        frameNumber = number
        frameNumberPlace = numberStart..<reader.position
        let identifierStart = reader.position
        if isIDR {
            guard let identifier = reader.unsigned(), identifier <= 65_535 else { return nil }
            idrPictureID = identifier
        } else {
            idrPictureID = nil
        }
        idrPictureIDPlace = identifierStart..<reader.position
        let orderStart = reader.position
        guard reader.bits(sequence.pictureOrderCountBits) != nil else { return nil }
        pictureOrderCountPlace = orderStart..<reader.position
    }
}
