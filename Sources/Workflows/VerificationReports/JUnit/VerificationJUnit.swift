import Diagnostics
import Foundation
package import OutputVerification

/// `verify --junit`: the report as JUnit XML for CI.
///
/// A suite for each area. A test case for each fact that is right, for each code that was found, and one that says
/// whether the area was measured at all. Failures fail their case; warnings are told in its `system-out`.
package enum VerificationJUnit {
    private struct Case {
        var name: String
        var failure: (message: String, body: String)?
        var note: String?
    }

    /// The report as an XML document.
    package static func text(of report: VerificationReport) -> String {
        let report = report.countingUnmeasured
        let suites = Deviation.Area.allCases.map { (area: $0, cases: cases(of: $0, in: report)) }
        let tests = suites.reduce(0) { $0 + $1.cases.count }
        let failures = suites.reduce(0) { $0 + failed($1.cases) }
        let time = String(format: "%.3f", report.seconds.isFinite ? report.seconds : 0)
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites name=\"workprint verify\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" "
                + "skipped=\"0\" time=\"\(time)\">",
        ]
        for (area, cases) in suites {
            lines.append(
                "  <testsuite name=\"\(area.rawValue)\" tests=\"\(cases.count)\" failures=\"\(failed(cases))\" "
                    + "errors=\"0\" skipped=\"0\">")
            lines += cases.flatMap { Self.lines(of: $0, area: area, export: report.export) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func failed(_ cases: [Case]) -> Int { cases.filter { $0.failure != nil }.count }

    private static func lines(of item: Case, area: Deviation.Area, export: String) -> [String] {
        let head =
            "    <testcase classname=\"workprint.\(area.rawValue)\" name=\"\(CleanText.markup(item.name))\" "
            + "file=\"\(CleanText.markup(export))\""
        guard item.failure != nil || item.note != nil else { return [head + "/>"] }
        var lines = [head + ">"]
        if let failure = item.failure {
            lines.append(
                "      <failure type=\"\(CleanText.markup(item.name))\" message=\"\(CleanText.markup(failure.message))\">"
                    + markupLines(failure.body) + "</failure>")
        }
        if let note = item.note { lines.append("      <system-out>\(markupLines(note))</system-out>") }
        return lines + ["    </testcase>"]
    }

    private static func markupLines(_ text: String) -> String {
        text.split(separator: "\n").map { CleanText.markup(String($0)) }.joined(separator: "\n")
    }

    private static func cases(of area: Deviation.Area, in report: VerificationReport) -> [Case] {
        let deviations = report.deviations.filter { $0.area == area }
        var cases = [measured(area, in: report)]
        if area == .file {
            let told = Set(report.deviations.map(\.code))
            for fact in report.facts {
                guard let code = fact.deviation else {
                    cases.append(Case(name: fact.name, note: "\(fact.name): \(CleanText.plain(fact.found))"))
                    continue
                }
                // A wrong fact fails through its deviation; without one it fails by itself.
                guard !told.contains(code) else { continue }
                let sentence = "\(fact.name) is \(fact.found), not \(fact.expected ?? "what it should be")"
                cases.append(Case(name: code.rawValue, failure: (sentence, CleanText.plain(sentence))))
            }
        }
        if area == .picture, case .measured = report.picture?.vmaf, let words = report.picture?.vmafWords(report.clock)
        {
            cases.append(Case(name: "vmaf", note: words))
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
                Case(
                    name: code.rawValue, failure: failure,
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
        return Case(name: "measured", failure: isMeasured ? nil : (what, what))
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
