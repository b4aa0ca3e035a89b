package import AudioMixing
import EncodedMedia
import MediaBuffers
import MediaIO
import MediaTiming
package import TimelineModel

/// Mixes and encodes the sound of a render, once for the whole of it.
package struct SoundTrack {
    /// The encoded sound and what it cost.
    struct Result: Sendable {
        var encoded: EncodedSound
        var isCached: Bool
        var seconds: Double
    }

    let plan: RenderPlan
    let store: any ChunkStore
    /// Told how far it is, some times a second.
    var onProgress: (RenderProgress.Sound) -> Void = { _ in }

    /// Samples that are mixed at a time.
    private static let blockLength = 8_192

    /// Opens the sources of a timeline as the mixer wants them.
    package static func opener(of timeline: Timeline) -> SoundOpener {
        { opening in try OpenSound(opening, of: timeline) }
    }

    /// The sound, or nil where it was stopped.
    func render(isStopped: @escaping () -> Bool) throws -> Result? {
        let clock = ContinuousClock()
        let start = clock.now
        if let known = try store.sound(forKey: plan.soundKey) {
            return Result(encoded: known, isCached: true, seconds: seconds(clock.now - start))
        }
        let timeline = plan.timeline
        let opener = Self.opener(of: timeline)
        let mix = MixPlan(timeline: timeline)
        let progress = Pacer(onProgress)
        guard let found = try gain(of: mix, opener: opener, progress, isStopped: isStopped) else { return nil }
        let mixer = Mixer(plan: mix, samples: plan.sampleRange, gain: found.gain, opener: opener)
        let encoder = try SoundEncoder(sampleCount: Int64(plan.sampleRange.count))
        var left = plan.sampleRange.count
        while left > 0 {
            if isStopped() { return nil }
            let block = try mixer.render(frameCount: min(left, Self.blockLength))
            try encoder.encode(block)
            left -= block.frameCount
            progress.show(.mixing, 1 - Double(left) / Double(plan.sampleRange.count))
        }
        var encoded = try encoder.finish()
        encoded.mixLoudnessLUFS = found.loudnessLUFS
        try plan.sourceStates.check()
        try store.keep(encoded, forKey: plan.soundKey)
        return Result(encoded: encoded, isCached: false, seconds: seconds(clock.now - start))
    }

    /// The gain of the whole mix, whatever part of it is rendered; nil where it was stopped. Measuring takes its time, so
    /// what it came to is kept.
    private func gain(
        of mix: MixPlan, opener: @escaping SoundOpener, _ progress: Pacer, isStopped: @escaping () -> Bool
    ) throws -> MixGain? {
        guard mix.targetLoudnessLUFS != nil, !mix.isSilent else { return MixGain(gain: 1, loudnessLUFS: nil) }
        if let known = try store.gain(forKey: plan.gainKey) { return known }
        let search = LoudnessNormalization(
            plan: mix, opener: opener, isStopped: isStopped, onProgress: { progress.show(.measuring, $0) })
        guard let found = try search.outcome() else { return nil }
        let gain = MixGain(gain: found.gain, loudnessLUFS: found.loudnessLUFS)
        try plan.sourceStates.check()
        try store.keep(gain, forKey: plan.gainKey)
        return gain
    }
}

/// Passes on only so much progress as somebody can see.
private final class Pacer {
    private let onProgress: (RenderProgress.Sound) -> Void
    private var last: ContinuousClock.Instant?

    init(_ onProgress: @escaping (RenderProgress.Sound) -> Void) { self.onProgress = onProgress }

    func show(_ stage: RenderProgress.Sound.Stage, _ fraction: Double) {
        let now = ContinuousClock.now
        if let last, now - last < .milliseconds(100) { return }
        last = now
        onProgress(RenderProgress.Sound(stage: stage, fraction: fraction))
    }
}

/// An open source as the mixer wants it.
final class OpenSound: SoundSource {
    private let asset: AssetID
    private let reader: Reader

    private enum Reader {
        case forwards(SoundReader)
        case backwards(ReversedSoundReader)
    }

    init(_ opening: SoundOpening, of timeline: Timeline) throws {
        asset = opening.asset
        let path = timeline[opening.asset].path
        guard let facts = timeline[opening.asset].facts.sound else {
            throw RenderFailure.program("a silent source in the mix: \(path)")
        }
        let (sample, rate) = (opening.startSample, opening.playbackRate)
        do throws(AssetProblem) {
            reader =
                opening.isReversed
                ? .backwards(
                    try ReversedSoundReader(path: path, facts: facts, startingAt: sample, playbackRate: rate))
                : .forwards(try SoundReader(path: path, facts: facts, startingAt: sample, playbackRate: rate))
        } catch {
            throw SourceFailure(asset: opening.asset, problem: error)
        }
    }

    func read(frameCount: Int, into samples: inout StereoSamples) throws {
        do throws(AssetProblem) {
            switch reader {
            case .forwards(let reader): try reader.read(into: &samples, frameCount: frameCount)
            case .backwards(let reader): try reader.read(into: &samples, frameCount: frameCount)
            }
        } catch {
            throw SourceFailure(asset: asset, problem: error)
        }
    }
}
