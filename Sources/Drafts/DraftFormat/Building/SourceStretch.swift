import Diagnostics
import MediaTiming
import TimelineModel

/// What a segment says of the part of its source that it plays, before the source is looked at. Parts that are wrong are
/// reported and nil.
struct StatedStretch {
    /// Its start on the source's clock in microseconds; 0 where the segment does not say.
    let start: Int64?
    /// Its end on the source's clock in microseconds, where the segment says one that can be used.
    let end: Int64?
    /// Source seconds per composition second; 1 where the segment does not say.
    let rate: Rational?
}

/// The part of a file that a segment plays.
struct SourceStretch {
    /// On the source's clock, to the source's end or `se`.
    var range: TimeRange
    /// Source seconds per composition second.
    var rate: Rational
    /// How much of what is played is there, on the source's clock.
    var available: MediaTime

    /// How long what is there lasts on the composition clock, rounded down so that a segment never outlasts its source.
    var naturalDuration: ExactTime { max(ExactTime(microseconds: 1), ExactTime(available, atRate: rate)) }
}

extension TimelineBuilder {
    /// What a segment says of the part of its source that it plays. It is read and checked whatever the source is: a
    /// photo has no speed, but a speed of 0 is wrong there too.
    func statedStretch(_ object: ObjectReader) -> StatedStretch {
        let start = object.find(.ss).map { values.time($0.field, $0.kind) } ?? 0
        let end = object.find(.se).flatMap { values.time($0.field, $0.kind) }
        let rate = object.find(.sp).map { values.rate($0.field, $0.kind) } ?? .one
        guard let start, let end, end < start + 1_000, let field = object[.se] else {
            return StatedStretch(start: start, end: end, rate: rate)
        }
        log.error(
            .outOfRange, at: field,
            "ends the source at \(milliseconds(end)), but must lie at least 1 ms after its start at "
                + "\(milliseconds(start))")
        return StatedStretch(start: start, end: nil, rate: rate)
    }

    /// The part of a file that a segment plays; nil and a report where there is none.
    ///
    /// `mediumEnd` is where that of the file ends which counts for the segment's length, its picture or its sound.
    /// A picture's stretch goes on with its sound where that is longer; a sound's ends with the sound.
    func stretch(
        _ stated: StatedStretch, _ object: ObjectReader, of medium: MediaLibrary.Medium, mediumEnd: MediaTime,
        isSound: Bool
    ) -> SourceStretch? {
        let facts = medium.facts
        let ends = [facts.picture?.frameTimes.end, facts.sound?.range.end].compactMap { $0 }
        let sourceEnd = boundedEnd(ends.max() ?? .zero)
        let mediumEnd = boundedEnd(mediumEnd)
        var name: String { quoted(fileName(of: medium.path)) }
        guard let statedStart = stated.start, let rate = stated.rate else { return nil }
        let start = onFrame(MediaTime(microseconds: statedStart), of: facts.picture)
        // A stretch of less than a millisecond holds nothing that could be shown, heard or looped.
        let shortest = MediaTime(microseconds: statedStart == 0 ? 1 : 1_000)
        guard start + shortest <= mediumEnd else {
            log.error(
                .outOfRange, at: object[.ss] ?? object.field,
                "starts the source at \(milliseconds(statedStart)), but \(name) ends at \(milliseconds(mediumEnd.wholeMicroseconds))"
            )
            return nil
        }
        var end = isSound ? mediumEnd : sourceEnd
        if let endField = object[.se] {
            guard let statedEnd = stated.end else { return nil }
            // A draft in whole milliseconds cannot hit an end that lies between two of them.
            guard MediaTime(microseconds: statedEnd - 1_000) < sourceEnd else {
                log.error(
                    .outOfRange, at: endField,
                    "ends the source at \(milliseconds(statedEnd)), but \(name) ends at \(milliseconds(sourceEnd.wholeMicroseconds))"
                )
                return nil
            }
            end = min(end, onFrame(MediaTime(microseconds: statedEnd), of: facts.picture))
        }
        let range = TimeRange(start: start, end: end)
        guard checkFineness(of: rate, range, at: object) else { return nil }
        return SourceStretch(range: range, rate: rate, available: min(end, mediumEnd) - range.start)
    }

    /// Whether source times can be computed exactly in 64 bits at every frame; reports a rate that is too fine for it.
    private func checkFineness(of rate: Rational, _ range: TimeRange, at object: ObjectReader) -> Bool {
        let clock = leastCommonMultiple(
            Int128(frameRate.framesPerSecond.numerator),
            leastCommonMultiple(Int128(shownRate.framesPerSecond.numerator), Int128(Self.clock)))
        let ticks = leastCommonMultiple(
            leastCommonMultiple(clock * Int128(rate.denominator), Int128(range.end.seconds.denominator)),
            Int128(range.start.seconds.denominator))
        let longest = Int128(range.end.seconds.ceiling) + Int128((rate * Rational(10_800)).ceiling) * 2
        guard ticks * longest < Int128(1) << 62 else {
            log.error(
                .outOfRange, at: object[.sp] ?? object.field,
                "is too fine a speed for \(shownRate) to be computed exactly; write it with fewer decimals")
            return false
        }
        return true
    }

    /// A time on the source's clock, moved onto the frame that begins less than 0.01 ms from it: programs compute it from
    /// frames. The source's first frame need not be at 0, which stands for it.
    private func onFrame(_ time: MediaTime, of picture: PictureFacts?) -> MediaTime {
        let tolerance = MediaTime(microseconds: ExactTime.tolerance.microseconds)
        guard let times = picture?.frameTimes, time > .zero else { return time }
        let start = times.starts[times.index(at: time + tolerance)]
        guard max(start, time) - min(start, time) < tolerance, Self.commonClock % start.seconds.denominator == 0 else {
            return time
        }
        return start
    }

    /// Every clock of 90 kHz, 48 kHz, 44.1 kHz, 15 360 Hz and the like divides this one.
    private static let commonClock: Int64 = 7_056_000_000

    /// A source's end that can be computed with: as it is where its clock is a common one, else in whole microseconds.
    private func boundedEnd(_ time: MediaTime) -> MediaTime {
        let longest = MediaTime(seconds: Rational(30 * 86_400))
        guard time > .zero else { return .zero }
        guard time < longest else { return longest }
        return Self.commonClock % time.seconds.denominator == 0
            ? time : MediaTime(microseconds: time.wholeMicroseconds)
    }
}

extension MediaTime {
    /// Whole microseconds, rounded down; the time must lie within ±30 days.
    var wholeMicroseconds: Int64 {
        let product = Int128(seconds.numerator) * 1_000_000
        let quotient = product / Int128(seconds.denominator)
        return Int64(product < 0 && product % Int128(seconds.denominator) != 0 ? quotient - 1 : quotient)
    }
}

private func leastCommonMultiple(_ left: Int128, _ right: Int128) -> Int128 {
    var larger = left
    var smaller = right
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return left / larger * right
}
