/// The draft format as a JSON Schema (draft 2020-12), made from the same key tables that the reader goes by.
///
/// It takes everything that the reader takes without an error, in every spelling, and refuses what can be told from the
/// JSON alone: missing keys, wrong types, values out of range. Sources, overlaps, rising times and the like are beyond a
/// schema, and so is the range of a decimal number in a string; `check` finds those, and what stands beside the draft in a
/// session state is not looked at. It is stricter in one thing: a value that the reader passes over, since another spelling
/// of the same key is used or since it means nothing for the source, must be right too.
package enum DraftSchema {
    /// The dialect.
    static let dialect = "https://json-schema.org/draft/2020-12/schema"

    /// The whole schema.
    package static var schema: JSONTree {
        var writer = SchemaWriter()
        let draft = writer.reference(to: .draft)
        var choice = draft
        // The places of a session state, the likeliest first; the reader takes the first one that holds something.
        for path in SessionState.paths.reversed() {
            choice = ["if": holds(path), "then": value(draft, at: path), "else": choice]
        }
        let isDraft: JSONTree = [
            "anyOf": .array(KeyTable.draft.key(named: .t)?.spellings.map { ["required": [.string($0)]] } ?? [])
        ]
        return .object(
            [
                .init("$schema", .string(dialect)), .init("title", "Workprint draft"),
                .init(
                    "description",
                    "A timeline of pictures, sounds and texts, or a session state that holds one. Unknown keys have no effect."
                ),
                .init("type", "object"), .init("if", isDraft), .init("then", draft), .init("else", choice),
            ] + [.init("$defs", .object(writer.definitions))])
    }

    /// An object that has something else than null at the end of a path.
    private static func holds(_ path: [String]) -> JSONTree {
        value(["not": ["type": "null"]], at: path)
    }

    private static func value(_ schema: JSONTree, at path: [String]) -> JSONTree {
        path.reversed().reduce(schema) { inner, name in
            ["type": "object", "required": [.string(name)], "properties": .object([.init(name, inner)])]
        }
    }
}
