import MediaBuffers
import MediaTiming

/// Exact positions on the 48 kHz grid.
///
/// A product of a draft's time, a file's time base and a playback rate may not fit a `Rational`, so these run in 128
/// bits. Numbers that do not fit even these come from no real file; they are computed in floating point and never trap.
enum SampleGrid {
    /// Samples per second.
    static let rate = StereoSamples.sampleRate

    /// The instant of a sample.
    static func time(of sample: Int64) -> MediaTime {
        MediaTime(sample, timeBase: Rational(1, rate))
    }

    /// The sample nearest to `origin + length · factor`; halves go up.
    static func nearest(to origin: MediaTime, plus length: MediaTime, times factor: Rational) -> Int64 {
        position(origin, length, factor)?.plusHalf?.floor
            ?? saturated(approximate(origin, length, factor).rounded())
    }

    /// The first sample at or after `origin + length · factor`.
    static func first(atOrAfter origin: MediaTime, plus length: MediaTime, times factor: Rational) -> Int64 {
        position(origin, length, factor)?.ceiling ?? saturated(approximate(origin, length, factor).rounded(.up))
    }

    private static func position(_ origin: MediaTime, _ length: MediaTime, _ factor: Rational) -> WideFraction? {
        WideFraction(length.seconds).multiplied(by: WideFraction(factor))?.adding(WideFraction(origin.seconds))?
            .multiplied(by: WideFraction(Rational(rate)))
    }

    private static func approximate(_ origin: MediaTime, _ length: MediaTime, _ factor: Rational) -> Double {
        (origin.doubleValue + length.doubleValue * factor.doubleValue) * Double(rate)
    }

    private static func saturated(_ value: Double) -> Int64 {
        Int64(exactly: value) ?? (value < 0 ? Int64.min / 4 : Int64.max / 4)
    }
}

/// A fraction of 128-bit integers with a positive denominator, whose operations give nil where they do not fit.
private struct WideFraction {
    let numerator: Int128
    let denominator: Int128

    init(_ value: Rational) {
        numerator = Int128(value.numerator)
        denominator = Int128(value.denominator)
    }

    private init(_ numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    func multiplied(by other: WideFraction) -> WideFraction? {
        guard let top = Self.product(numerator, other.numerator),
            let bottom = Self.product(denominator, other.denominator)
        else { return nil }
        return WideFraction(top, bottom)
    }

    func adding(_ other: WideFraction) -> WideFraction? {
        guard let mine = Self.product(numerator, other.denominator),
            let theirs = Self.product(other.numerator, denominator),
            let bottom = Self.product(denominator, other.denominator)
        else { return nil }
        let (top, overflow) = mine.addingReportingOverflow(theirs)
        return overflow ? nil : WideFraction(top, bottom)
    }

    var plusHalf: WideFraction? { adding(WideFraction(1, 2)) }

    var floor: Int64? {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return Int64(exactly: remainder < 0 ? quotient - 1 : quotient)
    }

    var ceiling: Int64? {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return Int64(exactly: remainder > 0 ? quotient + 1 : quotient)
    }

    private static func product(_ first: Int128, _ second: Int128) -> Int128? {
        let (value, overflow) = first.multipliedReportingOverflow(by: second)
        return overflow ? nil : value
    }
}
