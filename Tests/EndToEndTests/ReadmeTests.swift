import Foundation
import TestSupport
import Testing

/// The commands of README and of the pages in docs work as they stand.
@Suite struct ReadmeTests {
    static let commands = commands(of: "README.md")
    static let allCommands: [String] = {
        let docs = TestMedia.repositoryRoot.appending(path: "docs").path
        let pages = ((try? FileManager.default.contentsOfDirectory(atPath: docs)) ?? []).filter { $0.hasSuffix(".md") }
        return commands + pages.sorted().flatMap { commands(of: "docs/\($0)") }
    }()

    /// Lines of a page that begin with the program's name.
    private static func commands(of page: String) -> [String] {
        let url = TestMedia.repositoryRoot.appending(path: page)
        let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        return lines.filter { $0.hasPrefix("workprint ") }
    }

    @Test func readmeShowsEveryCommand() {
        for name in ["check", "inspect", "frame", "sheet", "render", "verify"] {
            #expect(Self.commands.contains { $0.hasPrefix("workprint \(name) ") }, "README does not show \(name)")
        }
    }

    @Test func thePagesHaveExamplesToo() { #expect(Self.allCommands.count > Self.commands.count + 4) }

    @Test(arguments: allCommands) func aCommandThatIsShownWorks(_ command: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "Fixtures"),
            withDestinationURL: TestMedia.repositoryRoot.appending(path: "Fixtures"))
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "out"), withIntermediateDirectories: true)
        let arguments = command.split(separator: " ").dropFirst().map(String.init)
        if arguments.first == "verify", let render = Self.commands.first(where: { $0.contains("-o out/film.mp4") }) {
            // It reads what an earlier line writes.
            let film = try Subprocess.workprint(
                render.split(separator: " ").dropFirst().map(String.init),
                environment: ["XDG_CACHE_HOME": folder.path("cache")], folder: folder.url)
            #expect(film.exitCode == 0)
        }
        let result = try Subprocess.workprint(
            Array(arguments), environment: ["XDG_CACHE_HOME": folder.path("cache")], folder: folder.url)
        #expect(result.exitCode == 0, "\(result.errors)")
        if let place = arguments.firstIndex(of: "-o") {
            let size =
                try FileManager.default.attributesOfItem(atPath: folder.path(arguments[place + 1]))[.size] as? Int
            #expect(size ?? 0 > (arguments[place + 1].hasSuffix(".srt") ? 100 : 1_000))
        } else {
            #expect(!result.text.isEmpty)
        }
    }

    @Test(arguments: ["README.md", "docs/format.md"]) func theDraftShownIsValid(_ page: String) throws {
        let text = try String(contentsOf: TestMedia.repositoryRoot.appending(path: page), encoding: .utf8)
        let start = try #require(text.range(of: "```json\n"))
        let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
        let folder = try TemporaryFolder()
        let path = try folder.write(String(text[start.upperBound..<end.lowerBound]), to: "draft.json")
        for (name, file) in [
            ("coffee.jpg", "photos/dandelions.jpg"), ("latte.mp4", "clips/bunny-51.mp4"),
            ("lofi.m4a", "audio/vibe-ace.m4a"), ("logo.png", "graphics/logo.png"),
        ] {
            try FileManager.default.copyItem(at: TestMedia.url(file), to: folder.url.appending(path: name))
        }
        let result = try Subprocess.workprint(["check", path, "--quick", "--json"])
        #expect(result.exitCode == 0, "\(result.text)")
        // The clip is shorter than the segment that the example gives it; nothing else is worth a word.
        #expect(!result.text.contains("unknown-key") && !result.text.contains("unsupported"))
    }

    @Test(arguments: ["", "render", "frame", "sheet", "check", "inspect", "verify"]) func helpTeachesByExample(
        _ command: String
    )
        throws
    {
        let result = try Subprocess.workprint((command.isEmpty ? [] : [command]) + ["--help"])
        #expect(result.exitCode == 0)
        let input = command == "verify" ? "export.mp4 --draft draft.json" : "draft.json"
        #expect(result.text.contains("workprint \(command.isEmpty ? "check" : command) \(input)"), "\(result.text)")
    }
}
