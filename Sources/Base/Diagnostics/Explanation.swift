/// What a code means and what can be done.
package struct Explanation: Sendable, Hashable {
    /// How bad what stands under a code is.
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The draft, a source or the run cannot do.
        case error
        /// An export is not what it should be.
        case failure
        /// It works, perhaps not as meant.
        case warning
        /// Good to know.
        case note
    }

    /// The code that is explained.
    package let code: DiagnosticCode
    /// How bad it usually is. Where a milder or stricter case has the same code, the finding itself says so.
    package let severity: Severity
    /// What it means: a paragraph.
    package let meaning: String
    /// What can be done: a sentence or two.
    package let wayOut: String

    init(_ code: DiagnosticCode, _ severity: Severity, means meaning: String, wayOut: String) {
        self.code = code
        self.severity = severity
        self.meaning = meaning
        self.wayOut = wayOut
    }
}

extension DiagnosticArea {
    /// The explanations of its codes, in the order in which they are listed.
    package var explanations: [Explanation] {
        switch self {
        case .draft: Explanation.draft
        case .asset: Explanation.asset
        case .text: Explanation.text
        case .platform: Explanation.platform
        case .render: Explanation.render
        case .source: Explanation.source
        case .verifyFile: Explanation.verifyFile
        case .verifyTiming: Explanation.verifyTiming
        case .verifyPicture: Explanation.verifyPicture
        case .verifyText: Explanation.verifyText
        case .verifySound: Explanation.verifySound
        case .program: Explanation.program
        }
    }
}

extension DiagnosticCode {
    private typealias Entry = (area: DiagnosticArea, explanation: Explanation)

    private static let entries: [DiagnosticCode: Entry] = {
        let all = DiagnosticArea.allCases.flatMap { area in area.explanations.map { (area, $0) } }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.1.code, $0) })
    }()

    private var entry: Entry {
        guard let entry = Self.entries[self] else { preconditionFailure("\(self) is not explained") }
        return entry
    }

    /// What it means and what can be done.
    package var explanation: Explanation { entry.explanation }

    /// What it is about.
    package var area: DiagnosticArea { entry.area }
}
