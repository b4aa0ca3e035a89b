import Diagnostics
import DraftFormat
package import DraftLoading
import MediaIO
import MediaTiming
import StillImages
import TimelineModel

/// Looks into the sources of a draft and says what the renderer makes of them.
package enum SourceDoctor {
    /// A report for each medium that the draft names, in the order of their first use; also for those that are missing
    /// or damaged. Reads each file's packets once and decodes at most one frame of it.
    package static func reports(on draft: LoadedDraft) -> [SourceReport] {
        var findings: [String: [Finding]] = [:]
        for finding in draft.findings { findings[finding.pointer, default: []].append(finding) }
        let uses = draft.sketch.map { UseNotes(timeline: $0, findings: findings) }
        return draft.sources.map { report(on: $0, uses: uses, findings: findings) }
    }

    private static func report(
        on source: DraftSource, uses: UseNotes?, findings: [String: [Finding]]
    ) -> SourceReport {
        var report = SourceReport(
            name: source.name, path: source.path, pointers: source.pointers, facts: source.facts, notes: [])
        // What is wrong with a file is the same wherever it is named.
        let own = source.pointers.lazy.compactMap { pointer in
            findings[pointer]?.filter { $0.code.area == .asset }
        }.first { !$0.isEmpty }
        report.notes += (own ?? []).map { finding in
            SourceNote(finding.code, finding.message, isError: finding.severity == .error)
        }
        if let path = source.path, let facts = source.facts {
            do throws(AssetProblem) {
                let details = try details(path, facts)
                report.details = details
                if facts.kind == .video || facts.kind == .animation, let picture = facts.picture {
                    report.cadence = FrameCadence(of: picture.frameTimes, tick: details.picture?.tick)
                }
                report.notes += PictureNotes(facts: facts, details: details, cadence: report.cadence).notes
                report.notes += SoundNotes(facts: facts, details: details).notes
            } catch {
                report.notes.append(SourceNote(error.code, error.message, isError: true))
            }
        }
        if let path = source.path, let uses { report.notes += uses.notes(onFileAt: path, report) }
        return report
    }

    private static func details(_ path: String, _ facts: AssetFacts) throws(AssetProblem) -> SourceDetails {
        StillFormat(rawValue: facts.format) == nil
            ? try MediaProbe.details(ofFileAt: path) : try StillImages.details(path: path)
    }
}

/// A number in a sentence: at most two decimals, none that say nothing.
func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
