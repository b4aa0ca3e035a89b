import Foundation
import TestSupport
import Testing

/// The file depends on the draft and its sources, and on nothing else.
@Suite struct DeterminismTests {
    static let demo = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path

    private func render(_ arguments: [String], to output: String) throws {
        let result = try Subprocess.workprint(
            ["render", Self.demo, "-o", output, "--size", "270x480", "--progress", "none"] + arguments)
        try #require(result.exitCode == 0, "\(result.errors)")
    }

    @Test func bytesAndHashesDoNotDependOnTheThreads() throws {
        let folder = try TemporaryFolder()
        var films: [Data] = []
        var hashes: [String] = []
        for threads in [1, 2, 5] {
            try render(
                ["--threads", "\(threads)", "--cache", "none", "--frame-hashes", folder.path("\(threads).txt")],
                to: folder.path("\(threads).mp4"))
            films.append(try Data(contentsOf: folder.url.appending(path: "\(threads).mp4")))
            hashes.append(try String(contentsOfFile: folder.path("\(threads).txt"), encoding: .utf8))
        }
        #expect(films[0] == films[1] && films[1] == films[2])
        #expect(hashes[0] == hashes[1] && hashes[1] == hashes[2])
        #expect(hashes[0].split(separator: "\n").filter { !$0.hasPrefix("#") }.count == 450)
    }

    @Test func losslessFilmDecodesToTheHashedFrames() throws {
        let folder = try TemporaryFolder()
        try render(
            [
                "--quality", "lossless", "--range", "3s..4.5s", "--cache", "none", "--frame-hashes",
                folder.path("own.txt"),
            ], to: folder.path("out.mp4"))
        let decoded = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", folder.path("out.mp4"), "-map", "0:v", "-f", "framemd5", "-"])
        func digests(_ text: String) -> [String] {
            text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                $0.split(separator: ",").last?.trimmingCharacters(in: .whitespaces)
            }
        }
        let own = digests(try String(contentsOfFile: folder.path("own.txt"), encoding: .utf8))
        #expect(own.count == 45)
        #expect(digests(decoded.text) == own)
    }

    @Test func aKilledRenderGoesOnToTheSameBytes() throws {
        let folder = try TemporaryFolder()
        try render(["--cache", "none", "--threads", "2"], to: folder.path("whole.mp4"))
        let whole = try Data(contentsOf: folder.url.appending(path: "whole.mp4"))
        var generator = SeededGenerator(seed: 11)
        for round in 0..<10 {
            let cache = folder.path("cache-\(round)")
            let output = folder.path("resumed-\(round).mp4")
            let arguments = [
                "render", Self.demo, "-o", output, "--size", "270x480", "--progress", "none", "--cache", cache,
                "--threads", "2",
            ]
            let first = try Subprocess.start(Subprocess.workprint, arguments)
            Thread.sleep(forTimeInterval: Double.random(in: 0.05...2.0, using: &generator))
            first.signal(SIGKILL)
            _ = try first.finish()
            if FileManager.default.fileExists(atPath: output) {
                #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == whole, "a film was there, but not whole")
            }
            let second = try Subprocess.workprint(arguments)
            try #require(second.exitCode == 0, "\(second.errors)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == whole)
            let leftOver = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
                $0.hasSuffix(".part")
            }
            #expect(leftOver.isEmpty, "\(leftOver)")
        }
    }

    @Test func theCacheSparesWhatDidNotChange() throws {
        let folder = try TemporaryFolder()
        let cache = folder.path("cache")
        try render(["--cache", cache, "--report", folder.path("1.json")], to: folder.path("1.mp4"))
        try render(["--cache", cache, "--report", folder.path("2.json")], to: folder.path("2.mp4"))
        let first = try Report(folder.path("1.json"))
        let second = try Report(folder.path("2.json"))
        #expect(first.frames.cached == 0)
        #expect(first.frames.composited + first.frames.reused == 450)
        #expect(second.frames.cached == 450 && second.frames.composited == 0)
        #expect(
            try Data(contentsOf: folder.url.appending(path: "1.mp4"))
                == Data(contentsOf: folder.url.appending(path: "2.mp4")))
    }
}

/// What `--report` says about frames.
struct Report: Decodable {
    struct Frames: Decodable {
        var composited: Int
        var reused: Int
        var cached: Int
    }
    var frames: Frames

    init(_ path: String) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
