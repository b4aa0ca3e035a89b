extension JSONTree {
    /// The value that a text of UTF-8 holds, with its numbers in their own digits. Throws where it is no JSON, or more than
    /// a draft may be.
    package init(parsing bytes: [UInt8]) throws(JSONProblem) { self.init(try JSONParser.parse(bytes), in: bytes) }

    /// The member of an object with a name, or nil where there is none.
    subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    private init(_ value: JSONValue, in bytes: [UInt8]) {
        switch value.content {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .number: self = .digits(Self.digits(at: Int(value.offset), in: bytes))
        case .string(let string): self = .string(string)
        case .array(let elements): self = .array(elements.map { JSONTree($0, in: bytes) })
        case .object(let members): self = .object(members.map { Member($0.name, JSONTree($0.value, in: bytes)) })
        }
    }

    private static func digits(at offset: Int, in bytes: [UInt8]) -> String {
        String(decoding: bytes[offset...].prefix { "+-.eE0123456789".utf8.contains($0) }, as: UTF8.self)
    }
}
