import Diagnostics
import MediaTiming
import TimelineModel

/// The part of a file that a segment plays.
struct SourceStretch {
    /// On the source's clock, to the source's end or `se`.
    var range: TimeRange
    /// Source seconds per composition second.
    var rate: Rational
    /// How much of what is played is there, on the source's clock.
    var available: MediaTime

    /// How long what is there lasts on the composition clock, in whole microseconds, rounded down so that a segment
    /// never outlasts its source.
    var naturalDuration: Int64 { max(1, (available.seconds * Rational(1_000_000) / rate).floor) }
}

extension TimelineBuilder {
    /// The part of a file that a segment plays; nil and a report where there is none.
    ///
    /// `mediumEnd` is where that of the file ends which counts for the segment's length, its picture or its sound.
    /// A picture's stretch goes on with its sound where that is longer; a sound's ends with the sound.
    func stretch(
        _ object: ObjectReader, of medium: MediaLibrary.Medium, mediumEnd: MediaTime, isSound: Bool
    ) -> SourceStretch? {
        let facts = medium.facts
        let ends = [facts.picture?.frameTimes.end, facts.sound?.range.end].compactMap { $0 }
        let sourceEnd = boundedEnd(ends.max() ?? .zero)
        let mediumEnd = boundedEnd(mediumEnd)
        var name: String { quoted(fileName(of: medium.path)) }
        let startField = object.find(.ss)
        let endField = object.find(.se)
        let start = startField.map { values.time($0.field, $0.kind) } ?? 0
        let statedEnd = endField.map { values.time($0.field, $0.kind) }
        let rate = playbackRate(object)
        guard let start, let rate else { return nil }
        // A stretch of less than a millisecond holds nothing that could be shown, heard or looped.
        let shortest: Int64 = start == 0 ? 1 : 1_000
        guard MediaTime(microseconds: start + shortest) <= mediumEnd else {
            log.error(
                .outOfRange, at: startField?.field ?? object.field,
                "starts the source at \(milliseconds(start)), but \(name) ends at \(milliseconds(mediumEnd.wholeMicroseconds))"
            )
            return nil
        }
        var end = isSound ? mediumEnd : sourceEnd
        if let endField {
            guard let statedEnd = statedEnd ?? nil else { return nil }
            guard statedEnd >= start + 1_000 else {
                log.error(
                    .outOfRange, at: endField.field,
                    "ends the source at \(milliseconds(statedEnd)), but must lie at least 1 ms after its start at \(milliseconds(start))"
                )
                return nil
            }
            // A draft in whole milliseconds cannot hit an end that lies between two of them.
            guard MediaTime(microseconds: statedEnd - 1_000) < sourceEnd else {
                log.error(
                    .outOfRange, at: endField.field,
                    "ends the source at \(milliseconds(statedEnd)), but \(name) ends at \(milliseconds(sourceEnd.wholeMicroseconds))"
                )
                return nil
            }
            end = min(end, MediaTime(microseconds: statedEnd))
        }
        let range = TimeRange(start: MediaTime(microseconds: start), end: end)
        guard checkFineness(of: rate, range, at: object) else { return nil }
        return SourceStretch(range: range, rate: rate, available: min(end, mediumEnd) - range.start)
    }

    private func playbackRate(_ object: ObjectReader) -> Rational? {
        guard let (field, kind) = object.find(.sp) else { return .one }
        return values.rate(field, kind)
    }

    /// Whether source times can be computed exactly in 64 bits at every frame; reports a rate that is too fine for it.
    private func checkFineness(of rate: Rational, _ range: TimeRange, at object: ObjectReader) -> Bool {
        let clock = leastCommonMultiple(Int128(frameRate.framesPerSecond.numerator), 1_000_000)
        let ticks = leastCommonMultiple(
            clock * Int128(rate.denominator), Int128(range.end.seconds.denominator))
        let longest = Int128(range.end.seconds.ceiling) + Int128((rate * Rational(10_800)).ceiling) * 2
        guard ticks * longest < Int128(1) << 62 else {
            log.error(
                .outOfRange, at: object[.sp] ?? object.field,
                "is too fine a speed for \(frameRate) to be computed exactly; write it with fewer decimals")
            return false
        }
        return true
    }

    /// A source's end that can be computed with: as it is where its clock is a common one, else in whole microseconds.
    private func boundedEnd(_ time: MediaTime) -> MediaTime {
        let longest = MediaTime(seconds: Rational(30 * 86_400))
        guard time > .zero else { return .zero }
        guard time < longest else { return longest }
        // Every clock of 90 kHz, 48 kHz, 44.1 kHz, 15 360 Hz and the like divides this one.
        return 7_056_000_000 % time.seconds.denominator == 0 ? time : MediaTime(microseconds: time.wholeMicroseconds)
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
