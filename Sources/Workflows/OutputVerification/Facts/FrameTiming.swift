import MediaIO
import MediaTiming

/// When the frames of a film are shown.
struct FrameTiming {
    /// Presentation times of the frames that are shown, in rising order, in ticks.
    let ticks: [Int64]
    /// Seconds of a tick.
    let timeBase: Rational
    /// Frames whose time is the one of another frame.
    let repeatedTimes: Int
    /// Frames that have no usable time.
    let timelessFrames: Int
    /// The instant at which the last frame ends, in seconds.
    let end: Double

    /// The times of a stream; nil where none of its frames has one.
    init?(_ stream: InspectedStream) {
        guard stream.timeBase > .zero else { return nil }
        let shown = stream.packets.filter { !$0.isHidden }
        timelessFrames = shown.filter { $0.presentation == nil }.count
        ticks = shown.compactMap(\.presentation).sorted()
        timeBase = stream.timeBase
        guard let last = ticks.last else { return nil }
        repeatedTimes = zip(ticks, ticks.dropFirst()).filter { $0 == $1 }.count
        let tick = stream.timeBase.doubleValue
        let typical = Self.median(of: ticks)
        let duration = shown.filter { $0.presentation == last }.map(\.duration).max() ?? 0
        end = Double(last) * tick + Double(duration > 0 ? duration : typical ?? 0) * tick
    }

    /// Seconds of a tick.
    var tick: Double { timeBase.doubleValue }
    /// The times in seconds.
    var seconds: [Double] { ticks.map { Double($0) * tick } }
    /// The first instant at which a picture is shown, in seconds.
    var start: Double { Double(ticks[0]) * tick }

    /// A frame rate as it was found.
    struct FoundRate {
        /// The exact rate, where the times agree on one.
        var exact: FrameRate?
        /// Frames per second.
        var value: Double

        /// As tables show it.
        var text: String {
            guard let exact else { return "about \((value * 1_000).rounded() / 1_000)" }
            let rate = exact.framesPerSecond
            if rate.denominator == 1 { return "\(rate)" }
            return "\(rate) (\((value * 1_000).rounded() / 1_000))"
        }
    }

    private static let customaryRates = [
        FrameRate(24_000, 1_001), FrameRate(24), FrameRate(25), FrameRate(30_000, 1_001), FrameRate(30), FrameRate(48),
        FrameRate(50), FrameRate(60_000, 1_001), FrameRate(60), FrameRate(10), FrameRate(12), FrameRate(15),
    ]

    /// The frame rate by the distances of the times. Where the file's clock is too coarse to tell rates apart, or the
    /// times are uneven, the rate that is looked for is taken if it fits, then a customary one.
    func rate(near expected: FrameRate?) -> FoundRate {
        guard ticks.count > 1, let median = Self.median(of: ticks), median > 0 else {
            // One frame lasts as long as it lasts.
            return FoundRate(exact: expected, value: expected?.framesPerSecond.doubleValue ?? 0)
        }
        let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
        let regular = steps.filter { abs($0 - median) <= 1 }
        let span = Double(ticks[ticks.count - 1] - ticks[0]) * tick
        if regular.count * 10 >= steps.count * 9 {
            let mean = Double(regular.reduce(0, +)) / Double(regular.count)
            let frames = steps.reduce(0.0) { $0 + max(1, (Double($1) / mean).rounded()) }
            let value = frames / span
            if regular.allSatisfy({ $0 == median }), let exact = Self.rate(Int128(1), over: Int128(median), timeBase) {
                return FoundRate(exact: exact, value: exact.framesPerSecond.doubleValue)
            }
            let (low, high) = (frames / (span + tick), frames / max(span - tick, tick))
            if let exact = candidates(expected).first(where: {
                (low...high).contains($0.framesPerSecond.doubleValue)
            }) {
                return FoundRate(exact: exact, value: exact.framesPerSecond.doubleValue)
            }
            return FoundRate(
                exact: Self.rate(Int128(frames), over: Int128(ticks[ticks.count - 1] - ticks[0]), timeBase),
                value: value)
        }
        // Uneven: one frame more or less over the whole film is all that the ends can tell.
        let frames = Double(ticks.count - 1)
        let value = frames / span
        let fitting = candidates(expected).first { abs($0.framesPerSecond.doubleValue / value - 1) * frames < 1 }
        return FoundRate(exact: fitting, value: fitting?.framesPerSecond.doubleValue ?? value)
    }

    private func candidates(_ expected: FrameRate?) -> [FrameRate] {
        [expected].compactMap { $0 } + Self.customaryRates
    }

    /// `count` frames in `ticks` ticks as a rate, if it fits.
    private static func rate(_ count: Int128, over ticks: Int128, _ timeBase: Rational) -> FrameRate? {
        var numerator = count * Int128(timeBase.denominator)
        var denominator = ticks * Int128(timeBase.numerator)
        guard numerator > 0, denominator > 0 else { return nil }
        var (larger, smaller) = (numerator, denominator)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        numerator /= larger
        denominator /= larger
        // What no frame rate looks like stays a decimal number.
        guard numerator <= 10_000_000, denominator <= 1_000_000 else { return nil }
        return FrameRate(Int64(numerator), Int64(denominator))
    }

    private static func median(of ticks: [Int64]) -> Int64? {
        let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }.sorted()
        return steps.isEmpty ? nil : steps[steps.count / 2]
    }

    /// The places on the grid of a rate at which no frame is shown, though later ones are.
    func missingPlaces(rate: Double) -> [Int] {
        let offset = abs(start) * rate < 0.5 ? 0 : start
        var missing: [Int] = []
        var next = 0
        for time in seconds {
            let place = Int(min(1e9, max(-1, ((time - offset) * rate).rounded())))
            if place > next { missing += next..<min(place, next + 10_000) }
            next = max(next, place + 1)
            if missing.count > 10_000 { break }
        }
        return missing
    }

    /// How far each frame is from its place on the grid of a rate, in seconds. With `byNumber` frame k belongs at k, else
    /// at the nearest place.
    func distances(rate: Double, byNumber: Bool) -> [Double] {
        let offset = abs(start) * rate < 0.5 ? 0 : start
        return seconds.enumerated().map { index, time in
            let place = byNumber ? Double(index) : ((time - offset) * rate).rounded()
            return time - offset - place / rate
        }
    }
}
