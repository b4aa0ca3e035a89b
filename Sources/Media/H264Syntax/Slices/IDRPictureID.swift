/// Tells IDR pictures that follow each other apart.
///
/// Of two access units in a row that are both IDR pictures, `idr_pic_id` must differ (ITU-T H.264, clause 7.4.3); an
/// encoder sees to that inside of what it encodes, but not where two such runs are joined.
package struct IDRPictureID {
    private let parameters: StreamParameterSets
    private let reader = NALUnitReader(lengthSize: nil)

    /// For streams with this global header, a byte stream; nil where they are not like those that x264 makes.
    package init?(header: [UInt8]) {
        guard let parameters = StreamParameterSets(header: header) else { return nil }
        self.parameters = parameters
    }

    /// The `idr_pic_id` of an access unit, a byte stream; nil where it is no IDR picture or cannot be read.
    package func value(of accessUnit: [UInt8]) -> Int? {
        var value: Int?
        accessUnit.withUnsafeBufferPointer { bytes in
            reader.forEachUnit(in: bytes) { unit in
                guard value == nil, (unit.first ?? 0) & 0x1F == NALUnit.sliceOfIDR else { return }
                value = SliceHeader(NALUnit(unescaping: unit, byteLimit: 96), parameters)?.idrPictureID
            }
        }
        return value
    }

    /// The access unit with another `idr_pic_id` in each of its slices, and the same pictures. Nil where a slice is not
    /// understood.
    package func replacing(in accessUnit: [UInt8], by value: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(accessUnit.count + 16)
        for unit in reader.units(in: accessUnit) {
            guard unit.isIDR else {
                unit.append(to: &bytes)
                continue
            }
            guard let moved = replacing(in: unit, by: value) else { return nil }
            moved.append(to: &bytes)
        }
        return bytes
    }

    private func replacing(in unit: NALUnit, by value: Int) -> NALUnit? {
        var reader = BitReader(unit)
        guard let header = SliceHeader(isIDR: true, &reader, parameters), header.sliceType == 2,
            skipRest(of: unit, &reader)
        else { return nil }
        let dataPlace = reader.position
        var writer = BitWriter()
        copy(unit, 0..<header.idrPictureIDPlace.lowerBound, to: &writer)
        writer.append(unsigned: value)
        copy(unit, header.idrPictureIDPlace.upperBound..<dataPlace, to: &writer)
        if parameters.picture.isCABAC {
            // Slice data begins with a byte, behind cabac_alignment_one_bits (clause 7.3.4).
            while !writer.isAligned { writer.append(true) }
            let first = (dataPlace + 7) / 8
            guard first < unit.bytes.count else { return nil }
            writer.append(aligned: unit.bytes[first...])
        } else {
            // The last bit that is set is rbsp_stop_one_bit (clause 7.3.2.11).
            guard let last = unit.bytes.lastIndex(where: { $0 != 0 }) else { return nil }
            copy(unit, dataPlace..<8 * last + 8 - unit.bytes[last].trailingZeroBitCount, to: &writer)
        }
        return NALUnit(bytes: writer.bytes)
    }

    /// Reads over what comes behind `pic_order_cnt_lsb` in the header of an I slice of an IDR picture.
    private func skipRest(of unit: NALUnit, _ reader: inout BitReader) -> Bool {
        let (sequence, picture) = (parameters.sequence, parameters.picture)
        if sequence.pictureOrderCountType == 0, picture.statesBottomFieldOrder {
            // delta_pic_order_cnt_bottom
            guard reader.signed() != nil else { return false }
        }
        if picture.countsRedundantPictures {
            guard reader.unsigned() != nil else { return false }
        }
        // dec_ref_pic_marking: no_output_of_prior_pics_flag, long_term_reference_flag; then slice_qp_delta.
        guard unit.isReference, reader.bits(2) != nil, reader.signed() != nil else { return false }
        guard picture.controlsDeblocking else { return true }
        guard let idc = reader.unsigned(), idc <= 2 else { return false }
        return idc == 1 || reader.signed() != nil && reader.signed() != nil
    }

    private func copy(_ unit: NALUnit, _ places: Range<Int>, to writer: inout BitWriter) {
        for place in places { writer.append(unit.bytes[place / 8] >> (7 - UInt8(place % 8)) & 1 == 1) }
    }
}
