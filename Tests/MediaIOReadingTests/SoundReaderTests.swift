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

/// Sounds that are made for the test, with FFmpeg.
@Suite struct MadeSoundTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String, _ arguments: [String]) throws -> String {
        let path = folder.path(name)
        let result = try Subprocess.run("ffmpeg", ["-v", "error", "-y"] + arguments + [path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return path
    }

    private func facts(_ path: String) throws -> SoundFacts { try #require(try MediaProbe.facts(ofFileAt: path).sound) }

    private func read(_ path: String, from start: Int64 = 0, count: Int, rate: Rational = .one) throws -> StereoSamples
    {
        var result = StereoSamples()
        try SoundReader(path: path, facts: try facts(path), startingAt: start, playbackRate: rate)
            .read(into: &result, frameCount: count)
        return result
    }

    @Test(
        "speed keeps the pitch within half a percent",
        arguments: [Rational(1, 10), Rational(1, 2), Rational(3, 4), Rational(3, 2), Rational(2), Rational(10)],
        [440, 1_000])
    func pitch(rate: Rational, frequency: Double) throws {
        let path = try make("tone.wav", ["-f", "lavfi", "-i", "sine=\(frequency):r=48000:d=12", "-ac", "2"])
        let count = rate > Rational(2) ? 43_200 : 96_000
        let sound = try read(path, count: count, rate: rate).left
        // Rising zero crossings, each placed between its two samples, over all but the ends.
        var crossings: [Double] = []
        for index in 4_800..<count - 4_800 where sound[index] < 0 && sound[index + 1] >= 0 {
            crossings.append(Double(index) + Double(sound[index] / (sound[index] - sound[index + 1])))
        }
        let first = try #require(crossings.first)
        let last = try #require(crossings.last)
        let found = Double(crossings.count - 1) / (last - first) * 48_000
        #expect(abs(found / frequency - 1) < 0.005, "\(found) Hz")
        // Nothing drops out and nothing clicks.
        let level = try #require(sound[4_800..<count - 4_800].map(abs).max())
        #expect(abs(level - 0.088_4) < 0.01, "\(level)")
        for start in stride(from: 4_800, to: count - 4_800, by: 480) {
            #expect(try #require(sound[start..<start + 480].map(abs).max()) > 0.075, "at \(start)")
        }
        let steps = zip(sound[4_800..<count - 4_800], sound[4_801..<count - 4_800]).map { abs($1 - $0) }
        #expect(try #require(steps.max()) < Float(0.09 * 2 * 3.1416 * frequency / 48_000 * 1.3))
    }

    @Test(
        "5.1 is mixed down as L + 0.7071 C + 0.7071 Ls, LFE left out, not normalized",
        arguments: [
            ("5.1", [(0.4, 0), (0, 0.4), (0.2828, 0.2828), (0, 0), (0.2828, 0), (0, 0.2828)]),
            ("5.1(side)", [(0.4, 0), (0, 0.4), (0.2828, 0.2828), (0, 0), (0.2828, 0), (0, 0.2828)]),
            (
                "7.1",
                [
                    (0.4, 0), (0, 0.4), (0.2828, 0.2828), (0, 0), (0.2828, 0), (0, 0.2828), (0.2828, 0), (0, 0.2828),
                ]
            ),
            ("5.0", [(0.4, 0), (0, 0.4), (0.2828, 0.2828), (0.2828, 0), (0, 0.2828)]),
            ("quad", [(0.4, 0), (0, 0.4), (0.2828, 0), (0, 0.2828)]),
            ("mono", [(0.4, 0.4)]),
        ] as [(String, [(Float, Float)])], ["pcm_f32le", "pcm_s16le"])
    func downmix(layout: (String, [(Float, Float)]), codec: String) throws {
        // One channel after the other sounds for a tenth of a second.
        let values = layout.1.indices.map { "0.4*gte(t,\(Double($0) / 10))*lt(t,\(Double($0 + 1) / 10))" }
        let path = try make(
            "layout.wav",
            [
                "-f", "lavfi", "-i", "aevalsrc=exprs='\(values.joined(separator: "|"))':c=\(layout.0):s=48000:d=1",
                "-c:a", codec,
            ])
        let sound = try read(path, count: 48_000)
        for (index, expected) in layout.1.enumerated() {
            let place = index * 4_800 + 2_400
            #expect(abs(sound.left[place] - expected.0) < 1e-3, "channel \(index) on the left")
            #expect(abs(sound.right[place] - expected.1) < 1e-3, "channel \(index) on the right")
        }
    }

    @Test(
        "backwards is forwards mirrored",
        arguments: [
            "audio/voice-en.wav", "audio/music-metal-vbr.mp3", "clips/sintel-trailer.mp4", "awkward/late-audio.mp4",
        ])
    func backwards(name: String) throws {
        let path = TestMedia.path(name)
        let forwards = try read(path, count: 150_000)
        for start in [149_999, 70_000] {
            var found = StereoSamples()
            let reader = try ReversedSoundReader(path: path, facts: try facts(path), startingAt: Int64(start))
            while found.frameCount < start - 10 { try reader.read(into: &found, frameCount: 4_001) }
            var worst: Float = 0
            for index in 0..<start - 10 { worst = max(worst, abs(found.left[index] - forwards.left[start - index])) }
            #expect(worst < 1e-4, "the largest difference is \(worst)")
        }
    }

    @Test("backwards through windows, to the start and beyond it") func windows() throws {
        let path = try make(
            "ramp.wav", ["-f", "lavfi", "-i", "aevalsrc=exprs=t/100:s=48000:d=65", "-c:a", "pcm_f32le"])
        let reader = try ReversedSoundReader(path: path, facts: try facts(path), startingAt: 62 * 48_000 - 1)
        var found = StereoSamples()
        var real = 0
        while found.frameCount < 63 * 48_000 { real += try reader.read(into: &found, frameCount: 50_000) }
        #expect(real == 62 * 48_000)
        var wrong = 0
        for index in 0..<real where abs(Double(found.left[index]) - Double(real - 1 - index) / 4_800_000) > 1e-6 {
            wrong += 1
        }
        #expect(wrong == 0)
        #expect(found.left[real...].allSatisfy { $0 == 0 })
    }

    @Test(
        "the padding of encoders is no part of a sound",
        arguments: [
            ("a.mp3", ["-c:a", "libmp3lame"]), ("a.m4a", ["-c:a", "aac"]), ("a.opus", ["-c:a", "libopus"]),
            ("a.flac", ["-c:a", "flac"]), ("a.mka", ["-c:a", "libopus"]), ("a.webm", ["-c:a", "libopus"]),
        ])
    func extent(name: String, encoding: [String]) throws {
        let path = try make(
            name, ["-f", "lavfi", "-i", "sine=440:r=48000:d=1", "-af", "volume=12dB", "-ac", "2"] + encoding)
        let range = try facts(path).range
        #expect(range.start == .zero)
        #expect(abs(range.duration.doubleValue - 1) < 0.003_5, "\(range.duration.doubleValue) s")
        // It sounds to the end.
        let sound = try read(path, count: 48_000)
        let end = Int(min(1, range.duration.doubleValue) * 48_000)
        #expect(try #require(sound.left[(end - 70)..<end].map(abs).max()) > 0.3)
        #expect(try #require(sound.left[..<70].map(abs).max()) > 0.3)
    }
}
