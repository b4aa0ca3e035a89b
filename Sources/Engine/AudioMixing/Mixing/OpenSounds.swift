import MediaBuffers

/// Opens the sounds of a plan when they are near, reads them side by side, and lets them go after their end.
final class OpenSounds {
    /// Samples that are read at a time, at most.
    static let blockLength: Int64 = 4_096

    private let plan: MixPlan
    private let opener: SoundOpener
    private let pending: [Int]
    private var pendingOffset = 0
    private var active: [ActiveSound] = []
    private var keptLoopSamples: Int64 = 0
    private var scratch = StereoSamples()
    private var gains = [Float](repeating: 0, count: Int(OpenSounds.blockLength))

    /// The sounds of a plan at some positions that are heard within a range of samples.
    init(_ positions: some Sequence<Int>, of plan: MixPlan, over range: Range<Int64>, opener: @escaping SoundOpener) {
        self.plan = plan
        self.opener = opener
        pending = positions.filter { plan.sounds[$0].samples.overlaps(range) }
            .sorted { (plan.sounds[$0].samples.lowerBound, $0) < (plan.sounds[$1].samples.lowerBound, $1) }
    }

    /// Gives, in the order of the plan, what each sound has within a range of at most `blockLength` samples: its position
    /// in the plan, which samples of the mix they are, and the samples with their gain. Sounds whose gain is 0 all over
    /// the range are left out. Ranges must follow each other without a gap.
    func read(
        _ range: Range<Int64>, _ body: (Int, Range<Int64>, inout StereoSamples) throws -> Void
    ) throws {
        while pendingOffset < pending.count,
            plan.sounds[pending[pendingOffset]].samples.lowerBound < range.upperBound
        {
            try activate(pending[pendingOffset], at: range.lowerBound)
            pendingOffset += 1
        }
        for sound in active {
            let part = sound.samples.clamped(to: range)
            if part.isEmpty { continue }
            scratch.removeAll()
            try sound.reader.read(frameCount: part.count, into: &scratch)
            scratch.sanitize()
            if applyGain(of: sound.envelope, over: part) { try body(sound.order, part, &scratch) }
        }
        for sound in active where sound.samples.upperBound <= range.upperBound { keptLoopSamples -= sound.keptSamples }
        active.removeAll { $0.samples.upperBound <= range.upperBound }
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

    /// Whether anything is left to be heard.
    private func applyGain(of envelope: GainEnvelope, over part: Range<Int64>) -> Bool {
        if let gain = envelope.constantGain(over: part) {
            if gain == 0 { return false }
            scratch.multiply(by: gain)
        } else {
            gains.withUnsafeMutableBufferPointer { gains in
                envelope.write(part, to: UnsafeMutableBufferPointer(rebasing: gains[0..<part.count]))
            }
            scratch.multiply(by: gains)
        }
        return true
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
