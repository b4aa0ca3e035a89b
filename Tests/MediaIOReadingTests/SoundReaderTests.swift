import MediaBuffers
import MediaIO
import MediaTiming
import TestSupport
import Testing
import TimelineModel

@Suite struct SoundReaderTests {
    static let sounds = [
        "audio/music-jazz.ogg", "audio/music-metal-vbr.mp3", "audio/voice-en.wav", "awkward/mono-44k-editlist.m4a",
        "awkward/u8-8k.wav", "awkward/surround-96k.flac", "clips/bunny-51.mp4", "clips/sintel-trailer.mp4",
        "awkward/multitrack.mkv",
        "awkward/stream-offset.ts", "awkward/odd-853x479-vp9.webm", "awkward/late-audio.mp4",
        "awkward/trimmed-editlist.mp4",
    ]

    private func samples(_ name: String, from start: Int64, count: Int, rate: Rational = .one) throws -> StereoSamples {
        let path = TestMedia.path(name)
        let facts = try #require(try MediaProbe.facts(ofFileAt: path).sound)
        let reader = try SoundReader(path: path, facts: facts, startingAt: start, playbackRate: rate)
        var result = StereoSamples()
        while result.frameCount < count {
            try reader.read(into: &result, frameCount: min(5_000, count - result.frameCount))
        }
        return result
    }

    @Test(arguments: sounds) func aSampleIsTheSameWhereverReadingBegins(_ name: String) throws {
        let whole = try samples(name, from: 0, count: 70_000)
        #expect(whole.left.contains { abs($0) > 0.001 }, "there is sound")
        for start in [1, 12_345, 40_001, 66_000] {
            let part = try samples(name, from: Int64(start), count: 3_000)
            var worst: Float = 0
            for index in 0..<3_000 {
                worst = max(
                    worst, abs(part.left[index] - whole.left[start + index]),
                    abs(part.right[index] - whole.right[start + index]))
            }
            #expect(worst < 1e-4, "from \(start) the largest difference is \(worst)")
        }
    }

    @Test func monoGoesToBothSidesAtFullLevel() throws {
        let voice = try samples("audio/voice-en.wav", from: 0, count: 48_000)
        #expect(voice.left == voice.right)
        #expect(voice.left.map(abs).max() ?? 0 > 0.05)
    }

    @Test func beforeAndBehindTheSoundIsSilence() throws {
        let late = try samples("awkward/late-audio.mp4", from: 0, count: 30_000)
        #expect(late.left[0..<30_000].allSatisfy { abs($0) < 1e-3 })
        let path = TestMedia.path("audio/sfx-swash.flac")
        let facts = try #require(try MediaProbe.facts(ofFileAt: path).sound)
        let reader = try SoundReader(path: path, facts: facts, startingAt: 0)
        var result = StereoSamples()
        let real = try reader.read(into: &result, frameCount: 48_000)
        // 0.32 s at 44.1 kHz.
        #expect(abs(real - 15_360) < 64)
        #expect(result.left[16_000...].allSatisfy { $0 == 0 })
    }

    @Test(arguments: [Rational(1, 2), Rational(3, 2), Rational(2)]) func speedChangesTheLengthOnly(_ rate: Rational)
        throws
    {
        let path = TestMedia.path("audio/voice-en.wav")
        let facts = try #require(try MediaProbe.facts(ofFileAt: path).sound)
        let reader = try SoundReader(path: path, facts: facts, startingAt: 0, playbackRate: rate)
        var result = StereoSamples()
        var total = 0
        while total < 3_000_000 {
            let real = try reader.read(into: &result, frameCount: 48_000)
            total += real
            if real < 48_000 { break }
        }
        let wanted = facts.range.duration.doubleValue / rate.doubleValue * 48_000
        #expect(abs(Double(total) - wanted) < 4_800, "\(total) samples, \(wanted) wanted")
    }
}
