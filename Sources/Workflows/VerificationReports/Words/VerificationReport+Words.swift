import Diagnostics
package import OutputVerification
import ReportFormats

extension VerificationReport {
    /// How many deviations make the export a different film.
    package var failureCount: Int { deviations.filter { $0.severity == .failure }.count }
    /// How many deviations are only worth a look.
    package var warningCount: Int { deviations.count - failureCount }

    var clock: FrameClock { FrameClock(frameRate) }

    /// "3 failures, 1 warning"; empty where there is neither.
    var countText: String {
        var parts: [String] = []
        if failureCount > 0 { parts.append(NumberText.count(failureCount, "failure")) }
        if warningCount > 0 { parts.append(NumberText.count(warningCount, "warning")) }
        return parts.joined(separator: ", ")
    }

    /// The verdict in one line, without control characters.
    package var verdictLine: String {
        let counts = countText.isEmpty ? "" : " (\(countText))"
        let (export, reference) = (CleanText.plain(export), CleanText.plain(reference))
        return isSame
            ? "SAME: \(export) is what \(reference) says\(counts)"
            : "DIFFERENT: \(export) is not what \(reference) says\(counts)"
    }

    /// The report with a failure for each thing that was not measured and of which no failure tells yet.
    ///
    /// Every writer begins with it; the one who decides about the exit code should, too.
    package var countingUnmeasured: VerificationReport {
        var added: [Deviation] = []
        func isSilent(_ areas: Set<Deviation.Area>) -> Bool {
            !deviations.contains { $0.severity == .failure && areas.contains($0.area) }
        }
        if facts.isEmpty && isSilent([.file]) {
            added.append(Deviation(.fileNotRead, .file, "The facts of the file could not be read."))
        }
        if let picture {
            let missing = picture.scores.filter { $0.exportFrame == nil }
            if let first = missing.first, let last = missing.last, isSilent([.timing, .picture]) {
                added.append(
                    Deviation(
                        .framesNotCompared, .picture,
                        "\(NumberText.count(missing.count, "frame")) could not be compared.",
                        frames: first.frame..<max(first.frame, last.frame) + 1))
            } else if picture.scores.isEmpty && isSilent([.timing, .picture]) {
                added.append(Deviation(.pictureNotCompared, .picture, "No frame was compared."))
            }
        } else if isSilent([.timing, .picture]) {
            added.append(Deviation(.pictureNotCompared, .picture, "The pictures could not be compared."))
        }
        if case .unmeasured(let reason) = picture?.vmaf, !deviations.contains(where: { $0.code == .vmafUnmeasured }) {
            added.append(Deviation(.vmafUnmeasured, .picture, "VMAF could not be measured: \(reason)."))
        }
        if sound == nil && isSilent([.sound]) {
            added.append(Deviation(.soundNotCompared, .sound, "The sounds could not be compared."))
        }
        guard !added.isEmpty else { return self }
        return VerificationReport(
            export: export, reference: reference, title: title, frameRate: frameRate, facts: facts, picture: picture,
            sound: sound,
            deviations: deviations + added, seconds: seconds)
    }
}

extension Deviation.Area {
    /// The area as a heading.
    var heading: String {
        switch self {
        case .file: "File"
        case .timing: "Timing"
        case .picture: "Picture"
        case .text: "Text"
        case .sound: "Sound"
        }
    }
}
