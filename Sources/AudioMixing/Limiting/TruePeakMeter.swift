/// Estimates how high a signal rises between its samples.
///
/// As in ITU-R BS.1770-5, Annex 2, the signal is oversampled four times by a polyphase filter, here with 24 taps a phase.
/// The highest of these points are refined by a parabola through their neighbors, since four points a sample miss up to
/// 0.7 dB of a peak near the top of the band.
struct TruePeakMeter {
    /// Samples before the measured stretch that the filter reads.
    static let reachBefore = 12
    /// Samples after the last measured stretch that the filter reads.
    static let reachAfter = 19

    /// Points from here on are refined; at most 8 % can be gained on a signal below the top of the band.
    private let refinedLevel: Float
    /// While no sample reaches this, no point reaches the refined level.
    private let quietLevel: Float
    private static let taps = 24

    /// A meter that need only be right for peaks above `level`; below it may report less, but never more than `level`.
    init(above level: Float) {
        refinedLevel = level * 0.92
        let gain = [Self.quarter, Self.half, Self.threeQuarters].map { $0.reduce(0) { $0 + abs($1) } }.max() ?? 1
        quietLevel = refinedLevel / (gain * 1.001)
    }

    /// Raises each of `peaks` to the highest point of [n, n+1), where sample n lies `reachBefore` after the start.
    ///
    /// `samples` holds `reachBefore` samples, then those of the peaks, whose count is a multiple of 8, then at least
    /// `reachAfter`. What is found for a stretch depends on the samples within reach of it and on nothing else.
    func raise(_ peaks: UnsafeMutableBufferPointer<Float>, by samples: UnsafeBufferPointer<Float>) {
        precondition(peaks.count % 8 == 0, "\(peaks.count) peaks are not a multiple of 8")
        precondition(samples.count >= peaks.count + Self.reachBefore + Self.reachAfter - 7, "too few samples")
        guard let base = samples.baseAddress, let target = peaks.baseAddress else { return }
        var start = 0
        while start < peaks.count {
            let count = min(64, peaks.count - start)
            if !isQuiet(base + start, count: count + Self.taps) {
                for group in stride(from: start, to: start + count, by: 8) {
                    raise(target + group, by: base + group + Self.reachBefore)
                }
            }
            start += count
        }
    }

    private func isQuiet(_ samples: UnsafePointer<Float>, count: Int) -> Bool {
        var highest = SIMD8<Float>(repeating: 0)
        for index in stride(from: 0, to: count, by: 8) {
            let value = Self.load(samples + index)
            let magnitude = value.replacing(with: -value, where: value .< 0)
            highest.replace(with: magnitude, where: magnitude .> highest)
        }
        return highest.max() < quietLevel
    }

    /// Eight stretches at once; `samples` points at the sample where the first one begins.
    private func raise(_ peaks: UnsafeMutablePointer<Float>, by samples: UnsafePointer<Float>) {
        let first = samples - (Self.taps / 2 - 1)
        var points = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        Self.quarter.withUnsafeBufferPointer { quarter in
            Self.half.withUnsafeBufferPointer { half in
                Self.threeQuarters.withUnsafeBufferPointer { threeQuarters in
                    for tap in 0..<Self.taps {
                        let value = Self.load(first + tap)
                        points.0 += value * quarter[tap]
                        points.1 += value * half[tap]
                        points.2 += value * threeQuarters[tap]
                    }
                }
            }
        }
        let onGrid = Self.load(samples)
        var highest = Self.magnitude(onGrid)
        for point in [points.0, points.1, points.2] {
            let magnitude = Self.magnitude(point)
            highest.replace(with: magnitude, where: magnitude .> highest)
        }
        for lane in 0..<8 {
            var peak = highest[lane]
            if peak >= refinedLevel {
                let before = Self.point(Self.threeQuarters, before: samples + lane)
                let all = (before, onGrid[lane], points.0[lane], points.1[lane], points.2[lane], samples[lane + 1])
                peak = max(peak, Self.refined(all.0, all.1, all.2), Self.refined(all.1, all.2, all.3))
                peak = max(peak, Self.refined(all.2, all.3, all.4), Self.refined(all.3, all.4, all.5))
            }
            if peak > peaks[lane] { peaks[lane] = peak }
        }
    }

    /// The height of the parabola through three points where the middle one is the highest; 0 where it is not.
    private static func refined(_ before: Float, _ middle: Float, _ after: Float) -> Float {
        let sign: Float = middle < 0 ? -1 : 1
        let height = abs(middle)
        let bend = 2 * height - sign * (before + after)
        guard height >= sign * before, height >= sign * after, bend > 0 else { return 0 }
        let slope = before - after
        return height + min(slope * slope / (8 * bend), height * 0.1)
    }

    /// One point of a phase in the stretch that ends at `sample`.
    private static func point(_ phase: [Float], before sample: UnsafePointer<Float>) -> Float {
        let first = sample - taps / 2
        var sum: Float = 0
        for tap in 0..<taps { sum += first[tap] * phase[tap] }
        return sum
    }

    private static func magnitude(_ value: SIMD8<Float>) -> SIMD8<Float> {
        value.replacing(with: -value, where: value .< 0)
    }

    private static func load(_ samples: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(samples).loadUnaligned(as: SIMD8<Float>.self)
    }

    private static let quarter = phase(0.25)
    private static let half = phase(0.5)
    private static let threeQuarters = Array(quarter.reversed())

    /// The taps of the point that lies `fraction` after a sample: a sinc under a Kaiser window, with gain 1 at 0 Hz.
    private static func phase(_ fraction: Double) -> [Float] {
        // sin(π · fraction), up to the sign that alternates from tap to tap.
        let sine = fraction == 0.5 ? 1 : 0.5.squareRoot()
        let weights = (0..<taps).map { tap in
            let distance = Double(tap - (taps / 2 - 1)) - fraction
            let alternating = tap % 2 == 0 ? -sine : sine
            return alternating / distance * kaiser(distance / Double(taps / 2), beta: 5)
        }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }

    private static func kaiser(_ position: Double, beta: Double) -> Double {
        bessel(beta * max(0, 1 - position * position).squareRoot()) / bessel(beta)
    }

    /// The modified Bessel function of the first kind and order 0, by its series.
    private static func bessel(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for index in 1...40 {
            term *= (x / 2 / Double(index)) * (x / 2 / Double(index))
            sum += term
        }
        return sum
    }
}
