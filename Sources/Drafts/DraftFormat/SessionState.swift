/// A draft with what stands beside it in a session state.
package struct SessionState {
    /// The draft.
    let draft: Field
    /// The objects around the draft, the innermost first; empty for a draft on its own.
    private let surroundings: [JSONValue]

    /// Where a session state holds its draft.
    static let paths = [
        ["data", "state", "draft"], ["state", "draft"], ["draft"], ["project", "timeline_draft"],
    ]

    /// Finds the draft in a file's value: the value itself where it has tracks, else the draft of a session state.
    init(_ root: JSONValue) {
        if root["t"] == nil, root["tracks"] == nil {
            for path in Self.paths {
                if let found = Self.follow(path, from: root) {
                    draft = Field(value: found.value, pointer: .draft)
                    surroundings = found.surroundings
                    return
                }
            }
        }
        draft = Field(value: root, pointer: .draft)
        surroundings = []
    }

    /// The names that lead from a file's value to its draft; none for a draft on its own.
    package static func path(toDraftIn root: JSONTree) -> [String] {
        if root["t"] != nil || root["tracks"] != nil { return [] }
        return paths.first { path in
            let found = path.reduce(root) { $0?[$1] }
            return found != nil && found != .null
        } ?? []
    }

    private static func follow(
        _ path: [String], from root: JSONValue
    ) -> (value: JSONValue, surroundings: [JSONValue])? {
        var value = root
        var surroundings: [JSONValue] = []
        for name in path {
            guard let next = value[name], !next.isNull else { return nil }
            surroundings.insert(value, at: 0)
            value = next
        }
        return (value, surroundings)
    }

    /// A value that stands beside the draft, as though it stood in it; nil where there is none or it is null.
    func neighbor(_ name: String) -> Field? {
        for object in surroundings {
            if let value = object[name], !value.isNull { return Field(value: value, pointer: .member(.draft, name)) }
        }
        return nil
    }
}
