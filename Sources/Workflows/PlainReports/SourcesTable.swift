import MediaBuffers
import MediaTiming
package import SourceReports
import TimelineModel

/// `inspect --sources`.
package enum SourcesTable {
    /// A block of lines for each source.
    package static func text(of reports: [SourceReport]) -> String {
        if reports.isEmpty { return "the draft names no media" }
        return reports.enumerated().map { index, report in block(index + 1, report) }.joined(separator: "\n\n")
    }

    private static func block(_ number: Int, _ report: SourceReport) -> String {
        var rows: [(String, String)] = []
        if let path = report.path { rows.append(("file", path)) }
        if let facts = report.facts, let details = report.details {
            rows.append(("is", "\(facts.kind.rawValue), \(facts.format), \(megabytes(details.byteCount)) MB"))
            if let picture = details.picture {
                rows.append(("picture", self.picture(picture, report)))
                rows.append(("shown", shown(picture, report)))
                rows.append(("color", color(picture.color, facts.kind)))
            }
            if let cadence = report.cadence { rows.append(("frames", frames(cadence, facts))) }
            if let sound = details.sound, let range = facts.sound?.range {
                rows.append(("sound", self.sound(sound, range)))
            }
        }
        let places = report.pointers.prefix(3).joined(separator: ", ")
        let others = report.pointers.count > 3 ? " and \(report.pointers.count - 3) more" : ""
        rows.append(("used", places + others))
        let lines = rows.map { "   \($0.0)\(String(repeating: " ", count: 9 - $0.0.count))\($0.1)" }
        let notes = report.notes.map { note in
            "   \(note.isError ? "!" : "-") \(note.code)\(note.pointer.map { " at \($0)" } ?? ""): \(note.message)"
        }
        return (["\(number)  \(report.name)"] + lines + notes).joined(separator: "\n")
    }

    private static func picture(_ picture: PictureDetails, _ report: SourceReport) -> String {
        var parts = ["\(picture.codec)\(picture.profile.map { " \($0)" } ?? "")"]
        parts.append("\(picture.storedWidth)x\(picture.storedHeight) \(picture.pixelFormat)")
        parts.append("\(picture.bitDepth) bit")
        parts.append(picture.hasAlpha ? "alpha" : "opaque")
        if picture.isInterlaced {
            parts.append("interlaced, \(picture.isTopFieldFirst ? "top" : "bottom") field first")
        }
        return parts.joined(separator: ", ")
    }

    private static func shown(_ picture: PictureDetails, _ report: SourceReport) -> String {
        var parts = report.shownSize.map { ["\($0.width)x\($0.height)"] } ?? []
        parts.append("samples \(picture.sampleAspect == .one ? "square" : "\(picture.sampleAspect)")")
        parts.append(picture.turn.degrees == 0 ? "not turned" : "turned \(picture.turn.degrees)° clockwise")
        if picture.turn.isMirrored { parts.append("mirrored") }
        return parts.joined(separator: ", ")
    }

    private static func color(_ color: ColorDetails, _ kind: AssetFacts.Kind) -> String {
        var parts: [String] = []
        if let model = color.model { parts.append(model) }
        if kind == .video {
            let range = color.tags.range.isFull.map { $0 ? "full" : "limited" }
            for (name, tag) in [
                ("matrix", color.taggedMatrix), ("primaries", color.tags.primaries.name),
                ("transfer", color.tags.transfer.name), ("range", range),
            ] { parts.append("\(name) \(tag ?? "untagged")") }
        } else {
            if let count = color.profileBytes { parts.append("ICC profile of \(count) bytes") }
            if let gamma = color.gamma { parts.append("gAMA \(gamma)") }
            if color.hasChromaticities { parts.append("cHRM") }
            if color.isTaggedSRGB { parts.append("tagged sRGB") }
        }
        return parts.joined(separator: ", ")
    }

    private static func frames(_ cadence: FrameCadence, _ facts: AssetFacts) -> String {
        let rate =
            cadence.isConstant
            ? "constant, \(format(cadence.meanRate, 3)) fps"
            : "variable, \(format(cadence.leastRate, 3)) to \(format(cadence.largestRate, 3)) fps, "
                + "\(format(cadence.meanRate, 3)) on average"
        let times = facts.picture?.frameTimes
        let start = times?.starts.first?.doubleValue ?? 0
        return "\(cadence.frameCount), \(rate), from \(format(start, 3)) to \(format(times?.end.doubleValue ?? 0, 3)) s"
    }

    private static func sound(_ sound: SoundDetails, _ range: TimeRange) -> String {
        let channels = "\(sound.channelCount) channel\(sound.channelCount == 1 ? "" : "s")"
        let codec = "\(sound.codec)\(sound.profile.map { " \($0)" } ?? "")"
        let layout = sound.layout.map { " (\($0))" } ?? ""
        return "\(codec), \(sound.sampleRate) Hz, \(channels)\(layout), from \(format(range.start.doubleValue, 3)) to "
            + "\(format(range.end.doubleValue, 3)) s"
    }
}
