/// What a picture parameter set of H.264 says about slice headers (ITU-T H.264, clause 7.3.2.2).
struct PictureHeader: Hashable, Sendable {
    /// Its number.
    let identifier: Int
    /// Whether slice data is coded with CABAC, not CAVLC.
    let isArithmetic: Bool
    /// Whether slice headers state the order of the bottom field.
    let statesBottomOrder: Bool
    /// Whether P slices state weights.
    let isWeighted: Bool
    /// The quantizer that slices state a difference to.
    let quantizer: Int
    /// Whether slice headers control the deblocking filter.
    let controlsDeblocking: Bool
    /// Whether slice headers count redundant pictures.
    let countsRedundant: Bool

    /// Reads the payload of a unit of type 8, its first byte included; nil where it does not make sense.
    init?(unit: ArraySlice<UInt8>) {
        guard let first = unit.first, first & 0x1F == 8 else { return nil }
        var reader = BitReader(unit: unit.dropFirst())
        guard let identifier = reader.unsigned(), identifier <= 255, reader.unsigned() != nil,
            let isArithmetic = reader.bit(), let statesBottomOrder = reader.bit(), reader.unsigned() == 0,
            reader.unsigned() != nil, reader.unsigned() != nil, let isWeighted = reader.bit(), reader.bits(2) != nil,
            let quantizer = reader.signed(), reader.signed() != nil, reader.signed() != nil,
            let controlsDeblocking = reader.bit(), reader.bit() != nil, let countsRedundant = reader.bit()
        else { return nil }
        self.identifier = identifier
        self.isArithmetic = isArithmetic
        self.statesBottomOrder = statesBottomOrder
        self.isWeighted = isWeighted
        self.quantizer = 26 + quantizer
        self.controlsDeblocking = controlsDeblocking
        self.countsRedundant = countsRedundant
    }
}
