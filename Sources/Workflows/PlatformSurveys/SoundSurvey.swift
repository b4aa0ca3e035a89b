import AudioMixing
import Foundation
import MediaBuffers
import MediaTiming
import PlatformChecks
import RenderEngine
import SignalMeasurement
import TimelineModel

/// Measures the mix of a timeline as it goes to the encoder.
struct SoundSurvey {
    let timeline: Timeline

    private static let blockLength = 8_192
    /// −60 dBFS; less is not heard on a phone.
    private static let audible: Float = 1e-3
    private static let lowestPeak = -80.0

    /// Mixes the whole timeline, twice where its peaks need the limiter. Throws what the sources throw.
    func measure() throws -> MeasuredSound {
        let plan = MixPlan(timeline: timeline)
        let hasTarget = timeline.targetLoudnessLUFS != nil
        guard !plan.isSilent else {
            return MeasuredSound(
                loudnessLUFS: nil, truePeak: Self.lowestPeak, sumTruePeak: Self.lowestPeak, lastSound: nil,
                hasTarget: hasTarget)
        }
        let gain = try LoudnessNormalization(plan: plan, opener: SoundTrack.opener(of: timeline)).gain() ?? 1
        let sum = try mix(plan, gain: gain, limitsPeaks: false)
        // Below its ceiling the limiter changes nothing.
        let film =
            sum.peak < Double(Limiter.ceiling) ? sum : try mix(plan, gain: gain, limitsPeaks: true)
        return MeasuredSound(
            loudnessLUFS: film.loudness, truePeak: Self.decibels(film.peak), sumTruePeak: Self.decibels(sum.peak),
            lastSound: film.lastSound, hasTarget: hasTarget)
    }

    private struct Mix {
        var loudness: Double?
        var peak: Double
        var lastSound: Double?
    }

    private func mix(_ plan: MixPlan, gain: Double, limitsPeaks: Bool) throws -> Mix {
        let mixer = Mixer(
            plan: plan, samples: 0..<plan.sampleCount, gain: gain, limitsPeaks: limitsPeaks,
            opener: SoundTrack.opener(of: timeline))
        var meter = LoudnessMeter()
        var gauge = TruePeakGauge()
        var position = 0
        var last: Int?
        while true {
            let block = try mixer.render(frameCount: Self.blockLength)
            if block.frameCount == 0 { break }
            meter.add(block)
            gauge.add(block)
            if let index = block.left.indices.last(where: {
                max(abs(block.left[$0]), abs(block.right[$0])) > Self.audible
            }) {
                last = position + index + 1
            }
            position += block.frameCount
        }
        return Mix(
            loudness: meter.integratedLoudnessLUFS, peak: Double(gauge.finish()),
            lastSound: last.map { Double($0) / Double(StereoSamples.sampleRate) })
    }

    private static func decibels(_ amplitude: Double) -> Double {
        amplitude > 0 ? max(lowestPeak, 20 * log10(amplitude)) : lowestPeak
    }
}
