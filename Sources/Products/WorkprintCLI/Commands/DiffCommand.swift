import ArgumentParser
import DraftFormat
import DraftLoading
import DraftWriting
import Foundation

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
        let prober = FileProber()
        let changes = DraftDifference.changes(from: try outline(of: old, prober), to: try outline(of: new, prober))
        if json {
            print(try DiffJSON.text(old: old, new: new, changes: changes))
        } else {
            for change in changes { print(change.line) }
        }
        if !changes.isEmpty { throw CommandFailure(.answerIsNo, []) }
    }

    private func outline(of path: String, _ prober: FileProber) throws -> DraftOutline {
        do {
            let url = URL(fileURLWithPath: path).standardizedFileURL
            let folder = assets.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
            return try DraftOutline(
                contentsOf: url.path,
                options: DraftReadingOptions(
                    assetsDirectory: folder, baseDirectory: url.deletingLastPathComponent().path),
                prober: prober)
        } catch {
            throw CommandFailure(.badInput, "error: \(error)")
        }
    }
}

/// `diff --json`.
enum DiffJSON {
    private struct Document: Encodable {
        struct Change: Encodable {
            var kind: String
            var subject: String
            var property: String?
            var before: String?
            var after: String?
            var oldPointer: String?
            var newPointer: String?
            var text: String
        }
        var old: String
        var new: String
        var changes: [Change]
    }

    static func text(old: String, new: String, changes: [DraftChange]) throws -> String {
        try JSONText.of(
            Document(
                old: old, new: new,
                changes: changes.map { change in
                    Document.Change(
                        kind: change.kind.rawValue, subject: change.subject, property: change.property,
                        before: change.before, after: change.after, oldPointer: change.oldPointer,
                        newPointer: change.newPointer, text: change.line)
                }))
    }
}
