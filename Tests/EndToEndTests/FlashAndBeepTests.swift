import Foundation
import TestSupport
import Testing

/// A white flash of one frame and a click at the same instant of a source must come out on their frame and sample.
@Suite struct FlashAndBeepTests {
    struct Source: Sendable, CustomTestStringConvertible {
        var name: String
        /// Arguments of ffmpeg that turn the raw picture and sound into the source.
        var encoding: [String]
        var sampleRate: Int
        var testDescription: String { name }
    }

    static let sources = [
        Source(
            name: "mp4-48k.mp4", encoding: ["-c:v", "libx264", "-bf", "2", "-c:a", "aac", "-b:a", "192k"],
            sampleRate: 48_000),
        Source(
            name: "mp4-44k.mp4", encoding: ["-c:v", "libx264", "-bf", "2", "-c:a", "aac", "-b:a", "192k"],
            sampleRate: 44_100),
        Source(name: "mov-pcm-44k.mov", encoding: ["-c:v", "libx264", "-c:a", "pcm_s16le"], sampleRate: 44_100),
        Source(name: "mkv-48k.mkv", encoding: ["-c:v", "libx264", "-bf", "2", "-c:a", "flac"], sampleRate: 48_000),
    ]

    /// The flash is the 50th frame of 30 in a second: 50/30 s, which is sample 80 000 at 48 kHz and 73 500 at 44.1 kHz.
    private static let flashFrame = 50

    /// Writes a source of 100 black frames with one white one, and a burst of noise of 20 ms that begins with it.
    private func make(_ source: Source, in folder: TemporaryFolder) throws -> String {
        let path = folder.path(source.name)
        let onset = source.sampleRate * Self.flashFrame / 30
        var samples = [Int16](repeating: 0, count: source.sampleRate * 100 / 30)
        var generator = SeededGenerator(seed: 3)
        for index in 0..<source.sampleRate / 50 {
            samples[onset + index] = Int16.random(in: -16_000...16_000, using: &generator)
        }
        let sound = folder.path("sound.raw")
        try samples.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: sound))
        let result = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-y", "-f", "lavfi", "-i",
                "color=black:s=64x64:r=30:d=\(100.0 / 30),geq=lum='if(eq(N,\(Self.flashFrame)),235,16)':cb=128:cr=128",
                "-f", "s16le", "-ar", "\(source.sampleRate)", "-ac", "1", "-i", sound, "-pix_fmt", "yuv420p",
                "-crf", "10",
            ] + source.encoding + [path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return path
    }

    private func correlation(_ sound: [Float], at start: Int, _ burst: [Float]) -> Float {
        var sum: Float = 0
        for index in burst.indices { sum += sound[start + index] * burst[index] }
        return sum
    }

    /// For 44.1 kHz the burst is resampled first, as ffmpeg's own resampler does it, to be looked for.
    private func reference(of source: Source, in folder: TemporaryFolder) throws -> [Float] {
        let sound = folder.path("sound.raw")
        let raw = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "s16le", "-ar", "\(source.sampleRate)", "-ac", "1", "-i", sound, "-ar", "48000",
                "-f",
                "f32le", "-",
            ]
        ).output
        return raw.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }

    private func lag(of found: [Float], against wanted: [Float], shiftedBy shift: Int) -> Int {
        let center = 48_000 * Self.flashFrame / 30
        let burst = Array(wanted[center - 100..<center + 1_100])
        var best = (lag: Int.min, score: -Float.infinity)
        for lag in -300...300 {
            let start = center - 100 + shift + lag
            guard start >= 0, start + burst.count <= found.count else { continue }
            let score = correlation(found, at: start, burst)
            if score > best.score { best = (lag, score) }
        }
        return best.lag
    }

    @Test(arguments: sources, [0, 700, 1_234]) func clickAndFlashKeepTheirPlace(_ source: Source, _ trim: Int) throws {
        let folder = try TemporaryFolder()
        let path = try make(source, in: folder)
        // On the frame grid after any trim: the segment starts half a second late, the rest is cut from the source.
        let start = 500
        let draft = try folder.write(
            """
            {"t":[{"tt":0,"sg":[{"src":"\(path)","s":\(start),"ss":\(trim),"d":2500}]}],
             "d":3200,"m":{"width":64,"height":64,"fps":30}}
            """, to: "draft.json")
        let output = folder.path("out.mp4")
        let result = try Subprocess.workprint(
            ["render", draft, "-o", output, "--cache", "none", "--progress", "none", "--crf", "10"])
        try #require(result.exitCode == 0, "\(result.errors)")
        let file = RenderedFile(path: output)

        let luma = try file.meanLuma(width: 64, height: 64)
        let bright = luma.indices.filter { luma[$0] > 150 }
        // Source frame 50 is shown from 50/30 s on until the next frame: in output frames i with
        // 50/30 <= i/30 - start + trim < 51/30.
        let expected = (0..<96).filter { frame in
            let source = frame * 1_000 - start * 30 + trim * 30
            return frame * 1_000 >= start * 30 && source >= 50_000 && source < 51_000
                && frame * 1_000 < (start + 2_500) * 30
        }
        #expect(bright == expected)

        let wanted = try reference(of: source, in: folder)
        let found = try file.leftChannel()
        let shift = (start - trim) * 48
        let lag = lag(of: found, against: wanted, shiftedBy: shift)
        #expect(abs(lag) <= 1, "the click is \(lag) samples late")
    }
}
