import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Mixing")
struct MixerTests {
    @Test(
        "an impulse sounds at its very sample",
        arguments: [
            (0, 0, 1_000), (1_500, 250, 36_000), (1_003, 7, 20_011), (333, 777, 48_000),
        ] as [(Int64, Int64, Int64)])
    func impulse(start: Int64, from: Int64, at impulse: Int64) throws {
        let segment = Draft.sound(3, at: milliseconds(start), for: milliseconds(3_000), from: milliseconds(from))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(5_000)))
        let mix = try plainMix(plan, opener: OpeningLog().opener { _, position in (position == impulse ? 1 : 0, 0) })
        #expect(mix.frameCount == 240_000)
        #expect(mix.left.firstIndex(of: 1) == Int(start * 48 + impulse - from * 48))
        #expect(mix.left.reduce(0, +) == 1)
    }

    @Test("a segment off the grid is off by less than half a sample")
    func offGrid() throws {
        let start = MediaTime(microseconds: 10_010)
        let from = MediaTime(44_103, timeBase: Rational(1, 44_100))
        let segment = Draft.sound(0, at: start, for: milliseconds(10), from: from)
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(100)))
        let mix = try plainMix(plan, opener: OpeningLog().opener(counting))
        let first = try #require(mix.right.firstIndex(of: 1))
        #expect(first == 481)
        for index in first..<first + 480 {
            let exact = 48_000 * (44_103.0 / 44_100 - 0.010_01) + Double(index)
            #expect(abs(Double(mix.left[index]) - exact) <= 0.500_01)
        }
        #expect(mix.right[first + 480] == 0)
    }

    @Test("fades are exact at every sample")
    func fades() throws {
        let envelope = SoundEnvelope(fadeIn: milliseconds(10), fadeOut: milliseconds(20))
        let segment = Draft.sound(0, at: milliseconds(5), for: milliseconds(100), envelope: envelope)
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(200)))
        let mix = try plainMix(plan, opener: OpeningLog().opener(counting)).right
        for index in 0..<480 { #expect(mix[240 + index] == Float(Double(index) / 480)) }
        for index in 480..<3_840 { #expect(mix[240 + index] == 1) }
        for index in 0..<960 { #expect(mix[240 + 3_840 + index] == Float(Double(960 - index) / 960)) }
        #expect(mix[240 + 4_800] == 0)
    }

    @Test("a fade that begins between two samples runs by exact time")
    func fadeOffGrid() throws {
        let envelope = SoundEnvelope(fadeIn: MediaTime(microseconds: 1_000))
        let segment = Draft.sound(0, at: MediaTime(microseconds: 10), for: milliseconds(10), envelope: envelope)
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(10)))
        let mix = try plainMix(plan, opener: OpeningLog().opener(counting)).right
        #expect(mix[0] == 0)
        for index in 1...48 { #expect(abs(mix[index] - Float((Double(index) - 0.48) / 48)) < 1e-7) }
        #expect(mix[49] == 1)
    }

    @Test("gains of track and segment multiply", arguments: [(1, 1), (0.35, 1), (4, 4), (0.5, 1.5), (1e-3, 0.1)])
    func gains(track: Double, segment: Double) throws {
        let placed = Draft.sound(
            0, at: .zero, for: milliseconds(10), envelope: SoundEnvelope(gain: .constant(segment)))
        let timeline = Draft.timeline([Draft.track([placed], gain: track)], duration: milliseconds(10))
        let mix = try plainMix(MixPlan(timeline: timeline), opener: OpeningLog().opener(counting))
        #expect(mix.right == [Float](repeating: Float(track * segment), count: 480))
    }

    @Test(
        "keyframes: lines and holds are exact, curves nearly so, nothing jumps",
        arguments: [
            (.linear, 3e-7), (.hold, 3e-7), (.ease, 1e-5), (.easeInOut, 1e-5),
            (.cubicBezier(x1: 0.9, y1: -0.5, x2: 0.1, y2: 1.5), 1e-3),
        ] as [(Easing, Double)])
    func keyframes(easing: Easing, tolerance: Double) throws {
        let gain = Animated.keyframes([
            .init(time: MediaTime(microseconds: 100_003), value: 0.25),
            .init(time: milliseconds(700), value: 2, easing: easing),
            .init(time: milliseconds(900), value: 0.5, easing: .linear),
        ])
        let segment = Draft.sound(
            0, at: MediaTime(microseconds: 12_345), for: milliseconds(1_100), envelope: SoundEnvelope(gain: gain))
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(2_000)))
        let mix = try plainMix(plan, opener: OpeningLog().opener(counting)).right
        let first = 593
        #expect(mix[first - 1] == 0 && mix[first] == 0.25)
        let errors = (first..<first + 52_800).map { index in
            let time = MediaTime(Int64(index), timeBase: Rational(1, 48_000)) - MediaTime(microseconds: 12_345)
            return abs(Double(mix[index]) - gain.value(at: time))
        }
        #expect(try #require(errors.max()) < tolerance)
        let steps = (first + 1..<first + 52_800).map { abs(mix[$0] - mix[$0 - 1]) }
        #expect(try #require(steps.max()) < (easing == .hold ? 1.76 : 0.005))
    }

    @Test("keyframes go on in a transition's tail")
    func keyframesInTail() throws {
        let gain = Animated.keyframes([
            .init(time: .zero, value: 1), .init(time: milliseconds(100), value: 1),
            .init(time: milliseconds(200), value: 3),
        ])
        let track = Draft.track([
            Draft.sound(0, at: .zero, for: milliseconds(100), envelope: SoundEnvelope(gain: gain)),
            Draft.sound(1, at: milliseconds(100), for: milliseconds(100), transition: 100),
        ])
        let plan = MixPlan(timeline: Draft.timeline([track], duration: milliseconds(200)))
        let mix = try plainMix(plan, opener: OpeningLog().opener { asset, _ in (asset == 0 ? 1 : 0, 0) })
        #expect(abs(mix.left[4_800 + 2_400] - Float(2 * 0.5.squareRoot())) < 1e-6)
    }

    @Test("a transition keeps the power at every sample, and both clocks run on")
    func equalPower() throws {
        let track = Draft.track([
            Draft.sound(0, at: .zero, for: milliseconds(100)),
            Draft.sound(1, at: milliseconds(100), for: milliseconds(100), from: milliseconds(50), transition: 60),
        ])
        let plan = MixPlan(timeline: Draft.timeline([track], duration: milliseconds(200)))
        // The outgoing sound is on the left, the incoming one on the right, so that each can be seen.
        let log = OpeningLog()
        let mix = try plainMix(plan, opener: log.opener { asset, _ in asset == 0 ? (1, 0) : (0, 1) })
        #expect(mix.left[4_799] == 1 && mix.right[4_799] == 0)
        #expect(mix.left[4_800] == 1 && mix.right[4_800] == 0)
        for index in 4_800..<7_680 {
            let (outgoing, incoming) = (mix.left[index], mix.right[index])
            #expect(abs(outgoing * outgoing + incoming * incoming - 1) < 3e-7)
            let turn = Double(index - 4_800) / 2_880
            #expect(abs(Double(incoming) - sine(turn * .pi / 2)) < 1e-7)
        }
        #expect(mix.left[7_680] == 0 && mix.right[7_680] == 1)
        #expect(log.openings.map(\.start) == [0, 2_400])

        let clocks = try plainMix(plan, opener: OpeningLog().opener { asset, at in (asset == 0 ? Float(at) : 0, 0) })
        #expect(abs(clocks.left[6_240] - 6_240 * Float(0.5.squareRoot())) < 1e-3)
    }

    @Test("an exhausted source is silent")
    func exhausted() throws {
        let track = Draft.track([
            Draft.sound(0, at: .zero, for: milliseconds(100), until: milliseconds(110)),
            Draft.sound(1, at: milliseconds(100), for: milliseconds(100), transition: 50),
        ])
        let plan = MixPlan(timeline: Draft.timeline([track], duration: milliseconds(200)))
        let mix = try plainMix(plan, opener: OpeningLog().opener { asset, _ in (asset == 0 ? 1 : 0, 0) })
        #expect(mix.left[5_279] > 0.9 && mix.left[5_280] == 0)
    }

    @Test("a range beyond the plan is silent")
    func beyond() throws {
        let sound = PlacedSound(asset: AssetID(index: 0), compositionStart: .zero, sourceStart: .zero, samples: 0..<10)
        let mixer = Mixer(
            plan: plan(of: sound), samples: 5..<20, limitsPeaks: false, opener: OpeningLog().opener(counting))
        #expect(try mixer.render(frameCount: 100).right == [1, 1, 1, 1, 1] + [Float](repeating: 0, count: 10))
        #expect(try mixer.render(frameCount: 100).frameCount == 0)
    }

    @Test("what is no number becomes silence and harms no other sound")
    func notANumber() throws {
        let sounds = (0..<2).map {
            PlacedSound(asset: AssetID(index: $0), compositionStart: .zero, sourceStart: .zero, samples: 0..<300)
        }
        let wild: [Float] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0.25]
        let opener = OpeningLog().opener { asset, at in asset == 0 ? (wild[Int(at) % 6], .nan) : (0.5, 0.5) }
        let mix = try plainMix(MixPlan(sampleCount: 300, sounds: sounds), opener: opener)
        #expect(Array(mix.left[0..<3]) == [0.5, 0.5, 0.5] && mix.left[5] == 0.75)
        #expect(mix.left.allSatisfy { $0.isFinite })
        #expect(mix.right == [Float](repeating: 0.5, count: 300))
        let limited = try Mixer(plan: MixPlan(sampleCount: 300, sounds: sounds), samples: 0..<300, opener: opener)
            .render(frameCount: 300)
        #expect(limited.left.allSatisfy { abs($0) <= 0.9 })
    }

    @Test("an error of a source comes through")
    func failure() throws {
        struct Broken: Error {}
        let sound = PlacedSound(asset: AssetID(index: 0), compositionStart: .zero, sourceStart: .zero, samples: 0..<10)
        let mixer = Mixer(plan: plan(of: sound), samples: 0..<10) { _ in throw Broken() }
        #expect(throws: Broken.self) { try mixer.render(frameCount: 1) }
    }
}

/// A sine of its own making: three steps of angle halving about a short series, for 0…π/2.
private func sine(_ angle: Double) -> Double {
    let small = angle / 27
    var value =
        small - small * small * small / 6 + small * small * small * small * small / 120
        - small * small * small * small * small * small * small / 5_040
    for _ in 0..<3 { value = 3 * value - 4 * value * value * value }
    return value
}
