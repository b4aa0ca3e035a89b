import MediaBuffers
import MediaTiming
import TimelineModel

/// Lowers the sounds of a plan that duck, while any that does not is audible.
///
/// At every instant at which another sound is audible, the gain is the one that ducking asks for: it goes down before
/// and up after that, linearly in amplitude, each in its own time but in no less than 5 ms. Where two such stretches are
/// near each other, the lower gain counts.
final class Ducker {
    private let audibility: AudibilityScan
    private var gains = [Float](repeating: 0, count: Int(OpenSounds.blockLength))

    /// A ducker for a range of a plan's samples, or nil where nothing ducks in it.
    init?(plan: MixPlan, samples: Range<Int64>, opener: @escaping SoundOpener) {
        let slopes = plan.sounds.filter { $0.samples.overlaps(samples) }.compactMap(\.ducking).map(Slopes.init)
        guard let release = slopes.map(\.release).max(), let attack = slopes.map(\.attack).max() else { return nil }
        let start = max(0, samples.lowerBound - Int64(release.rounded(.up)))
        let end = min(plan.sampleCount, samples.upperBound + Int64(attack.rounded(.up)))
        audibility = AudibilityScan(plan: plan, samples: start..<max(start, end), opener: opener)
    }

    /// Lowers samples of a sound, of which there are at most `OpenSounds.blockLength`; `part` says which ones of the mix
    /// they are. Parts must come in rising order.
    func lower(_ samples: inout StereoSamples, _ part: Range<Int64>, by ducking: Ducking) throws {
        let slopes = Slopes(ducking)
        try audibility.advance(to: part.upperBound + Int64(slopes.attack.rounded(.up)))
        let runs = audibility.runs
        let depth = 1 - ducking.gain
        var next = firstRun(endingAfter: part.lowerBound, in: runs)
        var isTouched = false
        for (offset, sample) in part.enumerated() {
            while next < runs.count, runs[next].upperBound <= sample { next += 1 }
            var deficit = 0.0
            if next < runs.count { deficit = 1 - Double(runs[next].lowerBound - sample) / slopes.attack }
            if next > 0 { deficit = max(deficit, 1 - Double(sample - runs[next - 1].upperBound) / slopes.release) }
            deficit = min(1, max(0, deficit))
            if deficit > 0 { isTouched = true }
            gains[offset] = Float(1 - depth * deficit)
        }
        if isTouched { samples.multiply(by: gains) }
    }

    private func firstRun(endingAfter sample: Int64, in runs: [Range<Int64>]) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].upperBound <= sample { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// How many samples the whole way down and the whole way up take.
private struct Slopes {
    var attack: Double
    var release: Double

    /// 5 ms: what changes faster is heard as a click.
    private static let shortest = 240.0

    init(_ ducking: Ducking) {
        attack = max(Self.shortest, ducking.attack.doubleValue * Double(SampleGrid.rate))
        release = max(Self.shortest, ducking.release.doubleValue * Double(SampleGrid.rate))
    }
}
