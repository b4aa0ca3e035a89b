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

    /// What is in the cache, whole or not, changes nothing but the time: after a change of the title, the chunks that
    /// stay, the sound and the prepared photo come from there.
    @Test func bytesDoNotDependOnWhatTheCacheHolds() throws {
        let folder = try TemporaryFolder()
        func draft(_ title: String) throws -> String {
            let path = folder.path("\(title).json")
            let text = """
                {"t": [{"tt": 0, "sg": [
                  {"src": "photos/wine-portrait.jpg", "d": 4000},
                  {"src": "photos/fig-bowl.jpg", "d": 3000}]},
                 {"tt": 7, "sg": [{"tx": "\(title)", "s": 1000, "d": 1500, "style": {"size": 60}}]}],
                 "m": {"width": 270, "height": 480, "fps": 30}}
                """
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        let media = TestMedia.folder.path
        func film(_ title: String, cache: String) throws -> Data {
            let output = folder.path("out.mp4")
            let result = try Subprocess.workprint([
                "render", try draft(title), "--assets", media, "-o", output, "--cache", cache, "--progress", "none",
                "--threads", "2",
            ])
            try #require(result.exitCode == 0, "\(result.errors)")
            return try Data(contentsOf: URL(fileURLWithPath: output))
        }
        func files(_ cache: String) throws -> [URL] {
            let walker = FileManager.default.enumerator(
                at: URL(fileURLWithPath: cache), includingPropertiesForKeys: [.isRegularFileKey])
            return (walker?.compactMap { $0 as? URL } ?? []).filter {
                (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
            }
        }
        let summer = try film("Summer", cache: "none")
        let winter = try film("Winter", cache: "none")
        #expect(summer != winter)
        let cache = folder.path("cache")
        #expect(try film("Summer", cache: cache) == summer)
        // Behind a line with the key, eight bytes of name and two of version stands the kind; 4 is a placed still.
        let kind = "workprint ".count + 64 + 1 + 8 + 2
        #expect(try files(cache).filter { try Data(contentsOf: $0)[kind] == 4 }.count == 2)
        #expect(try film("Winter", cache: cache) == winter)
        // Each way in which a file may be damaged, on all files at once; then a title that needs the photo.
        let damages: [(inout Data) -> Void] = [
            { $0 = Data() }, { $0 = $0.dropLast(9) }, { if !$0.isEmpty { $0[$0.count / 2] ^= 1 } }, { $0.append(0) },
            { $0 = Data((0..<$0.count).map { _ in 0xff }) },
        ]
        for (index, damage) in damages.enumerated() {
            let title = "Spring \(index)"
            let expected = try film(title, cache: "none")
            for file in try files(cache) {
                var bytes = try Data(contentsOf: file)
                damage(&bytes)
                try bytes.write(to: file)
            }
            #expect(try film(title, cache: cache) == expected)
            #expect(try film("Summer", cache: cache) == summer)
        }
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
