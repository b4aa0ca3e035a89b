/// Matrix coefficients (ITU-T H.273, table 4).
package struct ColorMatrix: ColorCodePoint {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// None: R'G'B'.
    package static let identity = ColorMatrix(rawValue: 0)
    /// Rec. ITU-R BT.709-6.
    package static let bt709 = ColorMatrix(rawValue: 1)
    /// It is not said.
    package static let unspecified = ColorMatrix(rawValue: 2)
    /// FCC 73.682.
    package static let fcc = ColorMatrix(rawValue: 4)
    /// BT.601 with 625 lines.
    package static let bt470BG = ColorMatrix(rawValue: 5)
    /// BT.601 with 525 lines.
    package static let smpte170M = ColorMatrix(rawValue: 6)
    /// SMPTE 240M.
    package static let smpte240M = ColorMatrix(rawValue: 7)
    /// YCgCo.
    package static let yCgCo = ColorMatrix(rawValue: 8)
    /// BT.2020 with non-constant luminance.
    package static let bt2020 = ColorMatrix(rawValue: 9)
    /// BT.2020 with constant luminance.
    package static let bt2020Constant = ColorMatrix(rawValue: 10)
    /// SMPTE ST 2085, Y'D'zD'x.
    package static let smpte2085 = ColorMatrix(rawValue: 11)
    /// Derived from the primaries, with non-constant luminance.
    package static let chromaDerived = ColorMatrix(rawValue: 12)
    /// Derived from the primaries, with constant luminance.
    package static let chromaDerivedConstant = ColorMatrix(rawValue: 13)
    /// BT.2100 ICtCp.
    package static let ictcp = ColorMatrix(rawValue: 14)

    package static let names: [ColorMatrix: String] = [
        .identity: "gbr", .bt709: "bt709", .unspecified: "unknown", .fcc: "fcc", .bt470BG: "bt470bg",
        .smpte170M: "smpte170m", .smpte240M: "smpte240m", .yCgCo: "ycgco", .bt2020: "bt2020nc",
        .bt2020Constant: "bt2020c", .smpte2085: "smpte2085", .chromaDerived: "chroma-derived-nc",
        .chromaDerivedConstant: "chroma-derived-c", .ictcp: "ictcp",
    ]

    package static let titles: [ColorMatrix: String] = [
        .identity: "RGB", .bt709: "BT.709", .unspecified: "not said", .fcc: "FCC 73.682", .bt470BG: "BT.601",
        .smpte170M: "BT.601", .smpte240M: "SMPTE 240M", .yCgCo: "YCgCo", .bt2020: "BT.2020",
        .bt2020Constant: "BT.2020 constant",
    ]
}
