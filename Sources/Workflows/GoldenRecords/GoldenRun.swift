import AudioMixing
import Compositing
import ContentIdentity
import Crypto
import DraftLoading
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
package import RenderEngine
import Synchronization
package import TimelineModel

/// Makes records: paints every frame and mixes the sound, and encodes nothing.
package struct GoldenRun: Sendable {
    private let timeline: Timeline
    private let settings: RenderSettings

    /// A run for a timeline that was checked.
    package init(timeline: Timeline, settings: RenderSettings) {
        self.timeline = timeline
        self.settings = settings
    }

    private struct Painted {
        var hash: String
        var signature: FrameSignature
    }

    /// The record of the timeline. Blocks the calling thread. Throws `RenderFailure`.
    package func record(cancellation: Cancellation = Cancellation()) throws(RenderFailure) -> GoldenRecord {
        do {
            let plan = try RenderPlan(timeline: timeline, settings: settings)
            let frames = plan.grid.frames
            let painted = Mutex([Painted?](repeating: nil, count: frames.count))
            _ = try PaintingRun(plan: plan, cancellation: cancellation).paint(
                workerCount: max(1, settings.workerCount)
            ) { _, _ in
                FrameRecorder { frame, canvas, isReused in
                    let index = frame - frames.lowerBound
                    let known = isReused && index > 0 ? painted.withLock { $0[index - 1] } : nil
                    let value =
                        known ?? Painted(hash: FrameHasher.digest(of: canvas), signature: FrameSignature(canvas))
                    painted.withLock { $0[index] = value }
                }
            }
            let all = painted.withLock { $0 }.compactMap { $0 }
            guard all.count == frames.count else { throw RenderFailure.program("not every frame was painted") }
            let rate = plan.timeline.frameRate.framesPerSecond
            return GoldenRecord(
                size: CanvasSize(width: plan.encoder.width, height: plan.encoder.height),
                frameDuration: "\(rate.denominator)/\(rate.numerator)", hashes: all.map(\.hash),
                signatures: all.map(\.signature), sound: try sound(plan, cancellation), engine: EngineVersion.identity,
                hasOwnSize: settings.size != nil)
        } catch {
            throw RenderFailure(error, rendering: timeline)
        }
    }

    private func sound(_ plan: RenderPlan, _ cancellation: Cancellation) throws -> [GoldenSecond] {
        let timeline = plan.timeline
        let opener = SoundTrack.opener(of: timeline)
        let mix = MixPlan(timeline: timeline)
        let isStopped: () -> Bool = { cancellation.isCancelled }
        guard let gain = try LoudnessNormalization(plan: mix, opener: opener, isStopped: isStopped).gain() else {
            throw RenderFailure.cancelled
        }
        let mixer = Mixer(plan: mix, samples: plan.sampleRange, gain: gain, opener: opener)
        var seconds: [GoldenSecond] = []
        var left = plan.sampleRange.count
        while left > 0 {
            try cancellation.check()
            let block = try mixer.render(frameCount: min(left, 48_000))
            seconds.append(GoldenSecond(block))
            left -= block.frameCount
        }
        return seconds
    }
}

/// Hands each painted frame to whoever records it.
private final class FrameRecorder: PaintingObserving {
    private let record: (_ frame: Int, _ canvas: Canvas, _ isReused: Bool) -> Void

    init(_ record: @escaping (_ frame: Int, _ canvas: Canvas, _ isReused: Bool) -> Void) { self.record = record }

    func observe(frame: Int, paint: () throws -> (canvas: Canvas, isReused: Bool)) throws {
        let painted = try paint()
        record(frame, painted.canvas, painted.isReused)
    }
}

extension GoldenSecond {
    /// The digest and the levels of samples.
    init(_ samples: StereoSamples) {
        var hasher = Insecure.MD5()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(samples.frameCount * 8)
        for index in 0..<samples.frameCount {
            for sample in [samples.left[index], samples.right[index]] {
                // The two zeros are the same silence.
                let bits = (sample == 0 ? 0 : sample).bitPattern
                for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
            }
        }
        hasher.update(data: bytes)
        func level(_ values: some Sequence<Float>) -> Int {
            let power = values.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, samples.frameCount))
            return power > 1e-12 ? Int((1_000 * log10(power)).rounded()) : -12_000
        }
        self.init(
            digest: ContentDigest.hex(hasher.finalize()), left: level(samples.left), right: level(samples.right))
    }
}
