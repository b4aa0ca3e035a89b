import AudioMixing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Sounds that play backwards")
struct ReversalTests {
    private func mix(
        _ segments: [Segment], range: Range<Int64>? = nil, log: OpeningLog = OpeningLog()
    ) throws -> StereoSamples {
        let timeline = Draft.timeline([Draft.track(segments, kind: .picture)], duration: milliseconds(1_000))
        return try plainMix(
            MixPlan(timeline: timeline), range,
            opener: log.opener { asset, position in
                asset == 0 ? counting(asset, position) : (0, 0)
            })
    }

    @Test("N samples come as N − 1 … 0, in any range", arguments: [0, 50, 333] as [Int64], [0, 100] as [Int64])
    func order(from: Int64, start: Int64) throws {
        let segment = Draft.video(
            0, at: milliseconds(start), for: milliseconds(100), from: milliseconds(from), reversed: true, sound: .init()
        )
        let whole = try mix([segment])
        let first = Int(start * 48)
        for index in 0..<4_800 { #expect(whole.left[first + index] == Float(from * 48 + 4_799 - Int64(index))) }
        #expect(whole.right[first + 4_800] == 0)
        let part = try mix([segment], range: 3_333..<6_000)
        #expect(part == StereoSamples(whole, 3_333..<6_000))
    }

    @Test("at another speed it begins at the end of its stretch") func speed() throws {
        let segment = Draft.video(
            0, at: milliseconds(100), for: milliseconds(100), from: milliseconds(30), rate: Rational(3, 2),
            reversed: true, sound: .init())
        let log = OpeningLog()
        _ = try mix([segment], range: 6_000..<7_000, log: log)
        #expect(log.openings == [.init(asset: 0, start: 1_440 + 7_200 - 1, rate: Rational(3, 2))])
    }

    @Test("what the source does not have comes first, as silence") func short() throws {
        let segment = Draft.video(
            0, at: .zero, for: milliseconds(100), from: milliseconds(20), until: milliseconds(80), reversed: true,
            sound: .init())
        let mix = try mix([segment])
        #expect(mix.right[..<1_920].allSatisfy { $0 == 0 })
        #expect(mix.left[1_920] == 3_839 && mix.left[4_799] == 960)
        #expect(mix.right[4_800] == 0)
    }

    @Test("in a transition it goes on with what lies before its stretch, and then is silent") func tail() throws {
        let outgoing = Draft.video(
            0, at: .zero, for: milliseconds(100), from: milliseconds(20), reversed: true, sound: .init())
        let incoming = Draft.video(1, at: milliseconds(100), for: milliseconds(100), sound: .init(), transition: 50)
        let mix = try mix([outgoing, incoming])
        #expect(mix.left[4_799] == 960)
        let gain = mix.right[5_400]
        #expect(gain > 0.9 && abs(mix.left[5_400] / gain - 359) < 1e-2)
        #expect(mix.right[4_800 + 959] > 0 && mix.right[4_800 + 960] == 0)
    }
}

extension StereoSamples {
    /// A part of a run.
    fileprivate init(_ other: StereoSamples, _ range: Range<Int>) {
        self.init()
        append(other, range)
    }
}
