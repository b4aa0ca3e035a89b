/// Color primaries (ITU-T H.273, table 2).
package struct ColorPrimaries: ColorCodePoint {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Rec. ITU-R BT.709-6, and sRGB.
    package static let bt709 = ColorPrimaries(rawValue: 1)
    /// It is not said.
    package static let unspecified = ColorPrimaries(rawValue: 2)
    /// BT.470 System M.
    package static let bt470M = ColorPrimaries(rawValue: 4)
    /// BT.601 with 625 lines.
    package static let bt470BG = ColorPrimaries(rawValue: 5)
    /// BT.601 with 525 lines.
    package static let smpte170M = ColorPrimaries(rawValue: 6)
    /// SMPTE 240M.
    package static let smpte240M = ColorPrimaries(rawValue: 7)
    /// Generic film with illuminant C.
    package static let film = ColorPrimaries(rawValue: 8)
    /// Rec. ITU-R BT.2020-2.
    package static let bt2020 = ColorPrimaries(rawValue: 9)
    /// SMPTE ST 428-1, XYZ.
    package static let smpte428 = ColorPrimaries(rawValue: 10)
    /// SMPTE RP 431-2, DCI-P3.
    package static let smpte431 = ColorPrimaries(rawValue: 11)
    /// SMPTE EG 432-1, Display P3.
    package static let smpte432 = ColorPrimaries(rawValue: 12)
    /// EBU Tech. 3213-E.
    package static let ebu3213 = ColorPrimaries(rawValue: 22)

    package static let names: [ColorPrimaries: String] = [
        .bt709: "bt709", .unspecified: "unknown", .bt470M: "bt470m", .bt470BG: "bt470bg", .smpte170M: "smpte170m",
        .smpte240M: "smpte240m", .film: "film", .bt2020: "bt2020", .smpte428: "smpte428", .smpte431: "smpte431",
        .smpte432: "smpte432", .ebu3213: "ebu3213",
    ]

    package static let titles: [ColorPrimaries: String] = [
        .bt709: "BT.709", .unspecified: "not said", .bt470M: "BT.470 M", .bt470BG: "BT.601 (625 lines)",
        .smpte170M: "BT.601 (525 lines)", .smpte240M: "SMPTE 240M", .bt2020: "BT.2020", .smpte431: "DCI-P3",
        .smpte432: "Display P3",
    ]
}
