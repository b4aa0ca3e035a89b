import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint diff`: what changed from one draft to another.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say in words what changed from one draft to another.",
        discussion: """
            Examples:
              workprint diff draft.json new.json
              workprint diff draft.json new.json --json | jq '.changes[].text'

            Segments are matched by their identifiers, then by what they show, then by their place. Spelling, order of \
            keys and values that stand for the default are no difference. Exit code 0: no difference; 1: differences; \
            2: one of the two cannot be read.
            """)

    @Argument(help: ArgumentHelp("The draft before.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The draft after.", valueName: "new"))
    var new: String

    @Option(help: ArgumentHelp("Folder in which sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Flag(help: "Print the changes as JSON.")
    var json = false

    func run() throws {
        let assets = assets.map { URL(fileURLWithPath: $0) }
        let comparison = try CommandFailure.translating {
            try DraftComparison(
                from: URL(fileURLWithPath: old), to: URL(fileURLWithPath: new), assets: assets)
        }
        if json {
            print(try comparison.json())
        } else {
            for change in comparison.changes { print(change.text) }
        }
        if !comparison.changes.isEmpty { throw CommandFailure(.answerIsNo, []) }
    }
}
