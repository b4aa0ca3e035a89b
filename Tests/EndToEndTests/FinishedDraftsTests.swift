import Foundation
import TestSupport
import Testing

/// The finished drafts of Fixtures/Drafts can be checked, laid out and painted on a machine without fonts of its own.
@Suite struct FinishedDraftsTests {
    static let folder = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// The warnings that a draft means to have, as code and pointer. A frozen frame is a source that is too short.
    static let meant = ["replay": ["source-short /t/0/sg/1"]]

    private struct CheckResult: Decodable {
        struct Finding: Decodable {
            var code: String
            var pointer: String
        }
        var findings: [Finding]
    }

    private struct Outline: Decodable {
        var frameRate: String
        var frames: Int
        var seconds: Double
        var summary: String
        var title: String
        var tracks: [Track]
        var width: Int
        var height: Int
        struct Track: Decodable {}
    }

    private func run(_ command: String, _ name: String, _ more: [String]) throws -> FinishedProcess {
        try Subprocess.workprint(
            [command, Self.folder.appending(path: "\(name).json").path] + more,
            environment: ["WORKPRINT_SYSTEM_FONTS": "0"])
    }

    private func outline(_ name: String) throws -> Outline {
        let result = try run("inspect", name, ["--json"])
        try #require(result.exitCode == 0, "\(result.errors)")
        return try JSONDecoder().decode(Outline.self, from: result.output)
    }

    @Test func thereAreTen() { #expect(Self.names.count == 10, "\(Self.names)") }

    @Test(arguments: names) func checkFindsNothingThatIsNotMeant(_ name: String) throws {
        let result = try run("check", name, ["--json"])
        #expect(result.exitCode == 0)
        let findings = try JSONDecoder().decode(CheckResult.self, from: result.output).findings
        #expect(findings.map { "\($0.code) \($0.pointer)" } == Self.meant[name, default: []])
    }

    @Test(arguments: names) func theTimelineIsSummedUp(_ name: String) throws {
        let outline = try outline(name)
        #expect((8...30).contains(outline.seconds), "\(outline.seconds) s")
        let rate = outline.frameRate.split(separator: "/").compactMap { Double($0) }
        let framesPerSecond = try #require(rate.first) / (rate.count > 1 ? rate[1] : 1)
        #expect(outline.frames == Int((outline.seconds * framesPerSecond).rounded(.up)))
        #expect(outline.summary.hasPrefix("Timeline (\(outline.tracks.count) tracks): 1. Video: "))
        #expect(!outline.summary.contains("\n") && !outline.title.isEmpty)
    }

    /// A tenth of a second from the middle, a fifth of the size: no frame may be of one color only.
    @Test(arguments: names) func framesFromTheMiddleArePainted(_ name: String) throws {
        let outline = try outline(name)
        let folder = try TemporaryFolder()
        let size = (width: outline.width / 5, height: outline.height / 5)
        let first = outline.frames / 2
        let output = folder.path("out.mp4")
        let result = try run(
            "render", name,
            [
                "-o", output, "--size", "\(size.width)x\(size.height)", "--range", "#\(first)..#\(first + 3)",
                "--quality", "draft", "--cache", "none", "--progress", "none",
            ])
        try #require(result.exitCode == 0, "\(result.errors)")
        let raw = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", output, "-f", "rawvideo", "-pix_fmt", "gray", "-"]
        ).output
        let area = size.width * size.height
        #expect(raw.count == 3 * area)
        for frame in 0..<raw.count / area {
            let luma = raw[frame * area..<(frame + 1) * area]
            #expect(Int(luma.max() ?? 0) - Int(luma.min() ?? 0) > 60)
        }
    }

    @Test(arguments: names) func aSheetShowsIt(_ name: String) throws {
        let sheet = TestMedia.repositoryRoot.appending(path: "Fixtures/Sheets/\(name).png").path
        let size = try FileManager.default.attributesOfItem(atPath: sheet)[.size] as? Int
        #expect((1...450_000).contains(size ?? 0))
    }

    /// All words that stand under a key anywhere in the drafts.
    private func words(under key: String, in value: Any) -> Set<String> {
        if let list = value as? [Any] {
            return list.reduce(into: []) { $0.formUnion(words(under: key, in: $1)) }
        }
        guard let object = value as? [String: Any] else { return [] }
        return object.reduce(into: []) { found, entry in
            if entry.key == key {
                let values = entry.value as? [Any] ?? [entry.value]
                for case let value in values {
                    if let word = value as? String { found.insert(word) }
                    if let type = (value as? [String: Any])?["type"] as? String { found.insert(type) }
                }
            }
            found.formUnion(words(under: key, in: entry.value))
        }
    }

    @Test func togetherTheyUseTheWholeFormat() throws {
        let drafts = try Self.names.map {
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: Self.folder.appending(path: "\($0).json")))
        }
        let directions = ["left", "right", "up", "down"]
        let moving = ["wipe", "slide", "push"].flatMap { family in directions.map { "\(family)-\($0)" } }
        let transitions = ["crossfade", "fade-black", "fade-white", "zoom", "circle", "blur"] + moving
        #expect(words(under: "tr", in: drafts).isSuperset(of: transitions))
        #expect(
            words(under: "fx", in: drafts).isSuperset(of: [
                "brightness", "contrast", "saturation", "hue", "grayscale", "sepia", "invert", "blur", "exposure",
                "temperature", "sharpen", "vignette", "lut", "chroma-key",
            ]))
        let arrivals = words(under: "in", in: drafts).union(words(under: "out", in: drafts))
        #expect(arrivals.isSuperset(of: ["fade", "pop", "typewriter", "blur"] + directions.map { "slide-\($0)" }))
        #expect(words(under: "blend", in: drafts).count >= 6)
        #expect(words(under: "fit", in: drafts).isSuperset(of: ["blur"]))
    }
}
