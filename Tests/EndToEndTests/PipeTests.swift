import Foundation
import TestSupport
import Testing

/// Drafts that come through a pipe, and what is made going into one.
@Suite struct PipeTests {
    private static let text = """
        {"t":[{"tt":0,"sg":[{"src":"cat.png","s":0,"d":1000},{"src":"#204060","d":500}]}],
         "m":{"fps":10,"width":320,"height":240}}
        """

    /// A folder with a draft and its picture.
    private func folder() throws -> (folder: TemporaryFolder, draft: String) {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: TestMedia.path("photos/cat.png"), toPath: folder.path("cat.png"))
        return (folder, try folder.write(Self.text, to: "draft.json"))
    }

    @Test("a draft on standard input is the draft in a file") func standardInput() throws {
        let (folder, draft) = try folder()
        func run(_ arguments: [String]) throws -> FinishedProcess {
            try Subprocess.workprint(arguments, folder: folder.url, input: draft)
        }
        let frame = try run(["frame", "-", "--at", "0.5", "-o", "-"])
        #expect(frame.exitCode == 0, "\(frame.errors)")
        #expect(frame.output == (try run(["frame", "draft.json", "--at", "500ms", "-o", "-"])).output)
        #expect(frame.output.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try run(["check", "-"]).text == "standard input: no findings\n")
        #expect(try run(["inspect", "-"]).text == (try run(["inspect", "draft.json"])).text)
        #expect(try run(["diff", "-", "draft.json"]).exitCode == 0)
        #expect(try run(["diff", "-", "-"]).exitCode == 3)
        let elsewhere = try TemporaryFolder()
        let named = try Subprocess.workprint(
            ["check", "-", "--assets", folder.url.path], folder: elsewhere.url, input: draft)
        #expect(named.exitCode == 0, "\(named.text)")
        let lost = try Subprocess.workprint(["check", "-"], folder: elsewhere.url, input: draft)
        #expect(lost.exitCode == 1 && lost.text.contains("asset-missing"), "\(lost.text)")
    }

    @Test("a film goes into a pipe whole, and leaves nothing behind") func film() throws {
        let (folder, draft) = try folder()
        let temporary = try TemporaryFolder()
        let arguments = ["--cache", "none", "--progress", "none", "--quality", "draft"]
        let piped = try Subprocess.workprint(
            ["render", "-", "-o", "-"] + arguments, environment: ["TMPDIR": temporary.url.path], folder: folder.url,
            input: draft)
        #expect(piped.exitCode == 0, "\(piped.errors)")
        let file = folder.path("film.mp4")
        #expect(try Subprocess.workprint(["render", draft, "-o", file] + arguments).exitCode == 0)
        #expect(try piped.output == Data(contentsOf: URL(fileURLWithPath: file)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.url.path).isEmpty)
        let verdict = try Subprocess.workprint(
            ["verify", file, "--draft", "-", "--size", "160x120", "--progress", "none"], folder: folder.url,
            input: draft)
        #expect(verdict.exitCode == 0, "\(verdict.text) \(verdict.errors)")
    }

    @Test("a draft through a named pipe is read once and finds its sources in the working folder")
    func namedPipe() throws {
        let (folder, draft) = try folder()
        let found = try Subprocess.run(
            URL(fileURLWithPath: "/bin/bash"),
            ["-c", "'\(Subprocess.workprint.path)' frame <(cat '\(draft)') --at 0.5 -o -"], folder: folder.url)
        #expect(found.exitCode == 0, "\(found.errors)")
        let direct = try Subprocess.workprint(["frame", draft, "--at", "0.5", "-o", "-"])
        #expect(found.output == direct.output)
    }

    @Test("standard output takes one thing only, and no film goes to a terminal") func refusals() throws {
        let (_, draft) = try folder()
        let two = try Subprocess.workprint(["render", draft, "-o", "-", "--report", "-"])
        #expect(two.exitCode == 3 && two.errors.contains("--report -"), "\(two.errors)")
        let page = try Subprocess.workprint(["verify", draft, "--draft", draft, "--html", "-"])
        #expect(page.exitCode == 3 && page.errors.contains("name a file"), "\(page.errors)")
        let terminal = try Subprocess.terminal("'\(Subprocess.workprint.path)' render '\(draft)' -o -")
        #expect(terminal.contains("standard output is a terminal"), "\(terminal)")
    }
}
