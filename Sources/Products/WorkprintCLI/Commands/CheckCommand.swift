public import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint check`: everything that is wrong with a draft.
struct CheckCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with a draft and its sources.",
        discussion: """
            Examples:
              workprint check draft.json
              workprint check draft.json --strict --assets media
              workprint check draft.json --for reels
              workprint check draft.json --json | jq '.findings[].code'
              workprint check draft.json --fix mended.json

            Every source is decoded from its first to its last frame, so damage inside a file is found too; --quick \
            leaves that out. With --for, frames are painted and the sound is mixed too, and what does not suit the \
            platform is a warning: texts under its buttons, cut, too small, too faint or too quick; black, frozen and \
            silent stretches; loudness, shape and length. --fix writes a copy in which everything is mended that has \
            exactly one way out – misspelled keys, times in seconds, slips of a few milliseconds, near names of files – \
            and checks that. Exit code 0: it can be rendered; 1: it has errors (with --strict, or warnings); 2: it \
            cannot be read.
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @Flag(help: "Do not decode the sources, only look at their structure.")
    var quick = false

    @Option(name: .customLong("for"), help: "Also check what a platform minds.")
    var platform: TargetPlatform?

    @Option(help: ArgumentHelp("Write a mended copy of the draft.", valueName: "mended.json"))
    var fix: String?

    @OptionGroup var writing: OutputArguments
    @OptionGroup var progress: ProgressArguments

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [fix].compactMap { $0 } }

    func run() throws {
        let outputs = writing.files(OutputPath("--fix", fix, ending: "json"), takesStandardOutput: false)
        try outputs.check(against: [input.draft])
        StallMonitor.start()
        let line = ProgressLine(style: progress.progress)
        defer { line.clear() }
        line.show(ProgressStep(phaseWord: "reading the draft"))
        var draft = try input.load()
        if let fix {
            try outputs.protect(draft.inputs)
            let mended = try CommandFailure.translating { try draft.mended() }
            try OutputPath.write(mended.data, to: fix)
            draft = draft.replacingText(mended.data)
            line.clear()
            for mend in mended.mends { Terminal.write("mended: \(mend)\n") }
            Terminal.write("\(fix): \(mended.mends.isEmpty ? "there was nothing to mend" : "written")\n")
        }
        let name = fix ?? input.name
        let report = try CommandFailure.translating {
            try draft.check(decodesSources: !quick, platform: platform) { line.show(ProgressStep($0)) }
        }
        line.clear()
        if json {
            print(try report.json(name: name))
        } else {
            for finding in report.findings { print(finding) }
            if report.findings.isEmpty {
                print("\(name): no findings")
            } else {
                print(
                    "\(name): \(count(report.errorCount, "error")), \(count(report.warningCount, "warning"))")
            }
        }
        if report.errorCount > 0 { throw CommandFailure(.answerIsNo, []) }
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}

extension TargetPlatform: ExpressibleByArgument {}

extension ProgressStep {
    /// How far a check is.
    fileprivate init(_ state: CheckState) {
        switch state {
        case .decoding(let source, let finished, let count):
            self.init(phaseWord: "decoding", name: source, finished: finished, count: count)
        case .painting(let finished, let count): self.init(phaseWord: "painting", finished: finished, count: count)
        case .mixing: self.init(phaseWord: "mixing the sound")
        }
    }
}
