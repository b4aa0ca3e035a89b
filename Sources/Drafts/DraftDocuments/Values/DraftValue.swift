import DraftFormat

/// A value of a draft as it stands there: nothing is lost between reading it and writing it.
public enum DraftValue: Hashable, Sendable {
    /// `null`, which stands for a key that is not there.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number in its own digits.
    case number(DraftNumber)
    /// A string.
    case string(String)
    /// An array.
    case array([DraftValue])
    /// An object.
    case object(DraftObject)

    /// Whether the value is `null`.
    public var isNull: Bool { self == .null }

    /// The elements of an array, or nil for anything else.
    public var elements: [DraftValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The object, or nil for anything else.
    public var object: DraftObject? { if case .object(let object) = self { object } else { nil } }

    /// The characters of a string, or nil for anything else.
    public var string: String? { if case .string(let string) = self { string } else { nil } }

    /// The number, or nil for anything else.
    public var number: DraftNumber? { if case .number(let number) = self { number } else { nil } }
}

extension DraftValue {
    /// The object that a word in its place stands for, which has the word under each name; anything else is kept.
    func object(ofString names: String...) -> DraftValue {
        guard string != nil else { return self }
        return .object(DraftObject(names.map { DraftObject.Member($0, self) }))
    }
}

/// A number of a draft in the digits that stand there, which neither add nor lose precision. Numbers are equal where their
/// values are: `1.0` and `1e0` are `1`.
public struct DraftNumber: Sendable {
    /// The number as JSON writes it.
    public let digits: String
    let decimal: DecimalNumber

    /// A whole number.
    public init(_ value: Int64) { self.init(known: "\(value)") }

    /// The shortest digits that stand for a number and no other. It must be finite.
    public init(_ value: Double) { self.init(known: JSONTree.digits(of: value)) }

    init(known digits: String) {
        guard let decimal = DecimalNumber(digits.utf8) else { preconditionFailure("\(digits) is no number") }
        self.digits = digits
        self.decimal = decimal
    }

    /// The nearest floating-point value.
    public var doubleValue: Double { decimal.doubleValue }
}

extension DraftNumber: Hashable {
    /// Whether two numbers have one value.
    public static func == (left: DraftNumber, right: DraftNumber) -> Bool { left.decimal == right.decimal }
    /// Numbers of one value hash alike.
    public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
}

extension DraftValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .number(DraftNumber(value)) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(DraftNumber(value)) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: DraftValue...) { self = .array(elements) }
    /// An object in the order of its members.
    public init(dictionaryLiteral elements: (String, DraftValue)...) {
        self = .object(DraftObject(elements.map { DraftObject.Member($0.0, $0.1) }))
    }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}
