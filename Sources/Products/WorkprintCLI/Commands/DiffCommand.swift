import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint diff`: what changed from one draft to another.
struct DiffCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say in words what changed from one draft to another.",
        discussion: """
            Examples:
              workprint diff draft.json new.json
              workprint diff draft.json new.json --json | jq '.changes[].text'
              git show HEAD:draft.json | workprint diff - draft.json

            Segments are matched by their identifiers, then by what they show, then by their place. Spelling, order of \
            keys and values that stand for the default are no difference. Exit code 0: no difference; 1: differences; \
            2: one of the two cannot be read.
            """)

    @Argument(help: ArgumentHelp("The draft before; - for standard input.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The draft after; - for standard input.", valueName: "new"))
    var new: String

    @Option(help: ArgumentHelp("Folder in which sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Flag(help: "Print the changes as JSON.")
    var json = false

    @OptionGroup var confining: SandboxArguments

    func run() throws {
        let assets = try DraftArguments.folder(assets)
        guard old != DraftArguments.standardInput || new != DraftArguments.standardInput else {
            throw CommandFailure(.badUsage, "error: only one of the two drafts can come from standard input")
        }
        let comparison = try CommandFailure.translating {
            try DraftComparison(from: Self.url(old), to: Self.url(new), assets: assets)
        }
        if json {
            print(try comparison.json())
        } else {
            for change in comparison.changes { print(change.text) }
        }
        if !comparison.changes.isEmpty { throw CommandFailure(.answerIsNo, []) }
    }

    private static func url(_ path: String) -> URL {
        URL(fileURLWithPath: path == DraftArguments.standardInput ? "/dev/stdin" : path)
    }
}
