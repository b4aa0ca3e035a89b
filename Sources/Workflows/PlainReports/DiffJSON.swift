package import DraftWriting

/// `diff --json`.
package enum DiffJSON {
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

    package static func text(old: String, new: String, changes: [DraftChange]) throws -> String {
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
