import DraftFormat
public import Foundation

/// A draft that can be read, changed and written: typed where the format is, and whole in all else.
///
/// ```swift
/// var document = try DraftDocument(data: data)
/// document.tracks[0].segments[2].opacity = 0.5
/// try document.data.write(to: url)
/// ```
/// Unknown keys, the order of keys, their spelling and the digits of numbers stay as they are; only the white space is this
/// library's own. A document is not checked: that is what `Draft` does.
public struct DraftDocument: Hashable, Sendable {
    /// All that the file holds: the draft, or the session state that it stands in.
    public var root: DraftValue
    /// The names that lead from the root to the draft.
    private let path: [String]

    /// A draft without tracks.
    public init() {
        root = ["v": 1, "t": []]
        path = []
    }

    /// The draft in UTF-8 JSON, which may stand in a session state. Throws where the data is no JSON, or more than a draft
    /// may be.
    public init(data: Data) throws(DraftDocumentError) {
        do throws(JSONProblem) {
            let tree = try JSONTree(parsing: Array(data))
            root = DraftValue(tree)
            path = SessionState.path(toDraftIn: tree)
        } catch {
            throw DraftDocumentError(line: error.line, column: error.column, message: error.message)
        }
    }

    /// The document in UTF-8 JSON with a line end.
    public var data: Data { Data((text + "\n").utf8) }

    /// The document as JSON. What fits on a line of 118 characters stands on one.
    public var text: String { root.tree.text }

    /// The draft itself, for keys that have no type here.
    public var object: DraftObject {
        get { body.object }
        set { body.object = newValue }
    }

    /// The draft within the root.
    var body: DraftBody {
        get { DraftBody(value: path.reduce(root) { $0.object?[$1] ?? .null }) }
        set { Self.set(newValue.value, at: path[...], in: &root) }
    }

    private static func set(_ value: DraftValue, at path: ArraySlice<String>, in root: inout DraftValue) {
        guard let name = path.first else {
            root = value
            return
        }
        var object = root.object ?? DraftObject()
        var inner = object[name] ?? .null
        set(value, at: path.dropFirst(), in: &inner)
        object[name] = inner
        root = .object(object)
    }
}

/// Why a text is no document.
public struct DraftDocumentError: Error, Hashable, Sendable {
    /// The line, counted from 1.
    public let line: Int
    /// The column, counted from 1.
    public let column: Int
    /// What was found there and what would be right.
    public let message: String
}

extension DraftDocumentError: LocalizedError {
    /// Where it is and what is wrong.
    public var errorDescription: String? { "line \(line), column \(column): \(message)" }
}
