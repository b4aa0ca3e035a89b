package import TimelineModel

/// A medium that a draft names, whether it can be used or not.
package struct DraftSource: Sendable {
    /// The file as the draft first names it.
    package var name: String
    /// Absolute path of the file; nil where none was found.
    package var path: String?
    /// What is in it; nil where it cannot be used.
    package var facts: AssetFacts?
    /// JSON Pointers of every place that names it, in the order of the draft.
    package var pointers: [String]
}

/// The media that a draft names, in the order of their first use.
struct SourceRegister {
    private(set) var sources: [DraftSource] = []
    private var places: [String: Int] = [:]

    /// Notes one use of a medium. Names that lead to the same file are the same source.
    mutating func note(_ name: String, path: String?, facts: AssetFacts?, at pointer: String) {
        // No path holds a zero, so a name that was not found cannot be taken for one.
        let key = path ?? "\0" + name
        if let place = places[key] {
            if sources[place].pointers.last != pointer { sources[place].pointers.append(pointer) }
        } else {
            places[key] = sources.count
            sources.append(DraftSource(name: name, path: path, facts: facts, pointers: [pointer]))
        }
    }
}
