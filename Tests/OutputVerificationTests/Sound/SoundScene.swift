import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import OutputVerification
import TestSupport
import TimelineModel

/// Samples that are read from memory.
final class HeldSound: SampleReading {
    private let samples: StereoSamples
    private var position = 0

    init(_ samples: StereoSamples) { self.samples = samples }

    func read(frameCount: Int, into result: inout StereoSamples) -> Int {
        let count = min(frameCount, samples.frameCount - position)
        result.append(samples, position..<position + count)
        result.appendSilence(frameCount: frameCount - count)
        position += count
        return count
    }
}

/// A voice over music, as a draft would mix them: 24 s, the voice from 2.0 s to 17.4 s.
struct SoundScene {
    var voice: StereoSamples
    var music: StereoSamples

    static let seconds = 24
    static let length = seconds * 48_000
    static let shared = SoundScene()

    init() {
        voice = StereoSamples(frameCount: 96_000)
        voice.append(Self.read("audio/voice-en.wav", seconds: 22), 0..<22 * 48_000)
        // The voice lies a little to the left.
        voice.left = voice.left.map { $0 * 0.9 }
        voice.right = voice.right.map { $0 * 0.7 }
        music = Self.read("audio/music-jazz.ogg", seconds: Self.seconds)
        music.left = music.left.map { $0 * 0.35 }
        music.right = music.right.map { $0 * 0.35 }
    }

    static func read(_ name: String, seconds: Int) -> StereoSamples {
        read(path: TestMedia.path(name), count: seconds * 48_000)
    }

    static func read(path: String, count: Int) -> StereoSamples {
        var samples = StereoSamples()
        if let facts = try? MediaProbe.facts(ofFileAt: path).sound,
            let reader = try? SoundReader(path: path, facts: facts, startingAt: 0)
        {
            _ = try? reader.read(into: &samples, frameCount: count)
        }
        return samples
    }

    /// The mix.
    func mix(
        voice voiceGain: (Int) -> Float = { _ in 1 }, music musicGain: (Int) -> Float = { _ in 1 }, voiceMoved: Int = 0,
        musicMoved: Int = 0
    ) -> StereoSamples {
        let voice = voiceMoved == 0 ? voice : voice.moved(by: voiceMoved)
        let music = musicMoved == 0 ? music : music.moved(by: musicMoved)
        var sum = StereoSamples(frameCount: Self.length)
        for index in 0..<Self.length {
            let (a, b) = (voiceGain(index), musicGain(index))
            sum.left[index] = voice.left[index] * a + music.left[index] * b
            sum.right[index] = voice.right[index] * a + music.right[index] * b
        }
        return sum
    }

    var stems: [SoundStem] {
        [
            SoundStem(name: "voice", pointer: "/t/1", reader: HeldSound(voice)),
            SoundStem(name: "BGM", pointer: "/t/2", reader: HeldSound(music)),
        ]
    }

    /// What a file at a bit rate makes of samples, coded by FFmpeg's own AAC encoder.
    static func coded(_ samples: StereoSamples, kilobits: Int, arguments: [String] = []) throws -> any SampleReading {
        let folder = try TemporaryFolder()
        var bytes = Data(capacity: samples.frameCount * 8)
        for index in 0..<samples.frameCount {
            withUnsafeBytes(of: (samples.left[index], samples.right[index])) { bytes.append(contentsOf: $0) }
        }
        try bytes.write(to: URL(fileURLWithPath: folder.path("in.raw")))
        let result = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "f32le", "-ar", "48000", "-ac", "2", "-i", folder.path("in.raw"), "-c:a", "aac",
                "-b:a",
            ]
                + ["\(kilobits)k"] + arguments + [folder.path("out.mp4")])
        guard result.exitCode == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: ["text": result.errors]) }
        return HeldSound(try decoded(folder.path("out.mp4")))
    }

    /// All of a file's sound, to its own end.
    static func decoded(_ path: String) throws -> StereoSamples {
        guard let facts = try MediaProbe.facts(ofFileAt: path).sound else { return StereoSamples() }
        let reader = try SoundReader(path: path, facts: facts, startingAt: 0)
        var samples = StereoSamples()
        while true {
            var block = StereoSamples()
            let count = try reader.read(into: &block, frameCount: 48_000)
            samples.append(block, 0..<count)
            if count < 48_000 { return samples }
        }
    }
}

extension StereoSamples {
    /// The same, later or earlier, as long as it was.
    func moved(by count: Int, from start: Int = 0) -> StereoSamples {
        var result = self
        for index in start..<frameCount {
            let source = index - count
            let isThere = source >= 0 && source < frameCount
            result.left[index] = isThere ? left[source] : 0
            result.right[index] = isThere ? right[source] : 0
        }
        return result
    }

    /// Each sample of both channels by a function of its place.
    func changed(_ body: (Int, SIMD2<Float>) -> SIMD2<Float>) -> StereoSamples {
        var result = self
        for index in 0..<frameCount {
            let value = body(index, SIMD2(left[index], right[index]))
            result.left[index] = value.x
            result.right[index] = value.y
        }
        return result
    }

    func cut(to count: Int) -> StereoSamples {
        var result = StereoSamples()
        result.append(self, 0..<min(count, frameCount))
        return result
    }
}
