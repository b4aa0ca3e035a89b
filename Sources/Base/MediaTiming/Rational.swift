/// An exact fraction of two 64-bit integers, always in lowest terms with a positive denominator.
///
/// Intermediate results are computed in 128 bits. A result that does not fit 64 bits after reduction traps: whoever
/// reads numbers from outside bounds them first (the draft reader puts times on frames, samples and microseconds).
public struct Rational: Hashable, Sendable {
    /// The signed numerator.
    public let numerator: Int64
    /// The denominator, at least 1.
    public let denominator: Int64

    /// A whole number.
    public init(_ value: Int64) {
        numerator = value
        denominator = 1
    }

    /// The fraction `numerator / denominator`, reduced. The denominator must not be zero.
    public init(_ numerator: Int64, _ denominator: Int64) {
        self.init(wide: Int128(numerator), over: Int128(denominator))
    }

    init(wide numerator: Int128, over denominator: Int128) {
        precondition(denominator != 0, "a fraction's denominator is zero")
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        let reducedNumerator = sign * numerator / Int128(divisor)
        let reducedDenominator = sign * denominator / Int128(divisor)
        guard let narrowNumerator = Int64(exactly: reducedNumerator),
            let narrowDenominator = Int64(exactly: reducedDenominator)
        else { preconditionFailure("the fraction \(reducedNumerator)/\(reducedDenominator) does not fit 64 bits") }
        self.numerator = narrowNumerator
        self.denominator = narrowDenominator
    }

    /// Zero.
    public static let zero = Rational(0)
    /// One.
    public static let one = Rational(1)

    /// The nearest floating-point value, for messages, geometry and gain, never for choosing a frame or sample.
    public var doubleValue: Double { Double(numerator) / Double(denominator) }

    /// The largest whole number that is not above the fraction.
    public var floor: Int64 {
        let quotient = numerator / denominator
        return numerator % denominator < 0 ? quotient - 1 : quotient
    }

    /// The smallest whole number that is not below the fraction.
    public var ceiling: Int64 {
        let quotient = numerator / denominator
        return numerator % denominator > 0 ? quotient + 1 : quotient
    }

    /// The nearest whole number; halves go up.
    public var rounded: Int64 { (self + Rational(1, 2)).floor }

    /// The sum.
    public static func + (left: Rational, right: Rational) -> Rational {
        Rational(
            wide: Int128(left.numerator) * Int128(right.denominator)
                + Int128(right.numerator) * Int128(left.denominator),
            over: Int128(left.denominator) * Int128(right.denominator))
    }

    /// The difference.
    public static func - (left: Rational, right: Rational) -> Rational { left + -right }

    /// The negative.
    public static prefix func - (value: Rational) -> Rational {
        Rational(wide: -Int128(value.numerator), over: Int128(value.denominator))
    }

    /// The product.
    public static func * (left: Rational, right: Rational) -> Rational {
        Rational(
            wide: Int128(left.numerator) * Int128(right.numerator),
            over: Int128(left.denominator) * Int128(right.denominator))
    }

    /// The quotient. The divisor must not be zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        Rational(
            wide: Int128(left.numerator) * Int128(right.denominator),
            over: Int128(left.denominator) * Int128(right.numerator))
    }
}

extension Rational: Comparable {
    /// Whether the left one comes first.
    public static func < (left: Rational, right: Rational) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }
}

extension Rational: CustomStringConvertible {
    /// As it is written in messages.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

private func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var larger = first
    var smaller = second
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger == 0 ? 1 : larger
}
