import Foundation
import TestSupport
import Testing

/// What a command reads is not written over, under whatever name.
struct OutputPathTests {
    let folder: TemporaryFolder
    private let draft: String

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            at: TestMedia.url("clips/bunny-51.mp4"), to: folder.url.appending(path: "clip.mp4"))
        try FileManager.default.copyItem(
            at: TestMedia.url("graphics/logo.png"), to: folder.url.appending(path: "picture.png"))
        try folder.write("1\n00:00:00,000 --> 00:00:00,400\nHello\n", to: "text.srt")
        draft = try folder.write(
            """
            {"t":[{"tt":0,"sg":[{"src":"clip.mp4","d":500}]},{"tt":0,"sg":[{"src":"picture.png","d":500,"w":0.2}]},
                  {"tt":7,"src":"text.srt"}],
             "m":{"width":320,"height":180,"fps":10}}
            """, to: "draft.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.mp4"), withDestinationPath: folder.path("clip.mp4"))
        try FileManager.default.linkItem(atPath: folder.path("clip.mp4"), toPath: folder.path("hard.mp4"))
        try FileManager.default.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
    }

    private func contents() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) {
            found[name] = FileManager.default.contents(atPath: folder.path(name)) ?? Data()
        }
        return found
    }

    static let refused: [[String]] = [
        ["render", "draft.json", "-o", "clip.mp4"], ["render", "draft.json", "-o", "./clip.mp4"],
        ["render", "draft.json", "-o", "sub/../clip.mp4"], ["render", "draft.json", "-o", "link.mp4"],
        ["render", "draft.json", "-o", "hard.mp4"],
        ["render", "draft.json", "-o", "out.mp4", "--report", "draft.json"],
        ["render", "draft.json", "-o", "out.mp4", "--frame-hashes", "text.srt"],
        ["render", "draft.json", "-o", "out.mp4", "--report", "same", "--frame-hashes", "sub/../same"],
        ["render", "draft.json", "-o", "out.mp4", "--report", "out.mp4"],
        ["frame", "draft.json", "--at", "0s", "-o", "picture.png"], ["sheet", "draft.json", "-o", "picture.png"],
        ["subtitles", "draft.json", "-o", "text.srt"],
        ["verify", "clip.mp4", "--draft", "draft.json", "--junit", "draft.json"],
        ["verify", "clip.mp4", "--reference", "hard.mp4", "--html", "clip.mp4"],
    ]

    @Test(arguments: refused) func whatIsReadIsNotWrittenOver(_ command: [String]) throws {
        let before = try contents()
        let result = try Subprocess.workprint(command, folder: folder.url)
        #expect(result.exitCode == 3, "\(result.errors)")
        #expect(result.errors.split(separator: "\n").last?.hasPrefix("error: -") == true, "\(result.errors)")
        #expect(try contents() == before)
    }

    @Test func otherFilesAreReplacedByTheirOwnKindOnly() throws {
        try folder.write("a letter", to: "letter.mp4")
        #expect(try Subprocess.workprint(["render", draft, "-o", folder.path("letter.mp4")]).exitCode == 3)
        try FileManager.default.copyItem(atPath: folder.path("picture.png"), toPath: folder.path("list.txt"))
        let hashes = ["render", draft, "-o", folder.path("a.mp4"), "--frame-hashes", folder.path("list.txt")]
        #expect(try Subprocess.workprint(hashes).exitCode == 3)
        #expect(!FileManager.default.fileExists(atPath: folder.path("a.mp4")))
        try FileManager.default.copyItem(atPath: folder.path("clip.mp4"), toPath: folder.path("old.mp4"))
        let render = ["render", draft, "-o", folder.path("old.mp4"), "--progress", "none", "--cache", "none"]
        #expect(try Subprocess.workprint(render + ["--no-overwrite"]).exitCode == 3)
        #expect(try Subprocess.workprint(render).exitCode == 0)
    }
}
