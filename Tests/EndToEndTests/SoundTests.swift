import Foundation
import TestSupport
import Testing

/// Drafts of the small set whose point is their sound, as FFmpeg hears them.
@Suite struct SoundTests {
    /// Copies of the small drafts name their sources from here too.
    private static let smallDrafts = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small")

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func render(_ draft: String, _ more: [String] = []) throws -> RenderedFile {
        let output = folder.path("out-\(UUID().uuidString).mp4")
        let result = try Subprocess.workprint(
            [
                "render", draft, "-o", output, "--assets", Self.smallDrafts.path, "--cache", "none", "--progress",
                "none",
            ] + more)
        try #require(result.exitCode == 0, "\(result.errors)")
        #expect(!result.errors.contains("unsupported"))
        return RenderedFile(path: output)
    }

    private func small(_ name: String) -> String {
        Self.smallDrafts.appending(path: "\(name).json").path
    }

    private func level(_ sound: [Float], _ seconds: Range<Double>) -> Double {
        let part = sound[Int(seconds.lowerBound * 48_000)..<Int(seconds.upperBound * 48_000)]
        return 10 * log10(part.reduce(1e-20) { $0 + Double($1 * $1) } / Double(part.count))
    }

    @Test("music makes way for a voice by what is asked for") func duck() throws {
        // The same film without ducking, and without the voice, tells the music's own level.
        let text = try String(contentsOfFile: small("sound-duck"), encoding: .utf8)
        let ducked = try render(small("sound-duck")).leftChannel()
        let plain = try render(
            folder.write(
                text.replacing(#""duck": {"to": "-12dB", "attack": 150, "release": 400}"#, with: #""mute": false"#),
                to: "p.json")
        ).leftChannel()
        let music = try render(
            folder.write(text.replacing(#""vol": 0.3"#, with: #""mute": true"#), to: "m.json")
        ).leftChannel()
        // Both hold the same voice; their difference is a part of the music.
        var (product, power) = (0.0, 0.0)
        for index in 72_000..<120_000 {
            product += Double((ducked[index] - plain[index]) * music[index])
            power += Double(music[index] * music[index])
        }
        let depth = 20 * log10(1 + product / power)
        #expect(abs(depth + 12) < 0.5, "\(depth) dB")
        for range in [0.1..<0.7, 3.6..<3.9] {
            #expect(abs(level(ducked, range) - level(music, range)) < 0.1)
        }
    }

    @Test("the whole film has the loudness that is asked for", arguments: [-23, -14, -9.5])
    func loudness(target: Double) throws {
        let text = try String(contentsOfFile: small("sound-loudness"), encoding: .utf8)
        let draft = try folder.write(text.replacing("-16", with: "\(target)"), to: "loud.json")
        let found = try FFmpegMeter.measure(["-i", try render(draft).path])
        #expect(abs(found.loudness - target) <= 0.5, "\(found.loudness) LUFS")
    }

    @Test("a range has the gain of the whole") func range() throws {
        let whole = try render(small("sound-loudness")).leftChannel()
        let part = try render(small("sound-loudness"), ["--range", "1s..2s"]).leftChannel()
        #expect(abs(level(part, 0.1..<0.9) - level(whole, 1.1..<1.9)) < 0.1)
    }

    @Test("a loop goes on and a changed speed keeps its length") func loopAndSpeed() throws {
        let sound = try render(small("sound-loop-and-speed")).leftChannel()
        for start in stride(from: 0.2, to: 2.8, by: 0.2) { #expect(level(sound, start..<start + 0.2) > -50) }
    }
}
