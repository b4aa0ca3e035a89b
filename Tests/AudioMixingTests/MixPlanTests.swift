import AudioMixing
import MediaTiming
import Testing
import TimelineModel

@Suite("What a timeline sounds like")
struct MixPlanTests {
    @Test(
        "a segment fills the samples at or after its start and before its end",
        arguments: [
            (0, 1_000_000, 0, 48_000), (10, 20, 1, 2), (20, 1, 1, 2), (21, 20, 2, 2), (1_000, 333_333, 48, 16_048),
            (1_234_567, 765_433, 59_260, 96_000),
        ] as [(Int64, Int64, Int64, Int64)])
    func samples(start: Int64, duration: Int64, first: Int64, end: Int64) {
        let segment = Draft.sound(0, at: .init(microseconds: start), for: .init(microseconds: duration))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(5_000)))
        #expect(plan.sounds.map(\.samples) == (first < end ? [first..<end] : []))
    }

    @Test(
        "the source runs exactly with the composition; the nearest sample sounds",
        arguments: [
            (0, 0, 1, 1, 0, 0), (0, 1_500_000, 1, 1, 0, 72_000), (10, 0, 1, 1, 1, 1), (20, 0, 1, 1, 1, 0),
            (0, 0, 3, 2, 100, 150), (0, 10_000, 1, 10, 1_000, 580), (500_000, 250_000, 2, 1, 24_001, 12_002),
        ] as [(Int64, Int64, Int64, Int64, Int64, Int64)])
    func sourceSample(start: Int64, from: Int64, top: Int64, bottom: Int64, sample: Int64, expected: Int64) throws {
        let segment = Draft.sound(
            0, at: .init(microseconds: start), for: milliseconds(2_000), from: .init(microseconds: from),
            rate: Rational(top, bottom))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(5_000)))
        #expect(try #require(plan.sounds.first).sourceSample(at: sample) == expected)
    }

    @Test("a source of 44.1 kHz ends within its last sample")
    func exhaustion() throws {
        let end = MediaTime(44_101, timeBase: Rational(1, 44_100))
        let segment = Draft.sound(
            0, at: milliseconds(1_000), for: milliseconds(3_000), until: end, rate: Rational(1, 2))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(5_000)))
        // 96 000 · 44 101 / 44 100 = 96 002.18
        #expect(plan.sounds.map(\.samples) == [48_000..<144_003])
    }

    @Test("what no one hears is not in the plan")
    func silence() {
        let full = SoundEnvelope()
        let zero = SoundEnvelope(
            gain: .keyframes([.init(time: .zero, value: 0), .init(time: milliseconds(9), value: 0)]))
        let rising = SoundEnvelope(
            gain: .keyframes([.init(time: .zero, value: 0), .init(time: milliseconds(9), value: 1)]))
        let second = milliseconds(1_000)
        let plan = MixPlan(
            timeline: Draft.timeline(
                [
                    Draft.track([Draft.sound(0, at: .zero, for: second)], muted: true),
                    Draft.track([Draft.sound(0, at: .zero, for: second)], gain: 0),
                    Draft.track([Draft.sound(0, at: .zero, for: second, envelope: zero)]),
                    Draft.track([Draft.video(1, at: .zero, for: second, sound: nil)], kind: .picture),
                    Draft.track([Draft.video(3, at: .zero, for: second, sound: full)], kind: .picture),
                    Draft.track([Draft.sound(0, at: milliseconds(9_000), for: second)]),
                    Draft.track([Draft.video(1, at: .zero, for: second, sound: full)], hidden: true, kind: .picture),
                    Draft.track([Draft.sound(2, at: .zero, for: second, envelope: rising)]),
                ], duration: milliseconds(5_000), soundless: [3]))
        #expect(plan.sounds.map(\.asset.index) == [1, 2])
    }

    @Test("a transition lets the outgoing sound go on, unless it fades out")
    func transitions() {
        let timeline = Draft.timeline(
            [
                Draft.track([
                    Draft.video(0, at: .zero, for: milliseconds(1_000), sound: SoundEnvelope()),
                    Draft.video(
                        1, at: milliseconds(1_000), for: milliseconds(1_000),
                        sound: .init(
                            fadeOut: milliseconds(100)), transition: 500),
                    Draft.video(2, at: milliseconds(2_000), for: milliseconds(1_000), sound: nil, transition: 500),
                    Draft.video(3, at: milliseconds(3_000), for: milliseconds(1_000), sound: .init(), transition: 250),
                    Draft.video(4, at: milliseconds(4_001), for: milliseconds(999), sound: .init(), transition: 250),
                ])
            ], duration: milliseconds(5_000))
        let sounds = MixPlan(timeline: timeline).sounds
        #expect(sounds.map(\.samples) == [0..<72_000, 48_000..<96_000, 144_000..<192_000, 192_048..<240_000])
        let cut = TimeRange(start: milliseconds(1_000), duration: milliseconds(500))
        #expect(sounds[0].ramps == [GainRamp(.equalPower, .falling, over: cut)])
        #expect(
            sounds[1].ramps == [
                GainRamp(.linear, .falling, over: .init(start: milliseconds(1_900), end: milliseconds(2_000))),
                GainRamp(.equalPower, .rising, over: cut),
            ])
        #expect(sounds[2].ramps.map(\.shape) == [.equalPower])
        #expect(sounds[3].ramps.isEmpty)
    }

    @Test("nothing sounds beyond the timeline")
    func cutAtDuration() {
        let track = Draft.track([
            Draft.sound(0, at: .zero, for: milliseconds(1_000)),
            Draft.sound(1, at: milliseconds(1_000), for: milliseconds(1_000), transition: 500),
        ])
        let plan = MixPlan(timeline: Draft.timeline([track], duration: MediaTime(microseconds: 1_200_001)))
        #expect(plan.sampleCount == 57_601)
        #expect(plan.sounds.map(\.samples) == [0..<57_601, 48_000..<57_601])
    }

    @Test("times that fit no 64-bit fraction do not trap")
    func hostileTimes() {
        let end = MediaTime(seconds: Rational(9_000_000_000_000_000_000, 8_999_999_999_999_999_983))
        let wild = Draft.sound(
            0, at: .init(microseconds: 1), for: milliseconds(4_000), until: end, rate: Rational(1_234_567, 1_000_001))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([wild])], duration: milliseconds(5_000)))
        // 48 000 · 1 000 001 / 1 234 567 = 38 880.03
        #expect(plan.sounds.map(\.samples) == [1..<38_881])
    }

    @Test("the digest tells apart whatever changes a sample, and nothing else")
    func digest() {
        let base = PlacedSound(
            asset: AssetID(index: 0), compositionStart: .zero, sourceStart: .zero, samples: 0..<100,
            gain: .keyframes([.init(time: .zero, value: 1), .init(time: milliseconds(1), value: 0.5)]),
            ramps: [GainRamp(.linear, .rising, over: .init(start: .zero, duration: milliseconds(1)))])
        let changes: [(inout PlacedSound) -> Void] = [
            { $0.asset = AssetID(index: 1) }, { $0.compositionStart = milliseconds(1) },
            { $0.sourceStart = milliseconds(1) }, { $0.playbackRate = Rational(2) },
            { $0.loopRange = TimeRange(start: .zero, duration: milliseconds(1)) }, { $0.samples = 0..<101 },
            { $0.trackGain = 1.000_000_000_000_000_2 }, { $0.gain = .constant(1) },
            {
                $0.gain = .keyframes([
                    .init(time: .zero, value: 1), .init(time: milliseconds(1), value: 0.5, easing: .hold),
                ])
            },
            { $0.mirrorTime = .zero }, { $0.mirrorTime = milliseconds(1) },
            { $0.ducking = Ducking(gain: 0.5, attack: milliseconds(1), release: milliseconds(2)) },
            { $0.ducking = Ducking(gain: 0.4, attack: milliseconds(1), release: milliseconds(2)) },
            { $0.ducking = Ducking(gain: 0.5, attack: milliseconds(2), release: milliseconds(2)) },
            { $0.ducking = Ducking(gain: 0.5, attack: milliseconds(1), release: milliseconds(1)) },
            { $0.ramps = [] }, { $0.ramps[0].shape = .equalPower }, { $0.ramps[0].direction = .falling },
            { $0.ramps[0].compositionRange = TimeRange(start: .zero, duration: milliseconds(2)) },
        ]
        var texts: Set<String> = [MixPlan(sampleCount: 100, sounds: [base]).digestText { "a\($0.index)" }]
        for change in changes {
            var sound = base
            change(&sound)
            texts.insert(MixPlan(sampleCount: 100, sounds: [sound]).digestText { "a\($0.index)" })
        }
        #expect(texts.count == changes.count + 1)
        #expect(texts.contains(MixPlan(sampleCount: 100, sounds: [base]).digestText { "a\($0.index)" }))
        for target in [-14, -14.5] {
            let plan = MixPlan(sampleCount: 100, targetLoudnessLUFS: target, sounds: [base])
            #expect(texts.insert(plan.digestText { "a\($0.index)" }).inserted)
        }
        #expect(!texts.contains(MixPlan(sampleCount: 101, sounds: [base]).digestText { "a\($0.index)" }))
        #expect(!texts.contains(MixPlan(sampleCount: 100, sounds: [base]).digestText { "b\($0.index)" }))
    }
}
