import Diagnostics
import H264Syntax
import MediaIO
import MediaTiming

extension JudgeRun {
    private static let brands: Set<String> = [
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ", "M4VH",
        "M4VP", "f4v ", "dash", "msdh", "msix", "cmfc", "mmp4", "MSNV",
    ]

    /// Container, order of its boxes, damage.
    func judgeContainer(_ sheet: inout FactSheet) {
        if let damage = inspection.damage ?? inspection.boxes?.damage {
            sheet.add(
                "integrity", "damaged", expected: "whole",
                Deviation(.fileDamaged, .file, "the file is damaged: \(damage); players stop there"))
        }
        let boxes = inspection.format == "mov" ? inspection.boxes : nil
        var found = inspection.format
        var deviation: Deviation?
        if let boxes {
            let brand = boxes.brand.map { $0.trimming(" ") }
            let isQuickTime = boxes.brand == "qt  " || boxes.brand == nil
            found = isQuickTime ? "QuickTime" : "MP4 (\(brand ?? ""))"
            if isQuickTime {
                deviation = Deviation(
                    .container, .file,
                    "the file is QuickTime (brand \(brand ?? "none")), not MP4; players and upload forms may refuse it",
                    severity: severityOfCodecs)
            } else if !Self.brands.contains(boxes.brand ?? "") {
                deviation = Deviation(
                    .container, .file, "the file's brand is \(brand ?? "none"), which is not one of MP4's usual ones",
                    severity: .warning)
            }
        } else {
            deviation = Deviation(
                .container, .file,
                "the container is \(inspection.format), not MP4; players and upload forms may refuse it")
            if options.allowsAnyCodec { deviation = nil }
        }
        sheet.add("container", found, expected: options.allowsAnyCodec ? nil : "MP4", deviation)
        if let boxes { judgeOrder(boxes, &sheet) }
    }

    private func judgeOrder(_ boxes: MovieBoxes, _ sheet: inout FactSheet) {
        if boxes.isFragmented {
            sheet.add(
                "index", "in fragments", expected: "first",
                Deviation(
                    .fragmented, .file,
                    "the film comes in fragments; one index before the media is usual, and some editors refuse fragments",
                    severity: .warning))
        } else if boxes.isIndexFirst {
            sheet.add("index", "first", expected: "first")
        } else {
            sheet.add(
                "index", "last", expected: "first",
                Deviation(
                    .notFaststart, .file,
                    "the index (moov) comes behind the media (mdat), so a browser cannot begin to play before all is "
                        + "loaded; write with +faststart", severity: .warning))
        }
        if let edits = track("vide")?.edits { judgePictureEdits(edits, &sheet) }
    }

    private func judgePictureEdits(_ edits: [MovieEdit], _ sheet: inout FactSheet) {
        let shown = edits.filter { $0.mediaTime >= 0 }
        let hidden = inspection.picture?.packets.filter(\.isHidden).count ?? 0
        var deviation: Deviation?
        if shown.count > 1 || shown.contains(where: { $0.rate != 65_536 }) {
            deviation = Deviation(
                .editList, .file,
                "the picture's edit list has \(FactText.count(shown.count, "part")) or another speed than 1; players that "
                    + "read only simple lists show something else")
        } else if hidden > 0 {
            deviation = Deviation(
                .editList, .file,
                "the picture's edit list hides \(FactText.count(hidden, "frame")); players that ignore it show them",
                severity: .warning, measured: Double(hidden), limit: 0)
        }
        let empty = edits.count - shown.count
        let start = shown.first.map { "from tick \($0.mediaTime)" } ?? "nothing"
        sheet.add("picture edits", "\(empty > 0 ? "\(empty) empty, " : "")\(start)", deviation)
    }

    /// Streams beyond one picture and one sound.
    func judgeStreams(_ sheet: inout FactSheet) {
        func number(_ kind: InspectedStream.Kind) -> Int { inspection.streams.filter { $0.kind == kind }.count }
        let (pictures, sounds) = (number(.picture), number(.sound))
        let others = inspection.streams.count - pictures - sounds
        let list = inspection.streams.map { "\($0.kind.rawValue) \($0.codec)" }.joined(separator: ", ")
        var deviation: Deviation?
        if pictures > 1 || sounds > 1 {
            deviation = Deviation(
                .extraStream, .file,
                "the file has \(FactText.count(pictures, "picture stream")) and \(FactText.count(sounds, "sound stream")), "
                    + "not one of each; players choose differently among them")
        } else if others > 0 {
            deviation = Deviation(
                .extraStream, .file, "\(FactText.count(others, "stream")) beside picture and sound: \(list)",
                severity: .warning)
        }
        sheet.add("streams", list, expected: expected.hasSound ? "picture, sound" : "picture", deviation)
    }

    /// Sizes and bit rates, and who wrote the file.
    func describeEncoder(_ sheet: inout FactSheet) {
        sheet.add("file size", "\(inspection.byteCount) bytes")
        for (name, stream) in [("picture bit rate", inspection.picture), ("sound bit rate", inspection.sound)] {
            if let stream, let rate = stream.bitRate { sheet.add(name, FactText.bitRate(rate)) }
        }
        if let writer = inspection.writer { sheet.add("written by", writer) }
        if let encoder = inspection.picture?.encoder { sheet.add("video encoder", encoder) }
        if let settings = inspection.picture?.picture?.x264 {
            sheet.add("x264", settings.summary)
        }
    }
}

extension InspectedStream {
    /// Mean bits per second over the time that the packets last; nil where that is unknown.
    package var bitRate: Double? {
        let ticks = packets.reduce(0.0) { $0 + Double($1.duration) }
        let seconds = ticks * timeBase.doubleValue
        return seconds > 0 ? Double(byteCount) * 8 / seconds : nil
    }
}

extension X264Settings {
    /// The settings in one line, such as `core 164 r3095 baee400, like veryfast, crf 18, keyint 60`.
    package var summary: String {
        var words = [version ?? "unknown version"]
        if let preset { words.append("like \(preset)") }
        switch rateControl {
        case .crf(let value): words.append("crf \(value == value.rounded() ? "\(Int(value))" : "\(value)")")
        case .quantizer(let value): words.append("qp \(value)")
        case .bitRate(let value): words.append("\(value) kbit/s")
        case nil: break
        }
        if let keyframeInterval {
            words.append("keyint \(keyframeInterval == .max ? "infinite" : "\(keyframeInterval)")")
        }
        if isOpenGOP == true { words.append("open gop") }
        return words.joined(separator: ", ")
    }
}

extension String {
    fileprivate func trimming(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
