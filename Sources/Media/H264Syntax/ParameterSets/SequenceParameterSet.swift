package import MediaBuffers

/// What a sequence parameter set says, `seq_parameter_set_data` (ITU-T H.264, clauses 7.3.2.1.1 and 7.4.2.1.1).
package struct SequenceParameterSet: Hashable, Sendable {
    /// `profile_idc`: 66 Baseline, 77 Main, 100 High, 110 High 10, 122 High 4:2:2, 244 High 4:4:4 Predictive.
    package var profileIDC: Int
    /// `level_idc`: the level times ten.
    package var levelIDC: Int
    /// `chroma_format_idc`: 0 none, 1 4:2:0, 2 4:2:2, 3 4:4:4.
    package var chromaFormatIDC: Int
    /// `BitDepthY`: bits of a luma sample.
    package var lumaBitDepth: Int
    /// `PicWidthInMbs`: columns of macroblocks, 16 luma samples each.
    package var widthInMacroblocks: Int
    /// `FrameHeightInMbs`: rows of macroblocks of a frame, both fields taken together.
    package var frameHeightInMacroblocks: Int
    /// Bits of `frame_num` in slice headers: `log2_max_frame_num_minus4` + 4.
    package var frameNumberBits: Int
    /// `pic_order_cnt_type`: how slice headers state the order of pictures; 0 by `pic_order_cnt_lsb`, 2 not at all.
    package var pictureOrderCountType: Int
    /// Bits of `pic_order_cnt_lsb` in slice headers; 0 where there are none.
    package var pictureOrderCountBits: Int
    /// `max_num_ref_frames`: frames that others may refer to at a time.
    package var maxReferenceFrames: Int
    /// `frame_mbs_only_flag`: whether no picture is coded as fields.
    package var isFramesOnly: Bool
    /// The color description and `video_full_range_flag` of the usability information (clause E.1.1).
    package var color: ColorDescription

    /// Bytes of a unit that are looked at.
    package static let byteLimit = 4_096

    /// Reads a unit of type 7; nil where it is none or does not make sense.
    package init?(_ unit: NALUnit) {
        guard unit.type == NALUnit.sequenceParameterSet else { return nil }
        var reader = BitReader(unit)
        guard let profile = reader.bits(8), reader.bits(8) != nil, let level = reader.bits(8),
            reader.unsigned() != nil
        else { return nil }
        var chromaFormat = 1
        var bitDepth = 8
        if Self.profilesWithChroma.contains(profile) {
            guard let format = reader.unsigned(), format <= 3 else { return nil }
            chromaFormat = format
            // separate_colour_plane_flag
            if format == 3 { _ = reader.bit() }
            guard let luma = reader.unsigned(), luma <= 6, reader.unsigned() != nil, reader.bit() != nil,
                let hasMatrices = reader.bit()
            else { return nil }
            bitDepth = 8 + luma
            if hasMatrices, !Self.skipScalingLists(&reader, count: format == 3 ? 12 : 8) { return nil }
        }
        guard let frameNumberBits = reader.unsigned(), frameNumberBits <= 12, let orderType = reader.unsigned() else {
            return nil
        }
        var orderBits = 0
        if orderType == 0 {
            guard let bits = reader.unsigned(), bits <= 12 else { return nil }
            orderBits = 4 + bits
        } else if orderType == 1 {
            _ = reader.bit()
            _ = reader.signed()
            _ = reader.signed()
            guard let count = reader.unsigned(), count <= 255 else { return nil }
            for _ in 0..<count { _ = reader.signed() }
        }
        guard let references = reader.unsigned(), references <= 16, reader.bit() != nil,
            let columns = reader.unsigned(), let rows = reader.unsigned(), columns < 4_096, rows < 4_096,
            let isFramesOnly = reader.bit()
        else { return nil }
        // mb_adaptive_frame_field_flag
        if !isFramesOnly { _ = reader.bit() }
        guard reader.bit() != nil, let isCropped = reader.bit() else { return nil }
        if isCropped { for _ in 0..<4 { _ = reader.unsigned() } }
        profileIDC = profile
        levelIDC = level
        chromaFormatIDC = chromaFormat
        lumaBitDepth = bitDepth
        widthInMacroblocks = columns + 1
        frameHeightInMacroblocks = (rows + 1) * (isFramesOnly ? 1 : 2)
        self.frameNumberBits = 4 + frameNumberBits
        pictureOrderCountType = orderType
        pictureOrderCountBits = orderBits
        maxReferenceFrames = references
        self.isFramesOnly = isFramesOnly
        color = reader.bit() == true ? Self.color(&reader) : .unspecified
    }

    private static let profilesWithChroma: Set<Int> = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]

    /// Reads over `scaling_list` (clause 7.3.2.1.1.1).
    private static func skipScalingLists(_ reader: inout BitReader, count: Int) -> Bool {
        for index in 0..<count {
            guard let isPresent = reader.bit() else { return false }
            guard isPresent else { continue }
            var next = 8
            for _ in 0..<(index < 6 ? 16 : 64) where next != 0 {
                guard let delta = reader.signed(), abs(delta) <= 256 else { return false }
                next = (next + delta + 256) % 256
            }
        }
        return true
    }

    /// The head of `vui_parameters` (clause E.1.1).
    private static func color(_ reader: inout BitReader) -> ColorDescription {
        guard let hasAspect = reader.bit() else { return .unspecified }
        if hasAspect {
            guard let aspect = reader.bits(8) else { return .unspecified }
            if aspect == 255 { _ = reader.bits(32) }
        }
        if reader.bit() == true { _ = reader.bit() }
        guard reader.bit() == true, reader.bits(3) != nil, let isFull = reader.bit(), let isDescribed = reader.bit()
        else { return .unspecified }
        let range: ColorRange = isFull ? .full : .limited
        guard isDescribed, let primaries = reader.bits(8), let transfer = reader.bits(8), let matrix = reader.bits(8)
        else { return ColorDescription(range: range) }
        return ColorDescription(
            primaries: ColorPrimaries(rawValue: primaries), transfer: ColorTransfer(rawValue: transfer),
            matrix: ColorMatrix(rawValue: matrix), range: range)
    }
}
