/// What a sequence parameter set of H.264 says (ITU-T H.264, clauses 7.3.2.1 and E.1).
package struct SequenceHeader: Hashable, Sendable {
    /// The profile's number: 66 Baseline, 77 Main, 100 High, 110 High 10, 122 High 4:2:2, 244 High 4:4:4 Predictive.
    package var profile: Int
    /// The level times ten.
    package var level: Int
    /// Chroma: 0 none, 1 4:2:0, 2 4:2:2, 3 4:4:4.
    package var chromaFormat: Int
    /// Bits of a luma sample.
    package var bitDepth: Int
    /// Coded size in macroblocks of 16 pixels.
    package var macroblockColumns: Int
    /// See `macroblockColumns`; of a frame, both fields taken together.
    package var macroblockRows: Int
    /// Bits of a slice header's `frame_num`.
    package var frameNumberBits: Int
    /// How slice headers state the order of pictures: 0 by `pic_order_cnt_lsb`, 2 not at all.
    package var orderType: Int
    /// Bits of `pic_order_cnt_lsb`; 0 where slice headers have none.
    package var orderBits: Int
    /// Pictures that others may refer to at a time.
    package var referenceCount: Int
    /// Whether pictures may be coded as fields.
    package var mayBeInterlaced: Bool
    /// Color tags of the usability information; all nil where there are none.
    package var color: ColorTags

    /// Reads the payload of a unit of type 7, its first byte included; nil where it does not make sense.
    package init?(unit: ArraySlice<UInt8>) {
        guard let first = unit.first, first & 0x1F == 7 else { return nil }
        var reader = BitReader(unit: unit.dropFirst())
        guard let profile = reader.bits(8), reader.bits(8) != nil, let level = reader.bits(8),
            reader.unsigned() != nil
        else { return nil }
        var chromaFormat = 1
        var bitDepth = 8
        if Self.profilesWithChroma.contains(profile) {
            guard let format = reader.unsigned(), format <= 3 else { return nil }
            chromaFormat = format
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
            let onlyFrames = reader.bit()
        else { return nil }
        if !onlyFrames { _ = reader.bit() }
        guard reader.bit() != nil, let isCropped = reader.bit() else { return nil }
        if isCropped { for _ in 0..<4 { _ = reader.unsigned() } }
        self.profile = profile
        self.level = level
        self.chromaFormat = chromaFormat
        self.bitDepth = bitDepth
        macroblockColumns = columns + 1
        macroblockRows = (rows + 1) * (onlyFrames ? 1 : 2)
        self.frameNumberBits = 4 + frameNumberBits
        self.orderType = orderType
        self.orderBits = orderBits
        referenceCount = references
        mayBeInterlaced = !onlyFrames
        color = reader.bit() == true ? Self.color(&reader) : ColorTags()
    }

    private static let profilesWithChroma: Set<Int> = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]

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

    /// The color description at the head of the usability information.
    private static func color(_ reader: inout BitReader) -> ColorTags {
        guard let hasAspect = reader.bit() else { return ColorTags() }
        if hasAspect {
            guard let aspect = reader.bits(8) else { return ColorTags() }
            if aspect == 255 { _ = reader.bits(32) }
        }
        if reader.bit() == true { _ = reader.bit() }
        guard reader.bit() == true, reader.bits(3) != nil, let isFull = reader.bit(), let isDescribed = reader.bit()
        else { return ColorTags() }
        guard isDescribed, let primaries = reader.bits(8), let transfer = reader.bits(8), let matrix = reader.bits(8)
        else { return ColorTags(isFullRange: isFull) }
        return ColorTags(primaries: primaries, transfer: transfer, matrix: matrix, isFullRange: isFull)
    }
}
