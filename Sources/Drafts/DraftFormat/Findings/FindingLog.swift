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
    private var objects: [ObjectReader] = []
    private var unused: [(field: Field, kinds: [ValueKind])] = []
    /// How many errors were noted.
    private(set) var errorCount = 0

    /// Notes something that keeps the draft from being rendered, with the way out where there is one only.
    func error(
        _ code: DiagnosticCode, at field: Field, _ message: @autoclosure () -> String,
        remedy: @autoclosure () -> Remedy? = nil
    ) {
        add(code, .error, field, message, remedy)
    }

    /// Notes something that does not keep the draft from being rendered, with the way out where there is one only.
    func warning(
        _ code: DiagnosticCode, at field: Field, _ message: @autoclosure () -> String,
        remedy: @autoclosure () -> Remedy? = nil
    ) {
        add(code, .warning, field, message, remedy)
    }

    private func add(
        _ code: DiagnosticCode, _ severity: Finding.Severity, _ field: Field, _ message: () -> String,
        _ remedy: () -> Remedy?
    ) {
        if severity == .error { errorCount += 1 }
        guard entries.count < DraftLimits.findingCount else {
            isFull = true
            return
        }
        let finding = Finding(
            code: code, severity: severity, pointer: field.pointer.description, message: message(),
            remedy: remedy())
        entries.append(Entry(finding: finding, offset: field.value.offset))
    }

    /// Remembers an object whose values must be checked even where nothing asks for them.
    func note(_ object: ObjectReader) { objects.append(object) }

    /// Remembers a value that has no effect where it stands, with what it may be where it has one.
    func note(unused field: Field, _ kinds: [ValueKind]) { unused.append((field, kinds)) }

    /// Gives away what was noted since the last time: values that nothing has asked for, and values without an effect.
    func takeUnchecked() -> (unread: [(field: Field, kind: ValueKind)], unused: [(field: Field, kinds: [ValueKind])]) {
        defer { (objects, unused) = ([], []) }
        return (objects.flatMap(\.unread).map { ($0.field, $0.kind) }, unused)
    }

    /// The findings in the order of the draft's text, with warnings as errors where checking is strict.
    func findings(isStrict: Bool) -> [Finding] {
        // Enumerating keeps the order of findings at one place; the standard sort is not promised to be stable.
        var findings = entries.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element.finding)
        // A value that stands for two things is read twice and told once.
        findings = zip(findings.indices, findings).filter { $0 == 0 || findings[$0 - 1] != $1 }.map(\.1)
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
