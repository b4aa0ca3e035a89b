import MediaBuffers

/// Two seconds of an export, and how much later than it should each track sounds in them.
struct StemLags {
    /// The lag of each track in samples at 48 kHz; nil where it is silent, or not found.
    var lags: [Double?]
    /// Whether the tracks have different lags.
    var isSplit: Bool

    /// Lags that differ by no more, in samples, are the same one: 3 ms.
    static let tolerance = 144.0
    /// Lags of tracks that differ by more, in samples, make a mix of its own.
    static let apart = 36.0
}

/// Finds a lag for each track of a mix, where one lag for all does not explain what is heard.
///
/// In turn each track is looked for in what the others, as they are known so far, leave of the export; a lag is believed
/// where the track explains more there, and at a level at which it can be told.
final class StemLagFinder {
    /// Gains below which a track is not found, amplitude.
    private static let leastGain = 0.35
    /// Likeness below which a track is not found in what the others leave.
    private static let leastLikeness = 0.5
    /// What gains and the rest may be off without a reason to look closer.
    private static let gainTolerance = 0.25
    private static let restTolerance = 0.1

    private let finder: LagFinder
    private let reach = LagFinder.reach + LowSound.reach

    init(_ finder: LagFinder) { self.finder = finder }

    /// The lags in `range`, whose whole has the lag `base`.
    func lags(
        in range: Range<Int>, base: Int, export: SampleHistory, stems: [SampleHistory]
    ) -> StemLags {
        func wide(_ history: SampleHistory, _ shift: Int) -> StereoSamples {
            history.copy(range.lowerBound + shift - reach..<range.upperBound + shift + reach)
        }
        func low(_ history: SampleHistory, _ shift: Int) -> LowSound {
            LowSound(
                history.copy(range.lowerBound + shift - LowSound.reach..<range.upperBound + shift + LowSound.reach))
        }
        let found = low(export, base)
        var shares = stems.map { low($0, 0) }
        let quiet = 1e-7 * Double(2 * found.left.count)
        let sounding = stems.indices.filter { Self.product(shares[$0], shares[$0]) > quiet }
        var result = StemLags(lags: stems.map { _ in nil }, isSplit: false)
        for stem in sounding { result.lags[stem] = Double(base) }
        guard sounding.count > 1, sounding.count <= StemFit.mostStems, Self.product(found, found) > quiet else {
            return result
        }
        var fit = Fit(found, sounding.map { shares[$0] })
        guard fit.rest > Self.restTolerance || fit.gains.contains(where: { abs($0 - 1) > Self.gainTolerance }) else {
            return result
        }
        let whole = wide(export, base)
        var shifts = [Int](repeating: 0, count: stems.count)
        let order = sounding.indices.sorted { fit.energy[$0] > fit.energy[$1] }
        for _ in 0..<2 {
            for place in order {
                let stem = sounding[place]
                var rest = whole
                for other in sounding.indices where other != place {
                    rest.subtract(
                        wide(stems[sounding[other]], -shifts[sounding[other]]), times: Float(fit.gains[other]))
                }
                let own = stems[stem].copy(
                    range.lowerBound - LowSound.reach..<range.upperBound + LowSound.reach)
                guard
                    let there = finder.find(reference: own, export: rest, expected: Double(shifts[stem])),
                    there.likeness >= Self.leastLikeness, abs(there.lag - Double(shifts[stem])) > 24
                else { continue }
                let moved = low(stems[stem], -Int(there.lag.rounded()))
                var changed = sounding.map { shares[$0] }
                changed[place] = moved
                let other = Fit(found, changed)
                // It must explain there a good part of what it should add.
                guard other.gains[place] >= Self.leastGain,
                    (fit.rest - other.rest) * other.whole > 0.3 * other.gains[place] * other.gains[place]
                        * other.energy[place]
                else { continue }
                shifts[stem] = Int(there.lag.rounded())
                shares[stem] = moved
                result.lags[stem] = Double(base) + there.lag
                fit = other
            }
        }
        for (place, stem) in sounding.enumerated() where fit.gains[place] < Self.leastGain { result.lags[stem] = nil }
        let known = result.lags.compactMap { $0 }
        result.isSplit = (known.max() ?? 0) - (known.min() ?? 0) > StemLags.apart
        return result
    }

    fileprivate static func product(_ a: LowSound, _ b: LowSound) -> Double {
        func channel(_ a: [Float], _ b: [Float]) -> Double {
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { dotProduct(a, 0, $0, 0, count: min(a.count, $0.count)) }
            }
        }
        return channel(a.left, b.left) + channel(a.right, b.right)
    }
}

/// The gains at which some sounds come nearest to another one.
private struct Fit {
    /// Amplitudes.
    var gains: [Double]
    /// The energy of each sound at a gain of one.
    var energy: [Double]
    /// The energy of what they come near to.
    var whole: Double
    /// The part of that energy which they leave.
    var rest: Double

    init(_ whole: LowSound, _ parts: [LowSound]) {
        let count = parts.count
        var products = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            for column in row..<count {
                products[row * count + column] = StemLagFinder.product(parts[row], parts[column])
                products[column * count + row] = products[row * count + column]
            }
        }
        let values = parts.map { StemLagFinder.product($0, whole) }
        energy = (0..<count).map { products[$0 * count + $0] }
        self.whole = StemLagFinder.product(whole, whole)
        gains = [Double](repeating: 0, count: count)
        if let inverse = StemFit.inverse(products, count) {
            gains = (0..<count).map { row in (0..<count).reduce(0) { $0 + inverse[row * count + $1] * values[$1] } }
        }
        let explained = zip(gains, values).reduce(0) { $0 + $1.0 * $1.1 }
        rest = self.whole > 0 ? max(0, 1 - explained / self.whole) : 0
    }
}

extension StereoSamples {
    /// Takes another sound of the same length away.
    fileprivate mutating func subtract(_ other: StereoSamples, times gain: Float) {
        for index in 0..<min(frameCount, other.frameCount) {
            left[index] -= other.left[index] * gain
            right[index] -= other.right[index] * gain
        }
    }
}
