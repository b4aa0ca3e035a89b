/// Estimates how high a signal rises between its samples.
///
/// As in ITU-R BS.1770-5, Annex 2, the signal is oversampled four times by a polyphase filter, here with 16 taps a
/// phase. Four points a sample and so short a filter miss a part of a peak near the top of the band, so every stretch
/// that comes near the level of interest is measured again at 16 points a sample with 64 taps each. Meters also differ in
/// what they leave of the top of the band, and less of it may make higher peaks; so the stretch is measured by a filter
/// that falls off early too, and the highest counts.
package struct TruePeakMeter: Sendable {
    /// Samples before the first measured stretch that the filters read.
    package static let reachBefore = OversamplingFilter.fineTaps / 2
    /// Samples after the start of the last measured stretch that the filters read, rounded up to groups of eight.
    package static let reachAfter = OversamplingFilter.fineTaps / 2 + 8

    private let level: Float
    /// Stretches from here on are measured finely.
    private let suspectLevel: Float
    /// While no sample reaches this, no coarse point reaches the suspect level.
    private let quietLevel: Float

    /// A meter for peaks above `level`; of what is lower it says nothing.
    package init(above level: Float) {
        self.level = level
        suspectLevel = level * 0.8
        quietLevel = suspectLevel / (OversamplingFilter.coarseGain * 1.001)
    }

    /// Writes the highest point of each stretch [n, n+1), or 0 where it is not above the level, and returns the highest
    /// of all. Sample n of the first stretch lies `reachBefore` after the start of `samples`.
    ///
    /// The count of `peaks` is a multiple of 8, and `samples` has `reachBefore` + `reachAfter` − 8 more. What is found
    /// for a stretch depends on the samples within reach of it and on nothing else.
    package func measure(_ samples: UnsafeBufferPointer<Float>, into peaks: UnsafeMutableBufferPointer<Float>) -> Float
    {
        precondition(peaks.count % 8 == 0, "\(peaks.count) peaks are not a multiple of 8")
        precondition(samples.count >= peaks.count + Self.reachBefore + Self.reachAfter - 8, "too few samples")
        peaks.update(repeating: 0)
        guard let base = samples.baseAddress else { return 0 }
        var highest: Float = 0
        OversamplingFilter.coarse.withUnsafeBufferPointer { coarse in
            OversamplingFilter.gentle.withUnsafeBufferPointer { gentle in
                OversamplingFilter.fine.withUnsafeBufferPointer { fine in
                    for start in stride(from: 0, to: peaks.count, by: 64) {
                        let count = min(64, peaks.count - start)
                        if isQuiet(base + start + Self.reachBefore - 8, count: count + 16) { continue }
                        for group in stride(from: start, to: start + count, by: 8) {
                            let suspects = quarterPeaks(base + group + Self.reachBefore, coarse)
                            guard any(suspects .>= suspectLevel) else { continue }
                            let gentlePeaks = quarterPeaks(base + group + Self.reachBefore, gentle)
                            for lane in 0..<8 where suspects[lane] >= suspectLevel {
                                let peak = max(
                                    gentlePeaks[lane], finePeak(base + group + lane + Self.reachBefore, fine))
                                if peak > level {
                                    peaks[group + lane] = peak
                                    highest = max(highest, peak)
                                }
                            }
                        }
                    }
                }
            }
        }
        return highest
    }

    private func isQuiet(_ samples: UnsafePointer<Float>, count: Int) -> Bool {
        var highest = SIMD8<Float>.zero
        for index in stride(from: 0, to: count, by: 8) { Self.raise(&highest, to: Self.load(samples + index)) }
        return !any(highest .>= quietLevel)
    }

    /// The highest of four points in each of eight stretches; `samples` points at the start of the first one.
    private func quarterPeaks(
        _ samples: UnsafePointer<Float>, _ filter: UnsafeBufferPointer<SIMD3<Float>>
    ) -> SIMD8<Float> {
        let first = samples - (filter.count / 2 - 1)
        var quarter = SIMD8<Float>.zero
        var half = SIMD8<Float>.zero
        var threeQuarters = SIMD8<Float>.zero
        for tap in filter.indices {
            let value = Self.load(first + tap)
            quarter += value * filter[tap].x
            half += value * filter[tap].y
            threeQuarters += value * filter[tap].z
        }
        var highest = SIMD8<Float>.zero
        Self.raise(&highest, to: Self.load(samples))
        Self.raise(&highest, to: quarter)
        Self.raise(&highest, to: half)
        Self.raise(&highest, to: threeQuarters)
        return highest
    }

    /// The highest of 16 points in the stretch that begins at `sample`.
    private func finePeak(_ sample: UnsafePointer<Float>, _ filter: UnsafeBufferPointer<SIMD16<Float>>) -> Float {
        let first = sample - (OversamplingFilter.fineTaps / 2 - 1)
        var points = SIMD16<Float>.zero
        for tap in 0..<OversamplingFilter.fineTaps { points += filter[tap] * first[tap] }
        var eight = SIMD8<Float>.zero
        Self.raise(&eight, to: points.lowHalf)
        Self.raise(&eight, to: points.highHalf)
        var highest: Float = 0
        for lane in 0..<8 { highest = max(highest, eight[lane]) }
        return highest
    }

    @inline(__always)
    private static func raise(_ highest: inout SIMD8<Float>, to value: SIMD8<Float>) {
        let magnitude = value.replacing(with: -value, where: value .< 0)
        highest.replace(with: magnitude, where: magnitude .> highest)
    }

    @inline(__always)
    private static func load(_ samples: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(samples).loadUnaligned(as: SIMD8<Float>.self)
    }
}
