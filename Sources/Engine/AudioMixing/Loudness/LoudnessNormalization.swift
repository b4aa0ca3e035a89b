import MediaBuffers
import SignalMeasurement

/// Finds the gain that brings a whole mix to the loudness that its plan asks for.
package struct LoudnessNormalization {
    /// A gain and what it leads to.
    package struct Outcome: Hashable, Sendable {
        /// Linear gain for the sum of the sounds, before the limiter.
        package var gain: Double
        /// The integrated loudness in LUFS of the limited mix with that gain; nil where none is asked for, or where the
        /// mix has none.
        package var loudnessLUFS: Double?
    }

    private let plan: MixPlan
    private let opener: SoundOpener
    private let isStopped: () -> Bool
    private let onProgress: (Double) -> Void

    /// Samples between two looks at whether to stop.
    private static let blockLength = 8_192
    /// The limiter lowers the loudness too, so the gain is sought until the limited mix is as near to the target as this.
    private static let toleranceLU = 0.1
    /// Mixes that are measured in that search, at most. Two or three are enough unless the target is out of reach.
    private static let roundLimit = 6
    /// What the search may add to the gain that would be right without the limiter.
    private static let reserveDB = 18.0

    /// A search over a plan; `isStopped` is asked often. `onProgress` is told which part of the mix was measured, from 0 to
    /// 1, and so again each time that the mix has to be measured.
    package init(
        plan: MixPlan, opener: @escaping SoundOpener, isStopped: @escaping () -> Bool = { false },
        onProgress: @escaping (Double) -> Void = { _ in }
    ) {
        self.plan = plan
        self.opener = opener
        self.isStopped = isStopped
        self.onProgress = onProgress
    }

    /// The linear gain for the sum of the sounds, before the limiter: 1 where no loudness is asked for, or where the mix
    /// has none, being silent or shorter than 400 ms. Nil where the search was stopped.
    ///
    /// Mixes the whole plan at least once, and again for each step of the search where the limiter has work. Throws what
    /// the opener or a source throws.
    package func gain() throws -> Double? { try outcome()?.gain }

    /// The same gain with the loudness that is reached, which the limiter may keep below the one that is asked for.
    package func outcome() throws -> Outcome? {
        guard let target = plan.targetLoudnessLUFS, !plan.isSilent else { return Outcome(gain: 1) }
        var peak = TruePeakGauge()
        guard let plain = try loudness(gain: nil, peak: &peak) else { return nil }
        guard let plainLoudness = plain.integratedLoudnessLUFS else { return Outcome(gain: 1) }
        let first = GainStep(decibels: target - plainLoudness)
        if Double(peak.finish()) * first.linear < Double(Limiter.ceiling) {
            return Outcome(gain: first.linear, loudnessLUFS: plainLoudness + first.decibels)
        }

        var step = first
        var best = (step: first, loudness: -70.0, distance: Double.infinity)
        var previous: (decibels: Double, loudness: Double)?
        for _ in 0..<Self.roundLimit {
            guard let limited = try loudness(gain: step.linear, peak: &peak) else { return nil }
            let found = limited.integratedLoudnessLUFS ?? -70
            if abs(target - found) < best.distance { best = (step, found, abs(target - found)) }
            if best.distance <= Self.toleranceLU { break }
            var slope = 0.7
            if let previous, abs(step.decibels - previous.decibels) > 0.005 {
                slope = (found - previous.loudness) / (step.decibels - previous.decibels)
            }
            let change = (target - found) / min(1, max(0.1, slope))
            previous = (step.decibels, found)
            let wanted = step.decibels + min(6, max(-6, change))
            let next = GainStep(decibels: min(first.decibels + Self.reserveDB, max(first.decibels, wanted)))
            if next.hundredths == step.hundredths { break }
            step = next
        }
        return Outcome(gain: best.step.linear, loudnessLUFS: best.loudness)
    }

    /// Measures the whole mix: plainly summed, its true peak too, or with a gain and limited. Nil where it was stopped.
    private func loudness(gain: Double?, peak: inout TruePeakGauge) throws -> LoudnessMeter? {
        var meter = LoudnessMeter()
        let mixer = Mixer(
            plan: plan, samples: 0..<plan.sampleCount, gain: gain ?? 1, limitsPeaks: gain != nil, opener: opener)
        var measured = 0
        while true {
            if isStopped() { return nil }
            let block = try mixer.render(frameCount: Self.blockLength)
            if block.frameCount == 0 { return meter }
            measured += block.frameCount
            onProgress(Double(measured) / Double(plan.sampleCount))
            meter.add(block)
            if gain == nil { peak.add(block) }
        }
    }
}

/// A gain in whole hundredths of a decibel, so that the last bits of a measurement do not show in the samples.
private struct GainStep {
    let hundredths: Int

    init(decibels: Double) { hundredths = Int((max(-120, min(120, decibels)) * 100).rounded()) }

    var decibels: Double { Double(hundredths) / 100 }

    /// Computed by multiplications only, and so the same on every machine.
    var linear: Double {
        // The two-thousandth root of 10: a hundredth of a decibel in amplitude.
        var factor = 1.001_151_955_538_168_9
        var result = 1.0
        var rest = abs(hundredths)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return hundredths < 0 ? 1 / result : result
    }
}
