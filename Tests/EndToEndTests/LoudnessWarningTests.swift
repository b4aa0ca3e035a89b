import Foundation
import TestSupport
import Testing

/// What a render says of a loudness that the limiter does not allow.
@Suite struct LoudnessWarningTests {
    private struct Report: Decodable {
        struct Output: Decodable { var loudness: Double? }
        struct Chunks: Decodable { var isSoundCached: Bool }
        struct Finding: Decodable {
            var code: String
            var severity: String
        }
        var output: Output
        var chunks: Chunks
        var findings: [Finding]
    }

    /// Clicks far apart: the limiter takes all that the gain gives them.
    private static var clicks: Data {
        let rate: UInt32 = 48_000
        let count = 4 * rate
        var samples = [Int16](repeating: 0, count: Int(count))
        for place in stride(from: 0, to: samples.count, by: 1_200) { samples[place] = 32_000 }
        var data = Data("RIFF".utf8)
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        append(36 + 2 * count)
        data.append(Data("WAVEfmt ".utf8))
        append(UInt32(16))
        append(UInt16(1))
        append(UInt16(1))
        append(rate)
        append(2 * rate)
        append(UInt16(2))
        append(UInt16(16))
        data.append(Data("data".utf8))
        append(2 * count)
        for sample in samples { append(sample) }
        return data
    }

    private func render(loudness: Double, in folder: TemporaryFolder) throws -> (report: Report, errors: String) {
        try Self.clicks.write(to: folder.url.appending(path: "clicks.wav"))
        let draft = try folder.write(
            ##"{"t":[{"tt":0,"sg":[{"src":"#204060","d":4000}]},{"tt":1,"sg":[{"src":"clicks.wav","d":4000}]}],"##
                + #""m":{"width":64,"height":64,"loudness":\#(loudness)}}"#, to: "draft.json")
        let result = try Subprocess.workprint([
            "render", draft, "-o", folder.path("film.mp4"), "--cache", folder.path("cache"), "--report",
            folder.path("report.json"), "--progress", "none",
        ])
        try #require(result.exitCode == 0, "\(result.errors)")
        let data = try Data(contentsOf: folder.url.appending(path: "report.json"))
        return (try JSONDecoder().decode(Report.self, from: data), result.errors)
    }

    @Test func aLoudnessOutOfReachIsTold() throws {
        let folder = try TemporaryFolder()
        // The second time the sound is in the cache.
        for isCached in [false, true] {
            let (report, errors) = try render(loudness: -5, in: folder)
            #expect(report.chunks.isSoundCached == isCached)
            #expect(report.findings.map(\.code) == ["loudness-missed"] && report.findings[0].severity == "warning")
            let reached = try #require(report.output.loudness)
            #expect(reached < -5.5)
            // What the film holds, by FFmpeg's own meter; AAC changes clicks a little.
            let measured = try FFmpegMeter.measure(["-i", folder.path("film.mp4")])
            #expect(abs(measured.loudness - reached) < 1, "\(measured) \(reached)")
            #expect(errors.contains("warning: loudness-missed: asks for a loudness of −5.0 LUFS, but −"))
        }
    }

    @Test func aLoudnessThatIsMetIsNoNews() throws {
        let (report, errors) = try render(loudness: -30, in: try TemporaryFolder())
        #expect(report.findings.isEmpty && errors.isEmpty)
        #expect(abs(try #require(report.output.loudness) + 30) < 0.11)
    }
}
