/// A point or a length on some clock, in exact seconds.
package struct MediaTime: Hashable, Sendable {
    /// The time in seconds.
    package let seconds: Rational

    /// A time from exact seconds.
    package init(seconds: Rational) { self.seconds = seconds }

    /// A time of `value` ticks of `timeBase` seconds each.
    package init(_ value: Int64, timeBase: Rational) { seconds = Rational(value) * timeBase }

    /// A time from whole milliseconds.
    package init(milliseconds: Int64) { seconds = Rational(milliseconds, 1_000) }

    /// A time from whole microseconds.
    package init(microseconds: Int64) { seconds = Rational(microseconds, 1_000_000) }

    /// Zero seconds.
    package static let zero = MediaTime(seconds: .zero)

    /// The time in milliseconds, exactly.
    package var milliseconds: Rational { seconds * Rational(1_000) }

    /// The nearest floating-point seconds, for messages and curves only.
    package var doubleValue: Double { seconds.doubleValue }

    /// The first tick at or after this time on a clock of `rate` ticks per second.
    package func firstTick(atRate rate: Int64) -> Int64 { (seconds * Rational(rate)).ceiling }

    /// The tick nearest to this time on a clock of `rate` ticks per second; halves go up.
    package func nearestTick(atRate rate: Int64) -> Int64 { (seconds * Rational(rate)).rounded }

    package static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(seconds: left.seconds + right.seconds)
    }

    package static func - (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(seconds: left.seconds - right.seconds)
    }

    package static func * (time: MediaTime, factor: Rational) -> MediaTime {
        MediaTime(seconds: time.seconds * factor)
    }

    package static func / (time: MediaTime, divisor: Rational) -> MediaTime {
        MediaTime(seconds: time.seconds / divisor)
    }
}

extension MediaTime: Comparable {
    package static func < (left: MediaTime, right: MediaTime) -> Bool { left.seconds < right.seconds }
}

extension MediaTime: CustomStringConvertible {
    package var description: String { "\(seconds) s" }
}
