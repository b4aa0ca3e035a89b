import Diagnostics
package import OutputVerification
import ReportFormats

/// `verify` on the terminal: the verdict, a finding a line, then what was measured.
package struct VerificationTable: Sendable {
    /// Columns of the terminal; nil where the text goes elsewhere: then a finding is always one line.
    package var width: Int?
    /// Whether the reader understands color.
    package var isColored: Bool
    /// Whether to show right facts and all findings too.
    package var showsAll: Bool

    /// How many findings are shown at most unless all are asked for.
    package static let findingLimit = 100

    /// A table for a terminal of that width, or for a pipe.
    package init(width: Int? = nil, isColored: Bool = false, showsAll: Bool = false) {
        self.width = width.map { max(40, $0) }
        self.isColored = isColored
        self.showsAll = showsAll
    }

    /// The text, ending in a line break.
    package func text(of report: VerificationReport) -> String {
        let report = report.countingUnmeasured
        var lines = [colored(report.verdictLine, report.isSame ? "1;32" : "1;31")]
        let findings = findingLines(report)
        if !findings.isEmpty { lines += [""] + findings }
        let blocks = factRows(report) + pictureRows(report) + soundRows(report)
        if !blocks.isEmpty {
            let label = blocks.map(\.label.count).max() ?? 0
            lines.append("")
            var last = ""
            for row in blocks {
                let head = padded(row.label == last ? "" : row.label, to: label)
                last = row.label
                lines += wrapped(head + "  ", row.text)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Findings

    private func findingLines(_ report: VerificationReport) -> [String] {
        let shown = showsAll ? report.deviations[...] : report.deviations.prefix(Self.findingLimit)
        let rows = shown.map { deviation in
            [
                deviation.severity == .failure ? "FAIL" : "warn", deviation.code.rawValue,
                deviation.frames.map { report.clock.text($0) } ?? "whole file",
                deviation.pointers.first.map(CleanText.plain) ?? "–",
            ]
        }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        // Messages stand beside the columns where there is room to read them, below where there is not.
        let isBeside = width.map { $0 - widths.reduce(8, +) >= 48 } ?? true
        var lines: [String] = []
        for (row, deviation) in zip(rows, shown) {
            let cells = zip(row, widths).map { padded($0, to: $1) }.joined(separator: "  ")
            let head = colored(row[0], deviation.severity == .failure ? "31" : "33") + cells.dropFirst(row[0].count)
            let message = CleanText.plain(deviation.message) + morePointers(deviation)
            if isBeside {
                lines += wrapped(head + "  ", message, indent: cells.count + 2)
            } else {
                lines += [trimmed(head)] + wrapped("      ", message)
            }
        }
        let hidden = report.deviations.count - shown.count
        if hidden > 0 { lines.append("… and \(NumberText.count(hidden, "finding")) more") }
        return lines
    }

    private func morePointers(_ deviation: Deviation) -> String {
        guard deviation.pointers.count > 1 else { return "" }
        return " Also: " + deviation.pointers.dropFirst().map(CleanText.plain).joined(separator: ", ")
    }

    // MARK: What was measured

    private struct Row {
        var label: String
        var text: String
    }

    private func factRows(_ report: VerificationReport) -> [Row] {
        let isComplete = showsAll || report.isSame
        let facts = report.facts.filter { isComplete || $0.deviation != nil }
        let width = facts.map { CleanText.plain($0.name).count }.max() ?? 0
        return facts.map { fact in
            var text = padded(CleanText.plain(fact.name), to: width) + "  " + CleanText.plain(fact.found)
            if fact.deviation != nil, let expected = fact.expected {
                text += ", should be \(CleanText.plain(expected))"
            }
            return Row(label: "File", text: text)
        }
    }

    private func pictureRows(_ report: VerificationReport) -> [Row] {
        guard let picture = report.picture else { return [Row(label: "Picture", text: "not compared")] }
        let clock = report.clock
        var rows: [String] = []
        if let tile = picture.tileSummary {
            rows.append(
                "worst tile \(NumberText.fixed(tile.worst.value, 3)) at \(clock.text(tile.worst.frame)), limit "
                    + "\(NumberText.fixed(picture.limits.worstTileSimilarity, 3)); median "
                    + NumberText.fixed(tile.median, 3))
        }
        if let block = picture.blockSummary {
            rows.append(
                "worst block \(NumberText.fixed(block.worst.value, 1)) at \(clock.text(block.worst.frame)), limit "
                    + "\(NumberText.fixed(picture.limits.worstBlockDifference, 1)); median "
                    + NumberText.fixed(block.median, 1))
        }
        if let color = picture.colorSummary {
            rows.append(
                "color difference (CIEDE2000) \(NumberText.fixed(color.worst.value, 2)) at "
                    + "\(clock.text(color.worst.frame)), median \(NumberText.fixed(color.median, 2))")
        }
        if let words = picture.vmafWords(clock) { rows.append(words) }
        let missing = picture.unmeasuredCount
        rows.append(
            "\(NumberText.count(picture.scores.count - missing, "frame")) compared"
                + (missing > 0 ? ", \(missing) not" : "")
                + ", \(picture.width)x\(picture.height) at \(picture.frameRate); limits: "
                + CleanText.plain(picture.limits.origin))
        return rows.map { Row(label: "Picture", text: $0) }
    }

    private func soundRows(_ report: VerificationReport) -> [Row] {
        guard let sound = report.sound else { return [Row(label: "Sound", text: "not compared")] }
        var rows: [String] = []
        if sound.lagMilliseconds == nil && sound.referenceLoudnessLUFS == nil && sound.exportLoudnessLUFS == nil {
            rows.append("silent")
        } else {
            rows.append(
                "lag \(NumberText.signed(sound.lagMilliseconds, 1)) ms (correlation "
                    + "\(NumberText.fixed(sound.correlation, 3))); loudness "
                    + "\(NumberText.fixed(sound.exportLoudnessLUFS, 1)) LUFS, reference "
                    + "\(NumberText.fixed(sound.referenceLoudnessLUFS, 1)); true peak "
                    + "\(NumberText.fixed(sound.exportTruePeakDBTP, 1)) dBTP")
        }
        let names = sound.stems.map { CleanText.plain($0.name).count }.max() ?? 0
        rows += sound.stems.map { stem in
            let gain = stem.gain <= -119.5 ? "missing" : "\(NumberText.decibels(stem.gain, signed: true)) dB"
            let lag = stem.lagMilliseconds.flatMap { abs($0) < 1 ? nil : ", \(NumberText.signed($0, 1)) ms" } ?? ""
            return padded(CleanText.plain(stem.name), to: names)
                + "  \(gain)\(lag), \(NumberText.fixed(stem.seconds.lowerBound, 1))–"
                + "\(NumberText.fixed(stem.seconds.upperBound, 1)) s, \(CleanText.plain(stem.pointer))"
        }
        return rows.map { Row(label: "Sound", text: $0) }
    }

    // MARK: Layout

    private func colored(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    /// Words after a head, continued under the first word; words longer than a line stay whole.
    private func wrapped(_ head: String, _ text: String, indent: Int? = nil) -> [String] {
        guard let width else { return [trimmed(head + text)] }
        let indent = indent ?? head.count
        let room = max(20, width - indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty && line.count + 1 + word.count > room {
                lines.append(line)
                line = String(word)
            } else {
                line += lines.isEmpty && line.isEmpty ? String(word) : " \(word)"
            }
        }
        lines.append(line)
        let margin = String(repeating: " ", count: indent)
        return lines.enumerated().map { trimmed(($0 == 0 ? head : margin) + $1) }
    }
}
