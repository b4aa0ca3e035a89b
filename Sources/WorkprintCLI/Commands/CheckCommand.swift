import ArgumentParser
import Foundation
import RenderPipeline
import TimelineModel

/// `workprint check`: everything that is wrong with a draft.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with a draft and its sources.",
        discussion: """
            Examples:
              workprint check draft.json
              workprint check draft.json --strict --assets media
              workprint check draft.json --json | jq '.findings[].code'

            Every source is decoded from its first to its last frame, so damage inside a file is found too; --quick \
            leaves that out. Exit code 0: it can be rendered; 1: it has errors (with --strict, or warnings); 2: it \
            cannot be read.
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @Flag(help: "Do not decode the sources, only look at their structure.")
    var quick = false

    func run() throws {
        StallMonitor.start()
        var draft = try input.load()
        if !quick, let timeline = draft.timeline {
            draft.findings += SourceVerification.findings(for: timeline)
        }
        let errors = draft.errors.count
        let warnings = draft.findings.count - errors
        if json {
            print(try CheckJSON.text(draft: input.draft, findings: draft.findings))
        } else {
            for finding in draft.findings { print(finding) }
            if draft.findings.isEmpty {
                print("\(input.draft): no findings")
            } else {
                print("\(input.draft): \(count(errors, "error")), \(count(warnings, "warning"))")
            }
        }
        if errors > 0 { throw CommandFailure(.answerIsNo, []) }
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
