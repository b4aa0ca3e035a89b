import DraftFormat

extension DraftValue {
    init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .number(DraftNumber(value))
        case .number(let value): self = .number(DraftNumber(value))
        case .digits(let digits): self = .number(DraftNumber(known: digits))
        case .string(let value): self = .string(value)
        case .array(let elements): self = .array(elements.map(DraftValue.init))
        case .object(let members):
            self = .object(DraftObject(members.map { DraftObject.Member($0.name, DraftValue($0.value)) }))
        }
    }

    var tree: JSONTree {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let number): .digits(number.digits)
        case .string(let value): .string(value)
        case .array(let elements): .array(elements.map(\.tree))
        case .object(let object): .object(object.members.map { JSONTree.Member($0.name, $0.value.tree) })
        }
    }
}
