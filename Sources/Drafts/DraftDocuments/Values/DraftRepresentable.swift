import DraftFormat

/// What a value of a draft can be read as, and written from.
public protocol DraftRepresentable: Hashable, Sendable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    init?(draftValue value: DraftValue)
    /// The value that is written.
    var draftValue: DraftValue { get }
}

extension DraftValue: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) { self = value }
    /// The value that is written.
    public var draftValue: DraftValue { self }
}

extension Bool: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        switch value {
        case .bool(let bool): self = bool
        case .number(let number) where number.decimal.wholeValue == 0: self = false
        case .number(let number) where number.decimal.wholeValue == 1: self = true
        case .string(let word):
            guard let truth = truth(ofWord: word) else { return nil }
            self = truth
        case .null, .number, .array, .object: return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue { .bool(self) }
}

extension String: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        guard let string = value.string else { return nil }
        self = string
    }

    /// The value that is written.
    public var draftValue: DraftValue { .string(self) }
}

extension Double: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        if let number = value.number {
            self = number.doubleValue
        } else if let text = value.string, let number = decimal(text, unit: "") {
            self = number.doubleValue
        } else if let text = value.string, let percent = decimal(text, unit: "%") {
            self = percent.movingPoint(left: 2).doubleValue
        } else {
            return nil
        }
    }

    /// The number must be finite.
    public var draftValue: DraftValue { .number(DraftNumber(self)) }
}

extension Int: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        guard let whole = value.number?.decimal.wholeValue else { return nil }
        self = Int(whole)
    }

    /// The value that is written.
    public var draftValue: DraftValue { .number(DraftNumber(Int64(self))) }
}

extension Array: DraftRepresentable where Element: DraftRepresentable {
    /// The elements, where each of them can be read.
    public init?(draftValue value: DraftValue) {
        guard let elements = value.elements else { return nil }
        let found = elements.compactMap { Element(draftValue: $0) }
        guard found.count == elements.count else { return nil }
        self = found
    }

    /// The value that is written.
    public var draftValue: DraftValue { .array(map(\.draftValue)) }
}

/// A word of a list of the format, kept as it is spelled, so that one which this version does not know survives.
public protocol DraftWord: DraftRepresentable, RawRepresentable, ExpressibleByStringLiteral where RawValue == String {
    /// A word as it is spelled.
    init(rawValue: String)
}

extension DraftWord {
    /// The word that a string stands for, in small letters with hyphens whatever its case style is.
    public init?(draftValue value: DraftValue) {
        guard let string = value.string else { return nil }
        self.init(rawValue: hyphenated(string))
    }

    /// A string.
    public init(stringLiteral value: String) { self.init(rawValue: value) }
    /// The value that is written.
    public var draftValue: DraftValue { .string(rawValue) }
}
