import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Loops")
struct LoopTests {
    @Test(
        "a loop repeats its stretch to the sample, kept or opened again",
        arguments: [
            (20, 250), (1_000, 3_500), (31_000, 95_000), (900, 500),
        ] as [(Int64, Int64)])
    func period(stretch: Int64, duration: Int64) throws {
        let segment = Draft.sound(
            0, at: milliseconds(3), for: milliseconds(duration), from: milliseconds(100),
            until: milliseconds(100 + stretch), loops: true)
        let plan = MixPlan(timeline: Draft.timeline([Draft.track([segment])], duration: milliseconds(100_000)))
        #expect(plan.sounds.first?.loopPeriod == stretch * 48)
        let log = OpeningLog()
        let mix = try plainMix(plan, opener: log.opener(counting))
        var wrong = 0
        for index in 0..<duration * 48
        where mix.left[Int(144 + index)] != Float((4_800 + index % (stretch * 48)) % countingPeriod) { wrong += 1 }
        #expect(wrong == 0)
        #expect(mix.right[143] == 0 && mix.right[Int(144 + duration * 48)] == 0)
        let rounds = stretch > 30_000 ? (duration + stretch - 1) / stretch : 1
        #expect(log.openings == Array(repeating: .init(asset: 0, start: 4_800, rate: .one), count: Int(rounds)))
    }

    @Test(
        "a loop's stretch is a whole number of samples, at least one",
        arguments: [
            (0, 10, 1, 1, 1), (1, 441, 1, 1, 1), (0, 44_101, 1, 1, 48_001), (0, 44_100, 3, 2, 32_000),
        ] as [(Int64, Int64, Int64, Int64, Int64)])
    func wholePeriod(start: Int64, end: Int64, top: Int64, bottom: Int64, expected: Int64) {
        let base = Rational(1, end < 1_000 ? 44_100_000 : 44_100)
        let range = TimeRange(start: MediaTime(start, timeBase: base), end: MediaTime(end, timeBase: base))
        let sound = PlacedSound(
            asset: AssetID(index: 0), compositionStart: .zero, sourceStart: range.start,
            playbackRate: Rational(top, bottom), loopRange: range, samples: 0..<100)
        #expect(sound.loopPeriod == expected)
    }

    @Test("a range that begins amid a loop is the same part of it", arguments: [20, 31_000] as [Int64])
    func amid(stretch: Int64) throws {
        let range = TimeRange(start: milliseconds(5), duration: milliseconds(stretch))
        for rate in [Rational.one, Rational(3, 2)] {
            let sound = PlacedSound(
                asset: AssetID(index: 0), compositionStart: .zero, sourceStart: range.start, playbackRate: rate,
                loopRange: range, samples: 0..<3_200_000)
            let whole = try plainMix(plan(of: sound), opener: OpeningLog().opener(counting))
            let part = try plainMix(plan(of: sound), 1_999_999..<2_003_333, opener: OpeningLog().opener(counting))
            #expect(part.left == Array(whole.left[1_999_999..<2_003_333]))
        }
    }
}
