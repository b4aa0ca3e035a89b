import DraftFormat

/// A length along the canvas.
public enum DraftLength: Hashable, Sendable {
    /// A fraction of the canvas's width or height.
    case fraction(Double)
    /// Canvas pixels.
    case pixels(Double)
}

extension DraftLength: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        switch value {
        case .number(let number): self = .fraction(number.doubleValue)
        case .string(let text):
            if let fraction = decimal(text, unit: "") {
                self = .fraction(fraction.doubleValue)
            } else if let percent = decimal(text, unit: "%") {
                self = .fraction(percent.movingPoint(left: 2).doubleValue)
            } else if let pixels = decimal(text, unit: "px") {
                self = .pixels(pixels.doubleValue)
            } else {
                return nil
            }
        case .null, .bool, .array, .object: return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue {
        switch self {
        case .fraction(let fraction): fraction.draftValue
        case .pixels(let pixels): .string("\(DraftNumber(pixels).digits)px")
        }
    }
}

extension DraftLength: ExpressibleByFloatLiteral {
    /// A fraction of the canvas's width or height.
    public init(floatLiteral value: Double) { self = .fraction(value) }
}

/// Canvas pixels: a number, or a string such as `"12px"`.
public struct DraftPixels: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// How many.
    public var count: Double

    /// So many pixels.
    public init(_ count: Double) { self.count = count }
    /// So many pixels.
    public init(floatLiteral value: Double) { count = value }
    /// So many pixels.
    public init(integerLiteral value: Int64) { count = Double(value) }
}

extension DraftPixels: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        let text = value.string.flatMap { decimal($0, unit: "px") ?? decimal($0, unit: "") }
        guard let count = value.number?.doubleValue ?? text?.doubleValue else { return nil }
        self.count = count
    }

    /// The value that is written.
    public var draftValue: DraftValue { count.draftValue }
}

/// How loud something is.
public enum DraftGain: Hashable, Sendable {
    /// A linear factor, 0…4.
    case linear(Double)
    /// The same in hundredths.
    case percent(Double)
    /// The same as a level.
    case decibels(Double)
}

extension DraftGain: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        switch value {
        case .number(let number): self = .linear(number.doubleValue)
        case .string(let text):
            if let factor = decimal(text, unit: "") {
                self = .linear(factor.doubleValue)
            } else if let percent = decimal(text, unit: "%") {
                self = .percent(percent.doubleValue)
            } else if let level = decimal(text, unit: "db") {
                self = .decibels(level.doubleValue)
            } else {
                return nil
            }
        case .null, .bool, .array, .object: return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue {
        switch self {
        case .linear(let factor): factor.draftValue
        case .percent(let percent): .string("\(DraftNumber(percent).digits)%")
        case .decibels(let level): .string("\(DraftNumber(level).digits)dB")
        }
    }
}

/// Factors along both axes.
public struct DraftScale: Hashable, Sendable, ExpressibleByFloatLiteral {
    /// The factor along the width.
    public var x: Double
    /// The factor along the height.
    public var y: Double

    /// One factor for both axes.
    public init(_ factor: Double) { (x, y) = (factor, factor) }

    /// A factor for each axis.
    public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
    /// One factor for both axes.
    public init(floatLiteral value: Double) { self.init(value) }
}

extension DraftScale: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        if let factor = Double(draftValue: value) {
            self.init(factor)
        } else if let factors = [Double](draftValue: value), factors.count == 2 {
            self.init(x: factors[0], y: factors[1])
        } else {
            return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue { x == y ? x.draftValue : [x, y].draftValue }
}
