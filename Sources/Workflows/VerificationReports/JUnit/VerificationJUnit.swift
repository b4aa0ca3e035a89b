import Diagnostics
import Foundation
package import OutputVerification
import ReportFormats

/// `verify --junit`: the report as JUnit XML for CI.
///
/// A suite for each area. A test case for each fact that is right, for each code that was found, and one that says
/// whether the area was measured at all. Failures fail their case; warnings are told in its `system-out`.
package enum VerificationJUnit {
    private typealias Case = JUnitSuite.Case

    /// The report as an XML document.
    package static func text(of report: VerificationReport) -> String {
        let report = report.countingUnmeasured
        let suites = Deviation.Area.allCases.map { area in
            JUnitSuite(name: area.rawValue, cases: cases(of: area, in: report))
        }
        return JUnitSuite.document(name: "workprint verify", suites, seconds: report.seconds)
    }

    private static func item(
        _ area: Deviation.Area, _ name: String, _ report: VerificationReport,
        failure: (message: String, body: String)? = nil, note: String? = nil
    ) -> Case {
        Case(
            className: "workprint.\(area.rawValue)", name: name, file: report.export,
            problem: failure.map { .failure(type: name, message: $0.message, body: $0.body) }, note: note)
    }

    private static func cases(of area: Deviation.Area, in report: VerificationReport) -> [Case] {
        let deviations = report.deviations.filter { $0.area == area }
        var cases = [measured(area, in: report)]
        if area == .file {
            let told = Set(report.deviations.map(\.code))
            for fact in report.facts {
                guard let code = fact.deviation else {
                    cases.append(item(area, fact.name, report, note: "\(fact.name): \(CleanText.plain(fact.found))"))
                    continue
                }
                // A wrong fact fails through its deviation; without one it fails by itself.
                guard !told.contains(code) else { continue }
                let sentence = "\(fact.name) is \(fact.found), not \(fact.expected ?? "what it should be")"
                cases.append(item(area, code.rawValue, report, failure: (sentence, CleanText.plain(sentence))))
            }
        }
        if area == .picture, case .measured = report.picture?.vmaf, let words = report.picture?.vmafWords(report.clock)
        {
            cases.append(item(area, "vmaf", report, note: words))
        }
        var codes: [DiagnosticCode] = []
        for deviation in deviations where !codes.contains(deviation.code) { codes.append(deviation.code) }
        for code in codes {
            let all = deviations.filter { $0.code == code }
            let failures = all.filter { $0.severity == .failure }
            let warnings = all.filter { $0.severity == .warning }.map { line(of: $0, clock: report.clock) }
            var failure: (String, String)?
            if let first = failures.first {
                let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
                let body = failures.map { line(of: $0, clock: report.clock) }.joined(separator: "\n")
                failure = (first.message + more, body)
            }
            cases.append(
                item(
                    area, code.rawValue, report, failure: failure,
                    note: warnings.isEmpty ? nil : warnings.joined(separator: "\n")))
        }
        return cases
    }

    /// Whether the area was measured; what was not counts as failed.
    private static func measured(_ area: Deviation.Area, in report: VerificationReport) -> Case {
        let isMeasured: Bool
        let what: String
        switch area {
        case .file:
            (isMeasured, what) = (!report.facts.isEmpty, "the facts of the file were not read")
        case .timing, .picture, .text:
            let scores = report.picture?.scores ?? []
            isMeasured = !scores.isEmpty && (area != .picture || scores.allSatisfy { $0.exportFrame != nil })
            let missing = report.picture?.unmeasuredCount ?? 0
            what =
                scores.isEmpty
                ? "no frame was compared" : "\(NumberText.count(missing, "frame")) could not be compared"
        case .sound:
            (isMeasured, what) = (report.sound != nil, "the sounds were not compared")
        }
        return item(area, "measured", report, failure: isMeasured ? nil : (what, what))
    }

    private static func line(of deviation: Deviation, clock: FrameClock) -> String {
        var parts = [deviation.severity.rawValue]
        if let frames = deviation.frames { parts.append(clock.text(frames)) }
        parts.append(CleanText.plain(deviation.message))
        if let measured = deviation.measured {
            let limit = deviation.limit.map { ", limit \(NumberText.measured($0))" } ?? ""
            parts.append("measured \(NumberText.measured(measured))\(limit)")
        }
        if !deviation.pointers.isEmpty {
            parts.append("look at " + deviation.pointers.map(CleanText.plain).joined(separator: " "))
        }
        return parts.joined(separator: " | ")
    }
}
