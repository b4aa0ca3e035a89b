import DraftFormat
public import MediaTiming

/// A time of a draft: an exact decimal number of milliseconds.
public struct DraftTime: Hashable, Sendable {
    /// The most decimal places of a millisecond that are kept.
    private static let mostPlaces = 9

    /// The time in units of 10^-`decimalPlaces` ms.
    public let value: Int64
    /// How many digits stand behind the point of the milliseconds, 0…9; the last one is not 0.
    public let decimalPlaces: Int

    /// `value` · 10^-`decimalPlaces` milliseconds; the places must be 0…9.
    public init(_ value: Int64, decimalPlaces: Int = 0) {
        precondition((0...Self.mostPlaces).contains(decimalPlaces), "\(decimalPlaces) decimal places of a millisecond")
        var (value, places) = (value, decimalPlaces)
        while places > 0, value % 10 == 0 { (value, places) = (value / 10, places - 1) }
        (self.value, self.decimalPlaces) = (value, places)
    }

    /// A time from whole milliseconds.
    public init(milliseconds: Int64) { self.init(milliseconds) }

    /// A time from whole microseconds.
    public init(microseconds: Int64) { self.init(microseconds, decimalPlaces: 3) }

    /// The microsecond nearest to a time. Where that lies on a frame, so does what is written when it is read.
    public init(nearestTo time: MediaTime) {
        self.init(microseconds: (time.seconds * Rational(1_000_000)).rounded)
    }

    /// The same time in exact seconds.
    public var mediaTime: MediaTime {
        MediaTime(seconds: Rational(value, (0..<decimalPlaces + 3).reduce(1) { scale, _ in scale * 10 }))
    }

    /// The milliseconds in digits, such as `33.367`.
    var digits: String {
        guard decimalPlaces > 0 else { return "\(value)" }
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, decimalPlaces + 1 - digits.count)) + digits
        return "\(value < 0 ? "-" : "")\(padded.dropLast(decimalPlaces)).\(padded.suffix(decimalPlaces))"
    }
}

extension DraftTime: Comparable {
    /// Whether a time comes before another.
    public static func < (left: DraftTime, right: DraftTime) -> Bool { left.mediaTime < right.mediaTime }
}

extension DraftTime: ExpressibleByIntegerLiteral {
    /// A time from whole milliseconds.
    public init(integerLiteral milliseconds: Int64) { self.init(milliseconds) }
}

extension DraftTime: CustomStringConvertible {
    /// The time in words.
    public var description: String { "\(digits) ms" }
}

extension DraftTime: DraftRepresentable {
    /// The time that a number of milliseconds, or a string such as `"1.5s"`, stands for; nil for anything else. Digits
    /// beyond the ninth place are rounded.
    public init?(draftValue value: DraftValue) {
        let milliseconds: DecimalNumber?
        switch value {
        case .number(let number): milliseconds = number.decimal
        case .string(let text):
            milliseconds =
                decimal(text, unit: "") ?? decimal(text, unit: "ms") ?? decimal(text, unit: "s")?.movingPoint(left: -3)
        case .null, .bool, .array, .object: milliseconds = nil
        }
        guard let milliseconds else { return nil }
        let places = min(Self.mostPlaces, max(0, milliseconds.decimalPlaces))
        guard let units = milliseconds.scaled(places: places) else { return nil }
        self.init(units, decimalPlaces: places)
    }

    /// The value that is written.
    public var draftValue: DraftValue { .number(DraftNumber(known: digits)) }
}
