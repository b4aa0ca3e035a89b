import AudioMixing
import MediaBuffers
import MediaIO
import MediaTiming
import TimelineModel

/// Mixes and encodes the sound of a render, once for the whole of it.
struct SoundTrack {
    /// The encoded sound and what it cost.
    struct Result: Sendable {
        var encoded: EncodedSound
        var isCached: Bool
        var seconds: Double
    }

    let plan: RenderPlan
    let store: any ChunkStore

    /// Samples that are mixed at a time.
    private static let blockLength = 8_192

    func render(isStopped: () -> Bool) throws -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        if let known = try store.sound(forKey: plan.soundKey) {
            return Result(encoded: known, isCached: true, seconds: seconds(clock.now - start))
        }
        let timeline = plan.timeline
        let mixer = Mixer(plan: MixPlan(timeline: timeline), samples: plan.sampleRange) { asset, sample, rate in
            guard let facts = timeline[asset].facts.sound else {
                throw RenderFailure.program("a silent source in the mix: \(timeline[asset].path)")
            }
            do throws(AssetProblem) {
                let reader = try SoundReader(
                    path: timeline[asset].path, facts: facts, startingAt: sample, playbackRate: rate)
                return OpenSound(asset: asset, reader: reader)
            } catch {
                throw SourceFailure(asset: asset, problem: error)
            }
        }
        let encoder = try SoundEncoder(sampleCount: Int64(plan.sampleRange.count))
        var left = plan.sampleRange.count
        while left > 0, !isStopped() {
            let block = try mixer.render(frameCount: min(left, Self.blockLength))
            try encoder.encode(block)
            left -= block.frameCount
        }
        let encoded = try encoder.finish()
        if left == 0 { try store.keep(encoded, forKey: plan.soundKey) }
        return Result(encoded: encoded, isCached: false, seconds: seconds(clock.now - start))
    }
}

/// An open source as the mixer wants it.
private final class OpenSound: SoundSource {
    private let asset: AssetID
    private let reader: SoundReader

    init(asset: AssetID, reader: SoundReader) {
        self.asset = asset
        self.reader = reader
    }

    func read(frameCount: Int, into samples: inout StereoSamples) throws {
        do throws(AssetProblem) {
            _ = try reader.read(into: &samples, frameCount: frameCount)
        } catch {
            throw SourceFailure(asset: asset, problem: error)
        }
    }
}
