package import MediaBuffers

/// Mixes a whole plan as `Mixer` does, and beside it the share of each of some groups of its sounds.
///
/// A share is what a group adds to the mix: after gains, fades, transitions, ducking by the sounds of all groups and the
/// gain of the whole, before the limiter. Every sound is read once, but for what ducking looks at. The mix equals that of
/// a `Mixer` bit for bit.
package final class StemMixer {
    private let plan: MixPlan
    private let groups: [Int]
    private let groupCount: Int
    private let gain: Float
    private let end: Int64
    private let sounds: OpenSounds
    private let ducker: Ducker?
    private var limiter = Limiter()
    private var position: Int64 = 0

    /// A mixer of the first `sampleCount` samples; beyond the plan's end is silence. `groups` has the group of each sound
    /// of the plan, from 0 to below `groupCount`.
    package init(
        plan: MixPlan, groups: [Int], groupCount: Int, sampleCount: Int64, gain: Double, opener: @escaping SoundOpener
    ) {
        precondition(groups.count == plan.sounds.count && groups.allSatisfy { (0..<groupCount).contains($0) })
        self.plan = plan
        self.groups = groups
        self.groupCount = groupCount
        self.gain = Float(gain)
        end = max(0, sampleCount) + Int64(Limiter.lookAhead)
        sounds = OpenSounds(plan.sounds.indices, of: plan, over: 0..<end, opener: opener)
        ducker = Ducker(plan: plan, samples: 0..<end, opener: opener)
    }

    /// The next samples of the mix, and of each group; nil at the end, which lies some samples beyond what was asked for.
    ///
    /// The mix is behind the groups by what the limiter holds back. Throws what the opener or a source throws; the mixer is
    /// of no use after that.
    package func next() throws -> (mix: StereoSamples, groups: [StereoSamples])? {
        guard position < end else { return nil }
        let next = min(end, (position / OpenSounds.blockLength + 1) * OpenSounds.blockLength)
        let range = position..<next
        var sum = StereoSamples(frameCount: range.count)
        var shares = [StereoSamples](repeating: sum, count: groupCount)
        try sounds.read(range) { position, part, samples in
            if let ducker, let ducking = plan.sounds[position].ducking {
                try ducker.lower(&samples, part, by: ducking)
            }
            let offset = Int(part.lowerBound - range.lowerBound)
            sum.add(samples, at: offset)
            shares[groups[position]].add(samples, at: offset)
        }
        sum.multiply(by: gain)
        for index in shares.indices { shares[index].multiply(by: gain) }
        position = next
        var limited = limiter.limit(sum)
        if position == end {
            let rest = limiter.finish()
            limited.append(rest, 0..<rest.frameCount)
        }
        return (limited, shares)
    }
}
