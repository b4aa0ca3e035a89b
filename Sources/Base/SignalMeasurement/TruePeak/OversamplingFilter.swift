/// The polyphase filters of the true-peak meter: sincs under Kaiser windows, each phase with gain 1 at 0 Hz.
///
/// Computed with basic arithmetic only, so that they are the same on every machine.
enum OversamplingFilter {
    /// Taps of the points a quarter, a half and three quarters after a sample.
    static let coarseTaps = 16
    /// Taps of the same points in a filter that falls off early.
    static let gentleTaps = 32
    /// Taps of each of 16 points from a sample on.
    static let fineTaps = 64

    /// The three coarse phases, tap by tap.
    static let coarse = quarters(taps: coarseTaps, beta: 3)

    /// Three phases of the filter by which FFmpeg's meter oversamples: it begins to fall off at 20 kHz.
    static let gentle = quarters(taps: gentleTaps, beta: 9)

    /// The sixteen fine phases, tap by tap.
    static let fine: [SIMD16<Float>] = {
        let phases = (0..<16).map { phase(sixteenths: $0, taps: fineTaps, beta: 6) }
        return (0..<fineTaps).map { tap in SIMD16(phases.map { $0[tap] }) }
    }()

    /// The most that a coarse phase can make of samples of at most 1.
    static let coarseGain: Float = {
        let sums = coarse.reduce(into: SIMD3<Float>.zero) { $0 += SIMD3(abs($1.x), abs($1.y), abs($1.z)) }
        return max(1, sums.max())
    }()

    private static func quarters(taps: Int, beta: Double) -> [SIMD3<Float>] {
        let phases = [4, 8, 12].map { phase(sixteenths: $0, taps: taps, beta: beta) }
        return (0..<taps).map { SIMD3(phases[0][$0], phases[1][$0], phases[2][$0]) }
    }

    /// The taps of one point; the middle ones are those of the sample before it and of the one after it.
    private static func phase(sixteenths: Int, taps: Int, beta: Double) -> [Float] {
        let sine = quarterSine(Double(min(sixteenths, 16 - sixteenths)) / 8)
        let weights = (0..<taps).map { tap in
            let distance = Double(tap - (taps / 2 - 1)) - Double(sixteenths) / 16
            if distance == 0 { return 1.0 }
            let alternating = tap % 2 == 0 ? sine : -sine
            return alternating / (Double.pi * distance) * kaiser(distance / Double(taps / 2), beta: beta)
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
