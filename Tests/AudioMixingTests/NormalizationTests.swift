import AudioMixing
import Foundation
import MediaBuffers
import MediaTiming
import SignalMeasurement
import Testing
import TimelineModel

@Suite("Loudness of the mix")
struct NormalizationTests {
    static func plan(_ target: Double?, seconds: Double = 5) -> MixPlan {
        let length = MediaTime(microseconds: Int64(seconds * 1_000_000))
        return MixPlan(
            timeline: Draft.timeline(
                [Draft.track([Draft.sound(0, at: .zero, for: length)])], duration: length, loudness: target))
    }

    /// A tone that comes and goes; its peaks are far above its loudness where `isPeaky`.
    static func opener(level: Float, isPeaky: Bool = false) -> SoundOpener {
        OpeningLog().opener { _, position in
            let tone = Float(sin(2 * .pi * 440 / 48_000 * Double(position)))
            let swell: Float = position / 24_000 % 2 == 0 ? 1 : 0.3
            let click: Float = isPeaky && position % 6_000 < 3 ? 8 : 1
            return (level * tone * swell * click, level * tone * swell)
        }
    }

    static func loudness(_ plan: MixPlan, gain: Double, opener: @escaping SoundOpener) throws -> (Double, Double) {
        let mix = try Mixer(plan: plan, samples: 0..<plan.sampleCount, gain: gain, opener: opener)
            .render(frameCount: Int(plan.sampleCount))
        var meter = LoudnessMeter()
        meter.add(mix)
        return (try #require(meter.integratedLoudnessLUFS), 20 * log10(max(truePeak(mix.left), truePeak(mix.right))))
    }

    @Test(
        "the mix comes out as loud as it is asked to be, and below −1 dBTP",
        arguments: [-30, -23, -14, -9, -6] as [Double], [0.002, 0.1, 0.9] as [Float])
    func target(target: Double, level: Float) throws {
        for isPeaky in [false, true] {
            let plan = Self.plan(target)
            let opener = Self.opener(level: level, isPeaky: isPeaky)
            let gain = try #require(try LoudnessNormalization(plan: plan, opener: opener).gain())
            let (loudness, peak) = try Self.loudness(plan, gain: gain, opener: opener)
            #expect(abs(loudness - target) <= 0.2, "\(loudness) LUFS, peaky: \(isPeaky)")
            #expect(peak <= -0.9, "\(peak) dBTP")
        }
    }

    @Test("silence and what is too short stay as they are")
    func silence() throws {
        let silent = OpeningLog().opener { _, _ in (0, 0) }
        #expect(try LoudnessNormalization(plan: Self.plan(-14), opener: silent).gain() == 1)
        let hiss = OpeningLog().opener { _, position in (1e-5 * noise(position), 1e-5 * noise(position, seed: 2)) }
        #expect(try LoudnessNormalization(plan: Self.plan(-14), opener: hiss).gain() == 1)
        let short = Self.plan(-14, seconds: 0.3)
        #expect(try LoudnessNormalization(plan: short, opener: Self.opener(level: 0.1)).gain() == 1)
        #expect(try LoudnessNormalization(plan: MixPlan(sampleCount: 0, sounds: []), opener: silent).gain() == 1)
    }

    @Test("where no loudness is asked for, nothing is read")
    func absent() throws {
        let log = OpeningLog()
        #expect(try LoudnessNormalization(plan: Self.plan(nil), opener: log.opener(counting)).gain() == 1)
        #expect(log.openings.isEmpty)
    }

    @Test("a target out of reach ends the search") func outOfReach() throws {
        let plan = Self.plan(-5)
        let opener = OpeningLog().opener { _, position in position % 4_800 == 0 ? (1, 1) : (0, 0) }
        let gain = try #require(try LoudnessNormalization(plan: plan, opener: opener).gain())
        #expect(gain.isFinite && gain > 1)
        let (_, peak) = try Self.loudness(plan, gain: gain, opener: opener)
        #expect(peak <= -0.9)
    }

    @Test("the loudness that is reached is told", arguments: [-23, -14, -5] as [Double]) func reached(target: Double)
        throws
    {
        let plan = Self.plan(target)
        let clicks = OpeningLog().opener { _, position in position % 4_800 == 0 ? (1, 1) : (0, 0) }
        for opener in [Self.opener(level: 0.1), Self.opener(level: 0.9, isPeaky: true), clicks] {
            let outcome = try #require(try LoudnessNormalization(plan: plan, opener: opener).outcome())
            let (loudness, _) = try Self.loudness(plan, gain: outcome.gain, opener: opener)
            #expect(abs(try #require(outcome.loudnessLUFS) - loudness) <= 0.02)
        }
        let silent = OpeningLog().opener { _, _ in (0, 0) }
        #expect(try LoudnessNormalization(plan: plan, opener: silent).outcome()?.loudnessLUFS == nil)
    }

    @Test("it can be stopped") func stop() throws {
        let normalization = LoudnessNormalization(plan: Self.plan(-14), opener: Self.opener(level: 0.1)) { true }
        #expect(try normalization.gain() == nil)
    }

    @Test("a range with the gain is the same part of the whole") func range() throws {
        let plan = Self.plan(-9)
        let opener = Self.opener(level: 0.1, isPeaky: true)
        let whole = try Mixer(plan: plan, samples: 0..<plan.sampleCount, gain: 2.5, opener: opener)
            .render(frameCount: 240_000)
        let part = try Mixer(plan: plan, samples: 100_001..<130_000, gain: 2.5, opener: opener)
            .render(frameCount: 29_999)
        #expect(part.left == Array(whole.left[100_001..<130_000]))
    }
}
