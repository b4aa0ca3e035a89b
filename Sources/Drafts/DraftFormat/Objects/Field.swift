/// A place in the draft, in the draft's own spelling.
indirect enum Pointer: Sendable {
    /// The draft itself.
    case draft
    /// A member of an object.
    case member(Pointer, String)
    /// An element of an array.
    case element(Pointer, Int)
}

extension Pointer: CustomStringConvertible {
    /// The JSON Pointer (RFC 6901). Names over 200 scalars are cut.
    var description: String {
        switch self {
        case .draft: ""
        case .member(let parent, let name): "\(parent)/\(Self.escaped(name))"
        case .element(let parent, let index): "\(parent)/\(index)"
        }
    }

    private static func escaped(_ name: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(200) {
            switch scalar {
            case "~": escaped.append(contentsOf: "~0".unicodeScalars)
            case "/": escaped.append(contentsOf: "~1".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

/// A value and its place in the draft.
struct Field: Sendable {
    /// The value.
    let value: JSONValue
    /// Where it stands.
    let pointer: Pointer

    /// A member of an object. One that is only implied stands where the object does.
    func member(_ member: JSONMember) -> Field {
        Field(value: member.value, pointer: member.isImplied ? pointer : .member(pointer, member.name))
    }

    /// The member of an object with a name, or nil where there is none.
    func member(_ name: String) -> Field? {
        value.members?.first { $0.name == name }.map { member($0) }
    }

    /// The elements of an array, or nil for anything else.
    var elements: [Field]? {
        value.elements?.enumerated().map { Field(value: $0.element, pointer: .element(pointer, $0.offset)) }
    }

    /// The elements of an array of objects; one object alone, or what stands for it, is the only one.
    func elements(of table: KeyTable) -> [Field]? {
        if let elements { return elements }
        return value.members != nil || table.object(for: value) != nil ? [self] : nil
    }

    /// What the value is, for messages: `is …`.
    var described: String {
        switch value.content {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): "the number \(number)"
        case .string(let string): "the string \(quoted(string))"
        case .array(let elements): elements.isEmpty ? "an empty array" : "an array"
        case .object: "an object"
        }
    }
}

extension DecimalNumber: CustomStringConvertible {
    /// The number in plain digits where they are few, else with an exponent.
    package var description: String {
        let sign = isNegative ? "-" : ""
        if exponent >= 0, exponent <= 12, let whole = scaled(places: 0) { return grouped(Int(whole)) }
        if exponent < 0, exponent >= -12 {
            let digits = String(significand)
            let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
            return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
        }
        return "\(sign)\(significand)e\(exponent)"
    }
}
