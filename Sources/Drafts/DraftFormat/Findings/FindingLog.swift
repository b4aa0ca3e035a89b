import Diagnostics
import TimelineModel

/// Gathers the findings of one check.
final class FindingLog {
    private struct Entry {
        let finding: Finding
        let offset: Int32
    }

    private var entries: [Entry] = []
    private var isFull = false
    /// How many errors were noted.
    private(set) var errorCount = 0

    /// Notes something that keeps the draft from being rendered.
    func error(_ code: DiagnosticCode, at field: Field, _ message: @autoclosure () -> String) {
        add(code, .error, field, message)
    }

    /// Notes something that does not keep the draft from being rendered.
    func warning(_ code: DiagnosticCode, at field: Field, _ message: @autoclosure () -> String) {
        add(code, .warning, field, message)
    }

    private func add(_ code: DiagnosticCode, _ severity: Finding.Severity, _ field: Field, _ message: () -> String) {
        if severity == .error { errorCount += 1 }
        guard entries.count < DraftLimits.findingCount else {
            isFull = true
            return
        }
        let finding = Finding(
            code: code, severity: severity, pointer: field.pointer.description, message: message())
        entries.append(Entry(finding: finding, offset: field.value.offset))
    }

    /// The findings in the order of the draft's text, with warnings as errors where checking is strict.
    func findings(isStrict: Bool) -> [Finding] {
        // Enumerating keeps the order of findings at one place; the standard sort is not promised to be stable.
        var findings = entries.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element.finding)
        if isFull {
            findings.append(
                Finding(
                    code: .draftTooLarge, severity: .error, pointer: "",
                    message: "has more than \(grouped(DraftLimits.findingCount)) findings; the others are not listed"))
        }
        guard isStrict else { return findings }
        return findings.map { finding in
            var finding = finding
            finding.severity = .error
            return finding
        }
    }
}
