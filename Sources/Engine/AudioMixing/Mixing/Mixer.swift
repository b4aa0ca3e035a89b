package import MediaBuffers

/// Mixes the sounds of a plan, sample by sample.
///
/// The samples depend on nothing but the plan, the gain and the sources: not on how many are asked for at a time, nor on
/// where the range begins. Memory is bounded by the number of sounds that are heard at the same time.
package final class Mixer {
    private let plan: MixPlan
    private let end: Int64
    private let gain: Float
    private let sounds: OpenSounds
    private let ducker: Ducker?
    private var limiter: Limiter?
    private var remaining: Int64
    private var mixPosition: Int64
    private var ready = StereoSamples()
    private var readyOffset = 0
    private var dropCount: Int64

    /// A mixer for a range of samples of the composition that begins at 0 or later; beyond the plan's end is silence.
    ///
    /// The sum is multiplied by `gain`; `LoudnessNormalization` finds the one that the plan's loudness asks for. With
    /// `limitsPeaks` the mix then passes a `Limiter`. Mixing then begins `Limiter.memory` samples before the range and
    /// goes on `Limiter.lookAhead` samples beyond it, so that any range equals the same part of the whole mix.
    package init(
        plan: MixPlan, samples: Range<Int64>, gain: Double = 1, limitsPeaks: Bool = true, opener: @escaping SoundOpener
    ) {
        precondition(samples.lowerBound >= 0, "a mix that begins at sample \(samples.lowerBound)")
        self.plan = plan
        self.gain = Float(gain)
        remaining = Int64(samples.count)
        let start = limitsPeaks ? max(0, samples.lowerBound - Int64(Limiter.memory)) : samples.lowerBound
        let end = samples.upperBound + (limitsPeaks ? Int64(Limiter.lookAhead) : 0)
        self.end = end
        mixPosition = start
        dropCount = samples.lowerBound - start
        limiter = limitsPeaks ? Limiter() : nil
        sounds = OpenSounds(plan.sounds.indices, of: plan, over: start..<end, opener: opener)
        ducker = Ducker(plan: plan, samples: start..<end, opener: opener)
    }

    /// The next `frameCount` samples of the range, or as many as are left of it; none at its end.
    ///
    /// Throws what the opener or a source throws; the mixer is of no use after that.
    package func render(frameCount: Int) throws -> StereoSamples {
        let count = Int(min(Int64(max(0, frameCount)), remaining))
        while ready.frameCount - readyOffset < count { try mixNextBlock() }
        var samples = StereoSamples()
        samples.append(ready, readyOffset..<readyOffset + count)
        readyOffset += count
        remaining -= Int64(count)
        return samples
    }

    private func mixNextBlock() throws {
        // Blocks lie on a grid that begins with the composition.
        let next = min(end, (mixPosition / OpenSounds.blockLength + 1) * OpenSounds.blockLength)
        let isLast = next == end
        var samples = try mix(mixPosition..<next)
        mixPosition = next
        if limiter != nil {
            samples = limiter?.limit(samples) ?? samples
            if isLast, let rest = limiter?.finish() { samples.append(rest, 0..<rest.frameCount) }
        }
        let dropped = Int(min(dropCount, Int64(samples.frameCount)))
        dropCount -= Int64(dropped)
        ready.removeFirst(readyOffset)
        readyOffset = 0
        ready.append(samples, dropped..<samples.frameCount)
    }

    /// The sum over a range of samples, before the limiter.
    private func mix(_ range: Range<Int64>) throws -> StereoSamples {
        var sum = StereoSamples(frameCount: range.count)
        try sounds.read(range) { position, part, samples in
            if let ducker, let ducking = plan.sounds[position].ducking {
                try ducker.lower(&samples, part, by: ducking)
            }
            sum.add(samples, at: Int(part.lowerBound - range.lowerBound))
        }
        sum.multiply(by: gain)
        return sum
    }
}
