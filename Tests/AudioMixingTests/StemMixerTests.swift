import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Stems")
struct StemMixerTests {
    static let duck = Ducking(gain: 0.25, attack: milliseconds(150), release: milliseconds(400))

    /// Loud pieces in one track, a low tone that ducks in another, a third that is muted.
    static var timeline: Timeline {
        let length = milliseconds(3_000)
        var muted = Draft.track([Draft.sound(2, at: .zero, for: length)])
        muted.isMuted = true
        return Draft.timeline(
            [
                Draft.track([Draft.sound(0, at: .zero, for: length, ducking: duck)]), muted,
                Draft.track([
                    Draft.sound(1, at: milliseconds(700), for: milliseconds(500)),
                    Draft.sound(1, at: milliseconds(1_900), for: milliseconds(300)),
                ]),
            ], duration: length)
    }

    static func opener() -> SoundOpener {
        OpeningLog().opener { asset, position in
            let phase = Float(position % 96) / 48 - 1
            return asset == 0 ? (phase * 0.7, -phase * 0.5) : (phase * phase, phase)
        }
    }

    @Test("the mix is that of a mixer bit for bit, and the shares add up to it before the limiter")
    func shares() throws {
        let plan = MixPlan(timeline: Self.timeline)
        let tracks = MixPlan.trackPositions(of: Self.timeline)
        #expect(tracks == [0, 2, 2])
        func read(_ groups: [Int], _ count: Int) throws -> (mix: StereoSamples, groups: [StereoSamples]) {
            let mixer = StemMixer(
                plan: plan, groups: groups, groupCount: count, sampleCount: 144_000, gain: 0.8, opener: Self.opener())
            var mix = StereoSamples()
            var shares = [StereoSamples](repeating: StereoSamples(), count: count)
            while let block = try mixer.next() {
                mix.append(block.mix, 0..<block.mix.frameCount)
                for index in shares.indices {
                    shares[index].append(block.groups[index], 0..<block.groups[index].frameCount)
                }
            }
            return (mix, shares)
        }
        let found = try read(tracks.map { $0 == 0 ? 0 : 1 }, 2)
        let expected = try Mixer(plan: plan, samples: 0..<144_000, gain: 0.8, opener: Self.opener())
            .render(frameCount: 144_000)
        let plain = try Mixer(plan: plan, samples: 0..<144_000, gain: 0.8, limitsPeaks: false, opener: Self.opener())
            .render(frameCount: 144_000)
        #expect(found.mix.left.prefix(144_000) == expected.left[...])
        #expect(found.mix.right.prefix(144_000) == expected.right[...])
        #expect(expected.left != plain.left, "the limiter has work")
        for index in 0..<144_000 {
            let sum = found.groups[0].left[index] + found.groups[1].left[index]
            #expect(abs(sum - plain.left[index]) < 1e-6)
            if abs(sum - plain.left[index]) >= 1e-6 { return }
        }
        // While the second track sounds the first one is at a quarter of its gain: 0.7 · 0.25 · 0.8.
        #expect(found.groups[0].left[45_000..<50_000].map(abs).max().map { abs($0 - 0.14) < 0.001 } == true)
        #expect(found.groups[1].left[0..<33_000].allSatisfy { $0 == 0 })
    }
}
