package import MediaBuffers

/// Mixes the sounds of a plan, sample by sample.
///
/// The samples depend on nothing but the plan and the sources: not on how many are asked for at a time, nor on where
/// the range begins. Memory is bounded by the number of sounds that are heard at the same time.
package final class Mixer {
    private let plan: MixPlan
    private let opener: SoundOpener
    private let end: Int64
    private var limiter: Limiter?
    private var remaining: Int64
    private var mixPosition: Int64
    private var ready = StereoSamples()
    private var readyOffset = 0
    private var dropCount: Int64

    private let pending: [Int]
    private var pendingOffset = 0
    private var active: [ActiveSound] = []
    private var keptLoopSamples: Int64 = 0
    private var scratch = StereoSamples()
    private var gains = [Float](repeating: 0, count: Int(Mixer.blockLength))

    /// Samples that are mixed at a time, on a grid that begins with the composition.
    private static let blockLength: Int64 = 4_096

    /// A mixer for a range of samples of the composition that begins at 0 or later; beyond the plan's end is silence.
    ///
    /// With `limitsPeaks` the mix passes a `Limiter`. Mixing then begins `Limiter.memory` samples before the range and
    /// goes on `Limiter.lookAhead` samples beyond it, so that any range equals the same part of the whole mix.
    package init(plan: MixPlan, samples: Range<Int64>, limitsPeaks: Bool = true, opener: @escaping SoundOpener) {
        precondition(samples.lowerBound >= 0, "a mix that begins at sample \(samples.lowerBound)")
        self.plan = plan
        self.opener = opener
        remaining = Int64(samples.count)
        let start = limitsPeaks ? max(0, samples.lowerBound - Int64(Limiter.memory)) : samples.lowerBound
        let end = samples.upperBound + (limitsPeaks ? Int64(Limiter.lookAhead) : 0)
        self.end = end
        mixPosition = start
        dropCount = samples.lowerBound - start
        limiter = limitsPeaks ? Limiter() : nil
        pending = plan.sounds.indices.filter { plan.sounds[$0].samples.overlaps(start..<end) }
            .sorted { (plan.sounds[$0].samples.lowerBound, $0) < (plan.sounds[$1].samples.lowerBound, $1) }
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
        let next = min(end, (mixPosition / Self.blockLength + 1) * Self.blockLength)
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

    /// The plain sum over a range of samples.
    private func mix(_ range: Range<Int64>) throws -> StereoSamples {
        while pendingOffset < pending.count,
            plan.sounds[pending[pendingOffset]].samples.lowerBound < range.upperBound
        {
            try activate(pending[pendingOffset], at: range.lowerBound)
            pendingOffset += 1
        }
        var sum = StereoSamples(frameCount: range.count)
        for index in active.indices { try add(active[index], to: &sum, over: range) }
        for sound in active where sound.samples.upperBound <= range.upperBound { keptLoopSamples -= sound.keptSamples }
        active.removeAll { $0.samples.upperBound <= range.upperBound }
        return sum
    }

    private func activate(_ index: Int, at position: Int64) throws {
        let sound = plan.sounds[index]
        let start = max(position, sound.samples.lowerBound)
        let kept = LoopBudget.keptSamples(of: sound, alreadyKept: keptLoopSamples)
        let reader = try SoundReader(sound, from: start, keepsRound: kept > 0, opener: opener)
        keptLoopSamples += kept
        let place = active.firstIndex { $0.order > index } ?? active.endIndex
        active.insert(
            ActiveSound(
                order: index, samples: sound.samples, reader: reader, envelope: GainEnvelope(sound), keptSamples: kept),
            at: place)
    }

    private func add(_ sound: ActiveSound, to sum: inout StereoSamples, over range: Range<Int64>) throws {
        let part = sound.samples.clamped(to: range)
        if part.isEmpty { return }
        scratch.removeAll()
        try sound.reader.read(frameCount: part.count, into: &scratch)
        scratch.sanitize()
        let offset = Int(part.lowerBound - range.lowerBound)
        if let gain = sound.envelope.constantGain(over: part) {
            if gain == 0 { return }
            Self.add(scratch.left, to: &sum.left, at: offset, gain: gain)
            Self.add(scratch.right, to: &sum.right, at: offset, gain: gain)
        } else {
            gains.withUnsafeMutableBufferPointer { gains in
                sound.envelope.write(part, to: UnsafeMutableBufferPointer(rebasing: gains[0..<part.count]))
            }
            Self.add(scratch.left, to: &sum.left, at: offset, gains: gains)
            Self.add(scratch.right, to: &sum.right, at: offset, gains: gains)
        }
    }

    private static func add(_ source: [Float], to sum: inout [Float], at offset: Int, gain: Float) {
        source.withUnsafeBufferPointer { source in
            sum.withUnsafeMutableBufferPointer { sum in
                let target = UnsafeMutableBufferPointer(rebasing: sum[offset..<offset + source.count])
                for index in source.indices { target[index] += source[index] * gain }
            }
        }
    }

    private static func add(_ source: [Float], to sum: inout [Float], at offset: Int, gains: [Float]) {
        source.withUnsafeBufferPointer { source in
            gains.withUnsafeBufferPointer { gains in
                sum.withUnsafeMutableBufferPointer { sum in
                    let target = UnsafeMutableBufferPointer(rebasing: sum[offset..<offset + source.count])
                    for index in source.indices { target[index] += source[index] * gains[index] }
                }
            }
        }
    }
}

/// A sound that is being heard.
private struct ActiveSound {
    let order: Int
    let samples: Range<Int64>
    let reader: SoundReader
    let envelope: GainEnvelope
    let keptSamples: Int64
}

/// Decides which loops stay in memory: rounds up to a second always, rounds up to 30 s while all of them take at most
/// 64 MB. The others open their source anew for each round.
private enum LoopBudget {
    static func keptSamples(of sound: PlacedSound, alreadyKept: Int64) -> Int64 {
        guard let period = sound.loopPeriod else { return 0 }
        let kept = min(period, Int64(sound.samples.count))
        if kept <= SampleGrid.rate { return kept }
        return kept <= 30 * SampleGrid.rate && alreadyKept + kept <= 8_000_000 ? kept : 0
    }
}
