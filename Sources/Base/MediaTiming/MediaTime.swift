/// A point or a length on some clock, in exact seconds.
public struct MediaTime: Hashable, Sendable {
    /// The time in seconds.
    public let seconds: Rational

    /// A time from exact seconds.
    public init(seconds: Rational) { self.seconds = seconds }

    /// A time of `value` ticks of `timeBase` seconds each.
    public init(_ value: Int64, timeBase: Rational) { seconds = Rational(value) * timeBase }

    /// A time from whole milliseconds.
    public init(milliseconds: Int64) { seconds = Rational(milliseconds, 1_000) }

    /// A time from whole microseconds.
    public init(microseconds: Int64) { seconds = Rational(microseconds, 1_000_000) }

    /// Zero seconds.
    public static let zero = MediaTime(seconds: .zero)

    /// The time in milliseconds, exactly.
    public var milliseconds: Rational { seconds * Rational(1_000) }

    /// The nearest floating-point seconds, for messages and curves only.
    public var doubleValue: Double { seconds.doubleValue }

    /// The first tick at or after this time on a clock of `rate` ticks per second.
    public func firstTick(atRate rate: Int64) -> Int64 { (seconds * Rational(rate)).ceiling }

    /// The tick nearest to this time on a clock of `rate` ticks per second; halves go up.
    public func nearestTick(atRate rate: Int64) -> Int64 { (seconds * Rational(rate)).rounded }

    /// The sum.
    public static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(seconds: left.seconds + right.seconds)
    }

    /// The difference.
    public static func - (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(seconds: left.seconds - right.seconds)
    }

    /// The product.
    public static func * (time: MediaTime, factor: Rational) -> MediaTime {
        MediaTime(seconds: time.seconds * factor)
    }

    /// The quotient; the divisor must not be zero.
    public static func / (time: MediaTime, divisor: Rational) -> MediaTime {
        MediaTime(seconds: time.seconds / divisor)
    }
}

extension MediaTime: Comparable {
    /// Whether the left one comes first.
    public static func < (left: MediaTime, right: MediaTime) -> Bool { left.seconds < right.seconds }
}

extension MediaTime: CustomStringConvertible {
    /// As it is written in messages.
    public var description: String { "\(seconds) s" }
}
