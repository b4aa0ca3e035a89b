/// What a picture parameter set says about slice headers (ITU-T H.264, clauses 7.3.2.2 and 7.4.2.2).
package struct PictureParameterSet: Hashable, Sendable {
    /// `pic_parameter_set_id`.
    package let identifier: Int
    /// `entropy_coding_mode_flag`: whether slice data is coded with CABAC, not CAVLC.
    package let isCABAC: Bool
    /// `bottom_field_pic_order_in_frame_present_flag`: whether slice headers state the order of the bottom field.
    package let statesBottomFieldOrder: Bool
    /// `weighted_pred_flag`: whether P slices state weights.
    package let isWeighted: Bool
    /// 26 + `pic_init_qp_minus26`: the quantizer that slices state a difference to.
    package let initialQuantizer: Int
    /// `deblocking_filter_control_present_flag`: whether slice headers control the deblocking filter.
    package let controlsDeblocking: Bool
    /// `redundant_pic_cnt_present_flag`: whether slice headers count redundant pictures.
    package let countsRedundantPictures: Bool

    /// Reads a unit of type 8; nil where it is none, does not make sense, or divides pictures in slice groups.
    package init?(_ unit: NALUnit) {
        guard unit.type == NALUnit.pictureParameterSet else { return nil }
        var reader = BitReader(unit)
        guard let identifier = reader.unsigned(), identifier <= 255, reader.unsigned() != nil,
            let isCABAC = reader.bit(), let statesBottomFieldOrder = reader.bit(), reader.unsigned() == 0,
            reader.unsigned() != nil, reader.unsigned() != nil, let isWeighted = reader.bit(), reader.bits(2) != nil,
            let quantizer = reader.signed(), reader.signed() != nil, reader.signed() != nil,
            let controlsDeblocking = reader.bit(), reader.bit() != nil, let countsRedundantPictures = reader.bit()
        else { return nil }
        self.identifier = identifier
        self.isCABAC = isCABAC
        self.statesBottomFieldOrder = statesBottomFieldOrder
        self.isWeighted = isWeighted
        initialQuantizer = 26 + quantizer
        self.controlsDeblocking = controlsDeblocking
        self.countsRedundantPictures = countsRedundantPictures
    }
}
