/// Transfer characteristics (ITU-T H.273, table 3).
package struct ColorTransfer: ColorCodePoint {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Rec. ITU-R BT.709-6.
    package static let bt709 = ColorTransfer(rawValue: 1)
    /// It is not said.
    package static let unspecified = ColorTransfer(rawValue: 2)
    /// BT.470 System M, gamma 2.2.
    package static let bt470M = ColorTransfer(rawValue: 4)
    /// BT.470 System B, G, gamma 2.8.
    package static let bt470BG = ColorTransfer(rawValue: 5)
    /// BT.601, the same curve as BT.709's.
    package static let smpte170M = ColorTransfer(rawValue: 6)
    /// SMPTE 240M.
    package static let smpte240M = ColorTransfer(rawValue: 7)
    /// Linear light.
    package static let linear = ColorTransfer(rawValue: 8)
    /// Logarithmic, 100 : 1.
    package static let log100 = ColorTransfer(rawValue: 9)
    /// Logarithmic, 100 √10 : 1.
    package static let log316 = ColorTransfer(rawValue: 10)
    /// IEC 61966-2-4 (xvYCC), between black and white BT.709's curve.
    package static let xvYCC = ColorTransfer(rawValue: 11)
    /// BT.1361 with an extended gamut.
    package static let bt1361 = ColorTransfer(rawValue: 12)
    /// IEC 61966-2-1.
    package static let sRGB = ColorTransfer(rawValue: 13)
    /// BT.2020 for 10 bits, BT.709's curve.
    package static let bt2020With10Bits = ColorTransfer(rawValue: 14)
    /// BT.2020 for 12 bits, BT.709's curve.
    package static let bt2020With12Bits = ColorTransfer(rawValue: 15)
    /// SMPTE ST 2084, PQ.
    package static let pq = ColorTransfer(rawValue: 16)
    /// SMPTE ST 428-1.
    package static let smpte428 = ColorTransfer(rawValue: 17)
    /// ARIB STD-B67, HLG.
    package static let hlg = ColorTransfer(rawValue: 18)

    /// Whether it is one of the two that need tone mapping.
    package var isHDR: Bool { self == .pq || self == .hlg }
    /// Whether its curve is BT.709's.
    package var isLikeBT709: Bool {
        [.bt709, .smpte170M, .xvYCC, .bt2020With10Bits, .bt2020With12Bits].contains(self)
    }

    package static let names: [ColorTransfer: String] = [
        .bt709: "bt709", .unspecified: "unknown", .bt470M: "bt470m", .bt470BG: "bt470bg", .smpte170M: "smpte170m",
        .smpte240M: "smpte240m", .linear: "linear", .log100: "log100", .log316: "log316", .xvYCC: "iec61966-2-4",
        .bt1361: "bt1361e", .sRGB: "iec61966-2-1", .bt2020With10Bits: "bt2020-10", .bt2020With12Bits: "bt2020-12",
        .pq: "smpte2084", .smpte428: "smpte428", .hlg: "arib-std-b67",
    ]

    package static let titles: [ColorTransfer: String] = [
        .bt709: "BT.709", .unspecified: "not said", .bt470M: "gamma 2.2", .bt470BG: "gamma 2.8", .smpte170M: "BT.601",
        .linear: "linear", .sRGB: "sRGB", .bt2020With10Bits: "BT.2020", .bt2020With12Bits: "BT.2020", .pq: "PQ",
        .hlg: "HLG",
    ]
}
