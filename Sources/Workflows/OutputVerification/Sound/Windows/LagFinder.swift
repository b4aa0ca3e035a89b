import MediaBuffers

/// How one stretch of an export lies against the same stretch of its reference.
struct FoundLag {
    /// How much later the export sounds, in samples at 48 kHz.
    var lag: Double
    /// How alike the two are at that lag, 0…1, by their middle notes.
    var likeness: Double
}

/// Finds how much later a stretch of an export sounds, up to a second either way, by cross-correlation.
final class LagFinder {
    /// Samples at 48 kHz in a stretch.
    static let length = 96_000
    /// The largest lag in samples at 48 kHz.
    static let reach = 48_000

    private static let lowLength = length / LowSound.factor
    private static let lowReach = reach / LowSound.factor
    private let transform = FourierTransform(size: 32_768)
    private var products: (real: [Float], imaginary: [Float]) = ([], [])

    /// A peak elsewhere must be higher than one near the lag before it by this factor: notes and beats repeat.
    private static let preference = 1.02

    /// The lag of a stretch, or nil where nothing is alike. `reference` has `length` samples, `export` as many and `reach`
    /// more on either side, both with `LowSound.reach` around them; `expected` is the lag of what came before.
    func find(reference: StereoSamples, export: StereoSamples, expected: Double) -> FoundLag? {
        let (low, wide) = (LowSound(reference), LowSound(export))
        guard let coarse = coarseLag(low, wide, expected: expected) else { return nil }
        return refine(coarse, reference, export)
    }

    private func coarseLag(_ reference: LowSound, _ export: LowSound, expected: Double) -> FoundLag? {
        let own = energy(reference.left) + energy(reference.right)
        guard own > 0 else { return nil }
        correlate(reference, export)
        var running = 0.0
        let (left, right) = (export.left, export.right)
        for index in 0..<Self.lowLength { running += Double(left[index] * left[index] + right[index] * right[index]) }
        var likeness = [Double](repeating: 0, count: 2 * Self.lowReach + 1)
        for lag in likeness.indices {
            if lag > 0 {
                let (old, new) = (lag - 1, lag + Self.lowLength - 1)
                running += Double(left[new] * left[new] + right[new] * right[new])
                running -= Double(left[old] * left[old] + right[old] * right[old])
            }
            // Each channel counts with its own sign, so that one that is inverted is found too.
            let product = Double(abs(products.real[lag]) + abs(products.imaginary[lag]))
            likeness[lag] = running > own * 1e-7 ? product / (own * running).squareRoot() : 0
        }
        guard var best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }) else { return nil }
        let center = Int((expected / Double(LowSound.factor)).rounded()) + Self.lowReach
        let near = max(0, center - 4)..<max(0, min(likeness.count, center + 5))
        if let there = near.max(by: { likeness[$0] < likeness[$1] }),
            likeness[there] * Self.preference >= likeness[best]
        {
            best = there
        }
        return FoundLag(lag: Double((best - Self.lowReach) * LowSound.factor), likeness: min(1, likeness[best]))
    }

    /// Both channels' correlations for all lags, the left one's as real parts and the right one's as imaginary ones.
    private func correlate(_ reference: LowSound, _ export: LowSound) {
        let size = transform.size
        func padded(_ values: [Float]) -> [Float] { values + [Float](repeating: 0, count: size - values.count) }
        var (a, b) = (padded(reference.left), padded(reference.right))
        transform.transform(&a, &b)
        var (c, d) = (padded(export.left), padded(export.right))
        transform.transform(&c, &d)
        var real = [Float](repeating: 0, count: size)
        var imaginary = real
        for index in 0..<size {
            let mirror = (size - index) & (size - 1)
            // The spectra of the two channels, apart: L = (Z + Z̄′) / 2, R = (Z − Z̄′) / 2i.
            let (al, ali) = (a[index] + a[mirror], b[index] - b[mirror])
            let (ar, ari) = (b[index] + b[mirror], a[mirror] - a[index])
            let (cl, cli) = (c[index] + c[mirror], d[index] - d[mirror])
            let (cr, cri) = (d[index] + d[mirror], c[mirror] - c[index])
            let (left, leftImaginary) = (al * cl + ali * cli, al * cli - ali * cl)
            let (right, rightImaginary) = (ar * cr + ari * cri, ar * cri - ari * cr)
            // left + i · right, conjugated, since the way back is the way forth of the conjugate.
            real[index] = left - rightImaginary
            imaginary[index] = -(leftImaginary + right)
        }
        transform.transform(&real, &imaginary)
        let scale = 1 / Float(4 * size)
        products.real = real.map { $0 * scale }
        products.imaginary = imaginary.map { -$0 * scale }
    }

    /// Looks closely, at the full rate.
    private func refine(_ coarse: FoundLag, _ reference: StereoSamples, _ export: StereoSamples) -> FoundLag {
        let middle = Int(coarse.lag)
        let lags = Array(max(-Self.reach, middle - 8)...min(Self.reach, middle + 8))
        let values = reference.left.withUnsafeBufferPointer { left in
            reference.right.withUnsafeBufferPointer { right in
                export.left.withUnsafeBufferPointer { otherLeft in
                    export.right.withUnsafeBufferPointer { otherRight in
                        lags.map { lag in
                            let start = LowSound.reach + Self.reach + lag
                            let (own, count) = (LowSound.reach, Self.length)
                            return abs(dotProduct(left, own, otherLeft, start, count: count))
                                + abs(dotProduct(right, own, otherRight, start, count: count))
                        }
                    }
                }
            }
        }
        guard let peak = values.indices.max(by: { values[$0] < values[$1] }) else { return coarse }
        var lag = Double(lags[peak])
        if peak > 0, peak + 1 < values.count {
            let curve = values[peak - 1] - 2 * values[peak] + values[peak + 1]
            if curve < 0 { lag += 0.5 * (values[peak - 1] - values[peak + 1]) / curve }
        }
        return FoundLag(lag: lag, likeness: coarse.likeness)
    }

    private func energy(_ values: [Float]) -> Double {
        values.withUnsafeBufferPointer { dotProduct($0, 0, $0, 0, count: $0.count) }
    }
}
