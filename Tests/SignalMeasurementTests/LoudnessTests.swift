import Foundation
import MediaBuffers
import SignalMeasurement
import TestSupport
import Testing

@Suite("Loudness")
struct LoudnessTests {
    /// A stretch of a test signal: a sine of 1 kHz in both channels at a level in dBFS.
    struct Tone: Sendable {
        var level: Double
        var seconds: Double
    }

    static func stereo(_ tones: [Tone]) -> StereoSamples {
        var samples = StereoSamples()
        for tone in tones {
            let amplitude = pow(10, tone.level / 20)
            let start = samples.frameCount
            let count = Int(tone.seconds * 48_000)
            samples.left += (start..<start + count).map {
                Float(amplitude * sin(2 * .pi * 1_000 / 48_000 * Double($0)))
            }
        }
        samples.right = samples.left
        return samples
    }

    static func loudness(_ samples: StereoSamples, runLength: Int = 5_003) -> Double? {
        var meter = LoudnessMeter()
        for start in stride(from: 0, to: samples.frameCount, by: runLength) {
            var run = StereoSamples()
            run.append(samples, start..<min(samples.frameCount, start + runLength))
            meter.add(run)
        }
        return meter.integratedLoudnessLUFS
    }

    // Cases 1 to 5 of EBU Tech 3341, with its tolerance of 0.1 LU.
    @Test(
        "signals of EBU Tech 3341",
        arguments: [
            ([Tone(level: -23, seconds: 20)], -23), ([Tone(level: -33, seconds: 20)], -33),
            ([Tone(level: -36, seconds: 10), Tone(level: -23, seconds: 60), Tone(level: -36, seconds: 10)], -23),
            (
                [
                    Tone(level: -72, seconds: 10), Tone(level: -36, seconds: 10), Tone(level: -23, seconds: 60),
                    Tone(level: -36, seconds: 10), Tone(level: -72, seconds: 10),
                ], -23
            ),
            ([Tone(level: -26, seconds: 20), Tone(level: -20, seconds: 20.1), Tone(level: -26, seconds: 20)], -23),
        ] as [([Tone], Double)])
    func published(tones: [Tone], expected: Double) throws {
        let found = try #require(Self.loudness(Self.stereo(tones)))
        #expect(abs(found - expected) <= 0.1, "\(found) LUFS")
    }

    @Test("a full-scale sine of 997 Hz in one channel has −3.01 LUFS, and nothing depends on the runs")
    func oneChannel() throws {
        var samples = StereoSamples(frameCount: 96_000)
        samples.left = (0..<96_000).map { Float(sin(2 * .pi * 997 / 48_000 * Double($0))) }
        let found = try #require(Self.loudness(samples))
        #expect(abs(found + 3.01) < 0.02, "\(found) LUFS")
        for length in [1, 480, 4_800, 100_000] { #expect(Self.loudness(samples, runLength: length) == found) }
    }

    @Test("what is silent or shorter than 400 ms has no loudness")
    func none() {
        #expect(Self.loudness(StereoSamples(frameCount: 100_000)) == nil)
        #expect(Self.loudness(StereoSamples()) == nil)
        #expect(Self.loudness(Self.stereo([Tone(level: -10, seconds: 0.399)])) == nil)
        #expect(Self.loudness(Self.stereo([Tone(level: -80, seconds: 3)])) == nil)
        #expect(Self.loudness(Self.stereo([Tone(level: -10, seconds: 0.4)])) != nil)
    }

    @Test(
        "music and speech measure as with FFmpeg's ebur128",
        arguments: ["audio/music-jazz.ogg", "audio/voice-en.wav", "audio/music-metal-vbr.mp3"])
    func likeFFmpeg(name: String) throws {
        let raw = try Subprocess.run(
            "ffmpeg",
            ["-v", "error", "-i", TestMedia.path(name), "-map", "0:a", "-ac", "2", "-ar", "48000", "-f", "f32le", "-"])
        let samples = StereoSamples(interleaved: raw.output)
        let folder = try TemporaryFolder()
        let path = folder.path("sound.raw")
        try raw.output.write(to: URL(fileURLWithPath: path))
        let wanted = try FFmpegMeter.measure(["-f", "f32le", "-ar", "48000", "-ac", "2", "-i", path])
        let found = try #require(Self.loudness(samples))
        #expect(abs(found - wanted.loudness) <= 0.1, "\(found) LUFS, FFmpeg says \(wanted.loudness)")
        var gauge = TruePeakGauge()
        gauge.add(samples)
        let peak = 20 * log10(Double(gauge.finish()))
        #expect(abs(peak - wanted.truePeak) <= 0.3, "\(peak) dBTP, FFmpeg says \(wanted.truePeak)")
    }

    @Test("a true peak between samples is found, at the start and at the end too", arguments: [0, 1_000, 4_094])
    func truePeak(place: Int) {
        // A quarter-rate sine at 45 degrees: its samples reach 0.7071, its peaks lie between them.
        var samples = StereoSamples(frameCount: 4_096)
        samples.right = (0..<4_096).map { abs($0 - place) < 400 ? Float(sin(.pi / 2 * Double($0) + .pi / 4)) : 0 }
        var gauge = TruePeakGauge()
        for start in stride(from: 0, to: 4_096, by: 512) {
            var run = StereoSamples()
            run.append(samples, start..<start + 512)
            gauge.add(run)
        }
        // Where the tone is cut off, it rings a little above its own peak.
        let peak = gauge.finish()
        #expect(peak > 0.999 && peak < 1.2, "\(peak)")
        #expect(gauge.finish() == 0)
    }
}
