import Diagnostics
import H264Syntax
import MediaBuffers
import MediaIO

extension JudgeRun {
    /// Color tags in the bitstream and in the container, and whether they agree.
    func judgeColor(_ picture: PictureProperties, _ sheet: inout FactSheet) {
        // Other codecs' headers are not read here, so FFmpeg's view of both together stands for the bitstream.
        var bitstream = picture.parameterSet?.color ?? picture.color
        if picture.parameterSet == nil, bitstream.range == .unspecified, picture.pixelFormat.hasPrefix("yuvj") {
            bitstream.range = .full
        }
        let track = inspection.format == "mov" ? track("vide") : nil
        let container = track?.color ?? .unspecified
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
            let hasMatrix = bitstream.matrix != .unspecified || container.matrix != .unspecified
            let isTagged = { (tags: ColorDescription) in
                tags.primaries != .unspecified && tags.transfer != .unspecified && tags.matrix != .unspecified
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
                "color, container", (container == .unspecified ? "none" : container.text) + profile,
                expected: Self.wanted.text)
        }
    }

    private static let wanted = ColorDescription.bt709Limited

    /// What the tags say that is wrong, in words; nil where nothing is.
    private func wrongTags(_ tags: ColorDescription) -> String? {
        var words: [String] = []
        if ![.unspecified, .bt709].contains(tags.matrix) { words.append("matrix \(tags.matrix)") }
        if ![.unspecified, .bt709].contains(tags.primaries) { words.append("primaries \(tags.primaries)") }
        if tags.transfer != .unspecified, !tags.transfer.isLikeBT709 { words.append("transfer \(tags.transfer)") }
        if tags.range == .full { words.append("full range") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension ColorDescription {
    /// The tags as primaries/transfer/matrix/range.
    var text: String {
        let range = range.isFull.map { $0 ? "full" : "limited" } ?? "not said"
        return [primaries.description, transfer.description, matrix.description, range].joined(separator: " / ")
    }
}
