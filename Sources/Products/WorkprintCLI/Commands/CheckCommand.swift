import ArgumentParser
import DraftFormat
import DraftLoading
import Foundation
import PlatformChecks
import PlatformSurveys
import RenderEngine
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
              workprint check draft.json --for reels
              workprint check draft.json --json | jq '.findings[].code'

            Every source is decoded from its first to its last frame, so damage inside a file is found too; --quick \
            leaves that out. With --for, frames are painted and the sound is mixed too, and what does not suit the \
            platform is a warning: texts under its buttons, cut, too small, too faint or too quick; black, frozen and \
            silent stretches; loudness, shape and length. Exit code 0: it can be rendered; 1: it has errors (with --strict, or warnings); 2: it \
            cannot be read.
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @Flag(help: "Do not decode the sources, only look at their structure.")
    var quick = false

    @Option(name: .customLong("for"), help: "Also check what a platform minds.")
    var platform: Platform?

    func run() throws {
        StallMonitor.start()
        var draft = try input.load()
        if !quick, let timeline = draft.timeline {
            draft.findings += SourceVerification.findings(for: timeline)
        }
        if let platform, draft.errors.isEmpty, let timeline = draft.timeline {
            draft.findings += try findings(for: platform, timeline, output: draft.output)
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

    private func findings(
        for platform: Platform, _ timeline: Timeline, output: OutputRequest
    ) throws -> [Finding] {
        do throws(RenderFailure) {
            return try PlatformInspection(timeline: timeline, output: output).findings(for: platform).map { finding in
                var finding = finding
                if input.strict { finding.severity = .error }
                return finding
            }
        } catch .badInput(let findings) {
            return findings
        } catch {
            throw CommandFailure(error)
        }
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}

extension Platform: ExpressibleByArgument {}
