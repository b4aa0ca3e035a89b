import MediaTiming

/// A time or a length of the draft as exactly as it is written, in units of 10^-18 ms, so that the sum of many is exact too.
///
/// Every decimal that stands for a double of a microsecond or more fits. What is finer is rounded to the nearest unit.
struct ExactTime: Hashable {
    private let units: Int128

    private static let unitsPerMicrosecond: Int128 = 1_000_000_000_000_000
    private static let unitsPerSecond: Int128 = 1_000_000_000_000_000_000_000

    /// Two boundaries that lie less than this apart are one: programs compute times from frames and beats, and write them
    /// with noise.
    static let tolerance = ExactTime(microseconds: 10)

    static let zero = ExactTime(units: 0)

    private init(units: Int128) { self.units = units }

    /// A time from a decimal number of milliseconds; nil beyond 10^18 ms.
    init?(milliseconds: DecimalNumber) {
        guard let units = milliseconds.wideScaled(places: 18) else { return nil }
        self.units = units
    }

    /// A time from whole microseconds.
    init(microseconds: Int64) { units = Int128(microseconds) * Self.unitsPerMicrosecond }

    /// How long a length of a source lasts at a rate, rounded down.
    init(_ length: MediaTime, atRate rate: Rational) {
        let numerator = Int128(length.seconds.numerator) * Int128(rate.denominator)
        let denominator = Int128(length.seconds.denominator) * Int128(rate.numerator)
        let (seconds, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        // In two steps, since the rest of a fine clock in the finest units would not fit.
        let (micro, finer) = (rest * 1_000_000).quotientAndRemainder(dividingBy: denominator)
        units =
            (seconds * 1_000_000 + micro) * Self.unitsPerMicrosecond
            + finer * Self.unitsPerMicrosecond / denominator
    }

    /// The nearest microsecond.
    var microseconds: Int64 { ticks(atRate: 1_000_000) }

    /// The nearest tick of a clock, as a time.
    func mediaTime(ticksPerSecond rate: Int64) -> MediaTime {
        MediaTime(ticks(atRate: rate), timeBase: Rational(1, rate))
    }

    private func ticks(atRate rate: Int64) -> Int64 {
        let doubled = units * Int128(rate) * 2 + Self.unitsPerSecond
        let (quotient, rest) = doubled.quotientAndRemainder(dividingBy: Self.unitsPerSecond * 2)
        return Int64(rest < 0 ? quotient - 1 : quotient)
    }

    /// Whether two times lie so near that they are one boundary.
    func isAt(_ other: ExactTime) -> Bool { max(self, other) - min(self, other) < Self.tolerance }

    /// The sum.
    static func + (left: ExactTime, right: ExactTime) -> ExactTime { ExactTime(units: left.units + right.units) }

    /// The difference.
    static func - (left: ExactTime, right: ExactTime) -> ExactTime { ExactTime(units: left.units - right.units) }
}

extension ExactTime: Comparable {
    /// Whether the left one comes first.
    static func < (left: ExactTime, right: ExactTime) -> Bool { left.units < right.units }
}
