import ArgumentParser
import Diagnostics
import Foundation
import PlainReports

/// `workprint explain`: what a code means.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a code means and what can be done; without one, list them all.",
        discussion: """
            Examples:
              workprint explain segment-overlap
              workprint explain sound-late picture-shifted
              workprint explain
              workprint explain --json | jq -r '.codes[].code'

            Everything that check, inspect, render and verify find has a code, and each code means one thing. Exit code \
            3: there is no such code; the nearest ones are named.
            """)

    @Argument(help: ArgumentHelp("The codes to explain; all where none is named.", valueName: "code"))
    var codes: [String] = []

    @Flag(help: "Print the explanations as JSON.")
    var json = false

    @Flag(help: ArgumentHelp("Print docs/codes.md.", visibility: .private))
    var markdown = false

    func run() throws {
        let chosen = try codes.map(Self.code)
        if markdown {
            print(CodeReference.markdown, terminator: "")
        } else if json {
            print(try ExplainJSON.text(of: chosen.isEmpty ? DiagnosticCode.allCases : chosen))
        } else if chosen.isEmpty {
            print(ExplainText.list)
        } else {
            print(chosen.map(ExplainText.paragraphs).joined(separator: "\n\n"))
        }
    }

    private static func code(_ word: String) throws -> DiagnosticCode {
        if let code = DiagnosticCode(rawValue: word) { return code }
        let near = DiagnosticCode.nearest(to: word).map(\.rawValue)
        let way =
            near.isEmpty
            ? "workprint explain lists them all"
            : "the nearest \(near.count == 1 ? "is" : "are") " + near.joined(separator: ", ")
        throw CommandFailure(.badUsage, "error: \(word): there is no such code; \(way)")
    }
}

/// `explain` for people.
enum ExplainText {
    private static let width = 100

    /// What one code means.
    static func paragraphs(of code: DiagnosticCode) -> String {
        let explanation = code.explanation
        return
            (["\(code) (\(explanation.severity.rawValue), \(code.area.rawValue))", ""]
            + wrapped(explanation.meaning) + [""] + wrapped("What to do: " + explanation.wayOut)).joined(
                separator: "\n")
    }

    /// All codes with the first sentence of what they mean, by area.
    static var list: String {
        DiagnosticArea.allCases.map { area in
            let widest = area.explanations.map(\.code.rawValue.count).max() ?? 0
            return
                ([area.title.uppercased()]
                + area.explanations.map { explanation in
                    let code = explanation.code.rawValue
                    return "  \(code)\(String(repeating: " ", count: widest - code.count))  "
                        + "\(mark(explanation.severity))  \(firstSentence(explanation.meaning))"
                }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func mark(_ severity: Explanation.Severity) -> String {
        severity.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)
    }

    private static func firstSentence(_ text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text }
        return text[..<end.lowerBound] + "."
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

/// `explain --json`.
enum ExplainJSON {
    private struct Document: Encodable {
        struct Code: Encodable {
            var code: String
            var area: String
            var severity: String
            var meaning: String
            var wayOut: String
        }
        var codes: [Code]
    }

    static func text(of codes: [DiagnosticCode]) throws -> String {
        try JSONText.of(
            Document(
                codes: codes.map { code in
                    let explanation = code.explanation
                    return Document.Code(
                        code: code.rawValue, area: code.area.rawValue, severity: explanation.severity.rawValue,
                        meaning: explanation.meaning, wayOut: explanation.wayOut)
                }))
    }
}
