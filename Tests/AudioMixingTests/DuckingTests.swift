import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Ducking")
struct DuckingTests {
    static let duck = Ducking(gain: 0.25, attack: milliseconds(150), release: milliseconds(400))

    /// Music that ducks, on the right at 1, under keys on the left; asset 0 is the music.
    static func plan(
        _ duck: Ducking = duck, keys: [Segment], muted: Bool = false, seconds: Int64 = 4
    ) -> MixPlan {
        let length = milliseconds(seconds * 1_000)
        let music = Draft.sound(0, at: .zero, for: length, ducking: duck)
        return MixPlan(
            timeline: Draft.timeline([Draft.track([music]), Draft.track(keys, muted: muted)], duration: length))
    }

    static func opener(level: Float = 0.5) -> SoundOpener {
        OpeningLog().opener { asset, position in
            asset == 0 ? (0, 1) : (position % 2 == 0 ? level : -level, 0)
        }
    }

    /// The gain of the music, which is what is on the right.
    static func gain(_ plan: MixPlan, level: Float = 0.5) throws -> [Float] {
        try plainMix(plan, opener: opener(level: level)).right
    }

    @Test("the gain is the wanted one while another sound is audible, and slopes stand before and after it")
    func shape() throws {
        let gain = try Self.gain(Self.plan(keys: [Draft.sound(1, at: milliseconds(1_000), for: milliseconds(1_000))]))
        // Windows of 50 ms around every 10 ms: from 20 ms before the sound to 20 ms after it.
        let (first, end) = (47_040, 96_960)
        #expect(gain[first..<end].allSatisfy { $0 == 0.25 })
        #expect(gain[..<(first - 7_200)].allSatisfy { $0 == 1 })
        #expect(gain[(end + 19_200)...].allSatisfy { $0 == 1 })
        for (sample, progress) in [
            (first - 3_600, 0.5), (first - 1_800, 0.75), (end + 9_600, 0.5), (end + 4_800, 0.75),
        ] {
            #expect(abs(Double(gain[sample]) - (1 - 0.75 * progress)) < 1e-3)
        }
        let steps = zip(gain, gain.dropFirst()).map { abs($1 - $0) }
        #expect(try #require(steps.max()) < 0.75 / 7_100)
    }

    @Test("what is above −40 dBFS is audible, what is below is not", arguments: [(-39.5, true), (-40.5, false)])
    func threshold(level: Double, isAudible: Bool) throws {
        let keys = [Draft.sound(1, at: milliseconds(1_000), for: milliseconds(1_000))]
        let amplitude: Float = level == -39.5 ? 0.010_593 : 0.009_441
        let gain = try Self.gain(Self.plan(keys: keys), level: amplitude)
        #expect(gain[72_000] == (isAudible ? 0.25 : 1))
        // Its own gain counts.
        let louder = [
            Draft.sound(
                1, at: milliseconds(1_000), for: milliseconds(1_000), envelope: SoundEnvelope(gain: .constant(1.2)))
        ]
        #expect(try Self.gain(Self.plan(keys: louder), level: amplitude)[72_000] == 0.25)
    }

    @Test("a click of 50 ms at −40 dBFS in all is audible, one of half its energy is not")
    func window() throws {
        let keys = [Draft.sound(1, at: milliseconds(1_000), for: milliseconds(10))]
        // A fifth of the window must have five times the energy.
        #expect(try Self.gain(Self.plan(keys: keys), level: 0.023)[48_000] == 0.25)
        #expect(try Self.gain(Self.plan(keys: keys), level: 0.0158)[48_000] == 1)
    }

    @Test("sounds that duck, and muted ones, lower nothing")
    func others() throws {
        let ducking = Draft.sound(1, at: milliseconds(1_000), for: milliseconds(1_000), ducking: Self.duck)
        #expect(try Self.gain(Self.plan(keys: [ducking])).allSatisfy { $0 == 1 })
        let key = Draft.sound(1, at: milliseconds(1_000), for: milliseconds(1_000))
        #expect(try Self.gain(Self.plan(keys: [key], muted: true)).allSatisfy { $0 == 1 })
    }

    @Test("the own sound of a video lowers too, and to silence where that is asked for")
    func video() throws {
        let length = milliseconds(3_000)
        let duck = Ducking(gain: 0, attack: .zero, release: .zero)
        let plan = MixPlan(
            timeline: Draft.timeline(
                [
                    Draft.track(
                        [Draft.video(1, at: milliseconds(1_000), for: milliseconds(500), sound: .init())],
                        kind: .picture),
                    Draft.track([Draft.sound(0, at: .zero, for: length, ducking: duck)]),
                ], duration: length))
        let gain = try Self.gain(plan)
        #expect(gain[60_000] == 0 && gain[40_000] == 1 && gain[80_000] == 1)
        // Slopes of no length take 5 ms.
        let steps = zip(gain, gain.dropFirst()).map { abs($1 - $0) }
        #expect(try #require(steps.max()) < 0.004_5)
    }

    @Test("between sounds that are near each other the gain stays down in part")
    func near() throws {
        let keys = [0, 1_200].map { Draft.sound(1, at: milliseconds(1_000 + $0), for: milliseconds(1_000)) }
        let gain = try Self.gain(Self.plan(keys: keys))
        // 160 ms between what is audible: slopes meet 116 ms after the first, 29 % of the way up.
        let highest = try #require(gain[90_000..<110_000].max())
        #expect(abs(highest - (0.25 + 0.75 * 160 / 550)) < 1e-3)
    }

    @Test("any range and any block equal the same part of the whole", arguments: [1, 333, 4_096, 50_000])
    func ranges(block: Int) throws {
        let keys = (0..<8).map { index in
            Draft.sound(1, at: MediaTime(microseconds: 203_333 + index * 450_017), for: milliseconds(40 + index * 50))
        }
        let plan = Self.plan(keys: keys)
        let opener = OpeningLog().opener { asset, position in
            (0.9 * noise(position, seed: UInt64(asset)), 1.1 * noise(position, seed: 7))
        }
        let whole = try Mixer(plan: plan, samples: 0..<plan.sampleCount, opener: opener)
            .render(frameCount: Int(plan.sampleCount))
        for start in [0, 1, 9_999, 48_000, 100_003, 150_000] as [Int64] {
            let range = start..<min(plan.sampleCount, start + (block == 1 ? 2_000 : 40_000))
            let mixer = Mixer(plan: plan, samples: range, opener: opener)
            var part = StereoSamples()
            while part.frameCount < range.count {
                let next = try mixer.render(frameCount: block)
                part.append(next, 0..<next.frameCount)
            }
            #expect(part.left == Array(whole.left[Int(range.lowerBound)..<Int(range.upperBound)]))
            #expect(part.right == Array(whole.right[Int(range.lowerBound)..<Int(range.upperBound)]))
        }
    }
}
