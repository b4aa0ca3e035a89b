import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("The same samples however they are asked for")
struct DeterminismTests {
    /// Everything at once: fades, keyframes, a transition, a loop, another speed, and sums that the limiter holds down.
    static let plan: MixPlan = {
        let gain = Animated.keyframes([
            .init(time: milliseconds(100), value: 0.5), .init(time: milliseconds(1_500), value: 3, easing: .easeInOut),
            .init(time: milliseconds(2_000), value: 0.1, easing: .hold),
        ])
        return MixPlan(
            timeline: Draft.timeline(
                [
                    Draft.track([
                        Draft.video(0, at: .zero, for: milliseconds(1_234), sound: .init(fadeIn: milliseconds(300))),
                        Draft.video(
                            1, at: milliseconds(1_234), for: milliseconds(1_000), sound: .init(), transition: 777),
                    ]),
                    Draft.track([
                        Draft.sound(
                            2, at: milliseconds(50), for: milliseconds(2_400), until: milliseconds(333), loops: true)
                    ]),
                    Draft.track(
                        [
                            Draft.sound(
                                3, at: MediaTime(microseconds: 500_013), for: milliseconds(2_000), rate: Rational(5, 4),
                                envelope: .init(gain: gain, fadeOut: milliseconds(100)))
                        ], gain: 1.5),
                ], duration: milliseconds(2_700)))
    }()

    static func opener() -> SoundOpener {
        OpeningLog().opener { asset, at in
            let burst: Float = (at / 7_000) % 3 == 0 ? 1 : 0.2
            return (burst * noise(at, seed: UInt64(asset)), burst * noise(at, seed: UInt64(asset) + 100))
        }
    }

    static func render(_ range: Range<Int64>, block: Int, limited: Bool) throws -> StereoSamples {
        let mixer = Mixer(plan: plan, samples: range, limitsPeaks: limited, opener: opener())
        var samples = StereoSamples()
        while true {
            let next = try mixer.render(frameCount: block)
            if next.frameCount == 0 { return samples }
            samples.left += next.left
            samples.right += next.right
        }
    }

    @Test("in blocks of any size", arguments: [1, 7, 480, 4_096, 100_000], [false, true])
    func blocks(block: Int, limited: Bool) throws {
        let all = try Self.render(0..<Self.plan.sampleCount, block: 1_000_000, limited: limited)
        #expect(all.frameCount == 129_600)
        #expect(try Self.render(0..<Self.plan.sampleCount, block: block, limited: limited) == all)
    }

    @Test("from any sample on", arguments: [1, 4_095, 24_001, 59_232, 66_667, 110_000] as [Int64], [false, true])
    func ranges(start: Int64, limited: Bool) throws {
        let all = try Self.render(0..<Self.plan.sampleCount, block: 4_096, limited: limited)
        for length in [1, 5_000, 40_000] as [Int64] {
            let range = start..<min(start + length, Self.plan.sampleCount)
            let part = try Self.render(range, block: 480, limited: limited)
            #expect(part.left == Array(all.left[Int(range.lowerBound)..<Int(range.upperBound)]))
            #expect(part.right == Array(all.right[Int(range.lowerBound)..<Int(range.upperBound)]))
        }
    }

    @Test("sources are opened when they are near and let go after it")
    func lifetime() throws {
        final class Counter {
            var open = 0
            var most = 0
        }
        final class Counted: SoundSource {
            let counter: Counter
            init(_ counter: Counter) {
                self.counter = counter
                counter.open += 1
                counter.most = max(counter.most, counter.open)
            }
            deinit { counter.open -= 1 }
            func read(frameCount: Int, into samples: inout StereoSamples) {
                samples.left += [Float](repeating: 0, count: frameCount)
                samples.right += [Float](repeating: 0, count: frameCount)
            }
        }
        let sounds = (0..<200).map { index in
            PlacedSound(
                asset: AssetID(index: 0), compositionStart: .zero, sourceStart: .zero,
                samples: Int64(index) * 10_000..<Int64(index + 1) * 10_000)
        }
        let counter = Counter()
        let plan = MixPlan(sampleCount: 2_000_000, sounds: sounds)
        let mixer = Mixer(plan: plan, samples: 0..<2_000_000) { _ in Counted(counter) }
        #expect(counter.open == 0)
        while try mixer.render(frameCount: 4_096).frameCount > 0 {}
        #expect(counter.open == 0)
        #expect(counter.most == 2)
    }
}
