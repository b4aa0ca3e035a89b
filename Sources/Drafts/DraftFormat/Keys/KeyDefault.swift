/// What holds where a key is not given.
enum KeyDefault: Sendable {
    /// A value that may as well be written there, as JSON.
    case value(String)
    /// Something that hangs on the rest of the draft, in words.
    case words(String)

    /// The value as it would stand in a draft; nil for words.
    var json: JSONValue? {
        guard case .value(let text) = self else { return nil }
        return try? JSONParser.parse(Array(text.utf8))
    }
}

extension KeyDefault: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .value(value) }
}
