/// A JSON value with its place in the text. Numbers keep their digits, objects the order of their members.
struct JSONValue: Sendable {
    /// What a value is.
    enum Content: Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// A number, as it is written.
        case number(DecimalNumber)
        /// A string, unescaped.
        case string(String)
        /// An array.
        case array([JSONValue])
        /// An object, in the order of the text, without two members of the same name.
        case object([JSONMember])
    }

    /// What the value is.
    let content: Content
    /// Where it begins, in bytes from the start of the text.
    let offset: Int32

    /// Whether the value is `null`.
    var isNull: Bool {
        if case .null = content { return true }
        return false
    }

    /// The members of an object, or nil for anything else.
    var members: [JSONMember]? {
        if case .object(let members) = content { return members }
        return nil
    }

    /// The elements of an array, or nil for anything else.
    var elements: [JSONValue]? {
        if case .array(let elements) = content { return elements }
        return nil
    }

    /// The characters of a string, or nil for anything else.
    var string: String? {
        if case .string(let string) = content { return string }
        return nil
    }

    /// The member of an object with a name, or nil where there is none.
    subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }
}

/// A name and its value in an object.
struct JSONMember: Sendable {
    /// The name, unescaped.
    let name: String
    /// Where the name begins, in bytes from the start of the text.
    let offset: Int32
    /// The value.
    let value: JSONValue
    /// Whether the draft has no such member, and a shorter value in the object's place stands for it.
    var isImplied = false
}

extension JSONValue {
    /// Whether two values say the same; members may stand in any order only if both list them alike.
    func isSame(as other: JSONValue) -> Bool {
        switch (content, other.content) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && zip(left, right).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}
