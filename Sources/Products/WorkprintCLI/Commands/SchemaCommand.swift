import ArgumentParser
import WorkprintKit

/// `workprint schema`: the draft format for editors and validators.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (2020-12) of drafts, with every spelling.",
        discussion: """
            Examples:
              workprint schema > draft.schema.json
              workprint schema --keys > keys.md
              workprint schema | jq '.["$defs"] | keys'
              workprint check draft.json        (what no schema can tell: sources, overlaps, times that rise)
            """)

    @Flag(help: "Print a page (Markdown) of all keys instead, with an example each.")
    var keys = false

    func run() {
        if keys {
            print(DraftFormatDescription.keyReference, terminator: "")
        } else {
            print(DraftFormatDescription.jsonSchema)
        }
    }
}
