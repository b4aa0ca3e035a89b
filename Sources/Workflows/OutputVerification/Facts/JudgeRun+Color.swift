import Diagnostics
import MediaIO

extension JudgeRun {
    /// Color tags in the bitstream and in the container, and whether they agree.
    func judgeColor(_ picture: PictureProperties, _ sheet: inout FactSheet) {
        // Other codecs' headers are not read here, so FFmpeg's view of both together stands for the bitstream.
        var bitstream = picture.header?.color ?? picture.color
        if picture.header == nil, bitstream.isFullRange == nil {
            bitstream.isFullRange = picture.pixelFormat.hasPrefix("yuvj") ? true : nil
        }
        let track = inspection.format == "mov" ? track("vide") : nil
        let container = track?.color ?? ColorTags()
        let isContainerJudged = track != nil
        var deviations: [Deviation] = []
        for (place, tags) in [("the bitstream", bitstream), ("the container", container)] {
            if let wrong = wrongTags(tags) {
                deviations.append(
                    Deviation(
                        .colorTags, .file,
                        "\(place) says \(wrong), not BT.709 limited; players that believe it show wrong colors"))
            }
        }
        if deviations.isEmpty {
            let hasMatrix = bitstream.matrix != nil || container.matrix != nil
            let isTagged = { (tags: ColorTags) in
                tags.primaries != nil && tags.transfer != nil && tags.matrix != nil
            }
            if !hasMatrix {
                deviations.append(
                    Deviation(
                        .colorTags, .file,
                        "neither bitstream nor container says which colors the values mean; players guess by size and "
                            + "take BT.601 for small pictures"))
            } else if !isTagged(bitstream), !isContainerJudged || !isTagged(container) {
                deviations.append(
                    Deviation(
                        .colorTags, .file, "the color tags are incomplete; some players guess the rest",
                        severity: .warning))
            } else if isContainerJudged, !isTagged(bitstream) || !isTagged(container) {
                let (present, absent) = isTagged(container) ? ("container", "bitstream") : ("bitstream", "container")
                deviations.append(
                    Deviation(
                        .colorTags, .file,
                        "only the \(present) says which colors the values mean; players that look into the \(absent) guess",
                        severity: .warning))
            }
        }
        sheet.add("color, bitstream", bitstream.text, expected: Self.wanted.text, all: deviations)
        if isContainerJudged {
            let profile = track?.hasColorProfile == true ? " (ICC profile)" : ""
            sheet.add(
                "color, container", (container == ColorTags() ? "none" : container.text) + profile,
                expected: Self.wanted.text)
        }
    }

    private static let wanted = ColorTags(primaries: 1, transfer: 1, matrix: 1, isFullRange: false)

    /// What the tags say that is wrong, in words; nil where nothing is.
    private func wrongTags(_ tags: ColorTags) -> String? {
        var words: [String] = []
        if let value = tags.matrix, value != 1 { words.append("matrix \(ColorTags.matrixName(value))") }
        if let value = tags.primaries, value != 1 { words.append("primaries \(ColorTags.primariesName(value))") }
        // BT.601's, BT.2020's and IEC 61966-2-4's curves are the same as BT.709's.
        if let value = tags.transfer, ![1, 6, 11, 14, 15].contains(value) {
            words.append("transfer \(ColorTags.transferName(value))")
        }
        if tags.isFullRange == true { words.append("full range") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension ColorTags {
    /// The tags as primaries/transfer/matrix/range.
    var text: String {
        let range = isFullRange.map { $0 ? "full" : "limited" } ?? "not said"
        return [
            primaries.map(Self.primariesName), transfer.map(Self.transferName), matrix.map(Self.matrixName), range,
        ].map { $0 ?? "not said" }.joined(separator: " / ")
    }

    /// Name of color primaries by ITU-T H.273, table 2.
    static func primariesName(_ value: Int) -> String {
        [
            1: "BT.709", 4: "BT.470 M", 5: "BT.601 (625 lines)", 6: "BT.601 (525 lines)", 7: "SMPTE 240M",
            9: "BT.2020", 11: "DCI-P3", 12: "Display P3",
        ][value] ?? "number \(value)"
    }

    /// Name of transfer characteristics by ITU-T H.273, table 3.
    static func transferName(_ value: Int) -> String {
        [
            1: "BT.709", 4: "gamma 2.2", 5: "gamma 2.8", 6: "BT.601", 8: "linear", 13: "sRGB", 14: "BT.2020",
            15: "BT.2020", 16: "PQ", 18: "HLG",
        ][value] ?? "number \(value)"
    }

    /// Name of matrix coefficients by ITU-T H.273, table 4.
    static func matrixName(_ value: Int) -> String {
        [
            0: "RGB", 1: "BT.709", 5: "BT.601", 6: "BT.601", 7: "SMPTE 240M", 9: "BT.2020", 10: "BT.2020 constant",
        ][value] ?? "number \(value)"
    }
}
