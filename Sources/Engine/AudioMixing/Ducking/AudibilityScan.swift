import MediaBuffers

/// Finds out when any sound that does not duck is audible: above −40 dBFS.
///
/// The level is the root mean square of a sound's louder channel, its gains and fades included, over a window of 50 ms,
/// where a square wave at full scale has 0 dBFS. Windows are centered, and are looked at every 10 ms on a grid that
/// begins with the composition, so what is found does not depend on where looking begins.
final class AudibilityScan {
    /// Samples of 10 ms.
    private static let hopLength: Int64 = 480
    /// Hops before and after the one in a window's middle.
    private static let reach: Int64 = 2
    /// Hops that are read at a time.
    private static let hopsPerBlock: Int64 = 8
    /// The sum of squares in a window at −40 dBFS.
    private static let threshold = 1e-4 * Double((2 * reach + 1) * hopLength)

    private let plan: MixPlan
    private let sounds: OpenSounds
    private let endHop: Int64
    /// The first hop that is not read yet, and the first of which it is not known whether it is audible.
    private var readHop: Int64
    private var decidedHop: Int64
    /// By sound, the energies of the hops from `energyStart` on.
    private var energies: [Int: [SIMD2<Double>]] = [:]
    private var energyStart: Int64

    /// The stretches found so far in which something is audible, in samples of the mix, rising, not touching.
    private(set) var runs: [Range<Int64>] = []

    /// A scan of a range of a plan's samples.
    init(plan: MixPlan, samples: Range<Int64>, opener: @escaping SoundOpener) {
        self.plan = plan
        decidedHop = max(0, samples.lowerBound / Self.hopLength)
        readHop = max(0, decidedHop - Self.reach)
        energyStart = readHop
        endHop = (samples.upperBound + Self.hopLength - 1) / Self.hopLength
        let read = readHop * Self.hopLength..<(endHop + Self.reach) * Self.hopLength
        let keys = plan.sounds.indices.filter { plan.sounds[$0].ducking == nil }
        sounds = OpenSounds(keys, of: plan, over: read, opener: opener)
    }

    /// Scans on until all is known up to a sample, or to the end of the range.
    func advance(to sample: Int64) throws {
        let wanted = min(endHop, (sample + Self.hopLength - 1) / Self.hopLength)
        while decidedHop < wanted {
            try readBlock()
            while decidedHop < endHop, decidedHop + Self.reach < readHop {
                if isAudible(decidedHop) { mark(decidedHop) }
                decidedHop += 1
            }
            let kept = max(0, decidedHop - Self.reach)
            let passed = Int(kept - energyStart)
            if passed > 0 {
                energyStart = kept
                energies = energies.compactMapValues { hops in
                    let left = Array(hops.dropFirst(passed))
                    return left.contains { $0 != .zero } ? left : nil
                }
            }
        }
    }

    private func readBlock() throws {
        let next = readHop + Self.hopsPerBlock
        let range = readHop * Self.hopLength..<next * Self.hopLength
        let count = Int(next - energyStart)
        for sound in Array(energies.keys) {
            energies[sound]?.append(contentsOf: repeatElement(.zero, count: Int(Self.hopsPerBlock)))
        }
        try sounds.read(range) { position, part, samples in
            var hops = energies[position] ?? [SIMD2<Double>](repeating: .zero, count: count)
            for (offset, sample) in part.enumerated() {
                let value = SIMD2(Double(samples.left[offset]), Double(samples.right[offset]))
                hops[Int(sample / Self.hopLength - energyStart)] += value * value
            }
            energies[position] = hops
        }
        readHop = next
    }

    private func isAudible(_ hop: Int64) -> Bool {
        let first = Int(max(0, hop - Self.reach) - energyStart)
        let last = Int(hop + Self.reach - energyStart)
        return energies.values.contains { hops in
            let sum = hops[first...last].reduce(.zero, +)
            return max(sum.x, sum.y) > Self.threshold
        }
    }

    private func mark(_ hop: Int64) {
        let start = hop * Self.hopLength
        let end = start + Self.hopLength
        if let last = runs.last, last.upperBound == start {
            runs[runs.count - 1] = last.lowerBound..<end
        } else {
            runs.append(start..<end)
        }
    }
}
