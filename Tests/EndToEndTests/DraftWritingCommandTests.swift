import Foundation
import TestSupport
import Testing

/// `new`, `diff`, `schema` and `subtitles` as they are typed.
@Suite struct DraftWritingCommandTests {
    private static let arguments = [
        "--images", TestMedia.path("photos"), "--clips", TestMedia.path("clips/bunny-51.mp4"),
        "--music", TestMedia.path("audio/music-metal-vbr.mp3"), "--voice", TestMedia.path("audio/voice-en.wav"),
        "--title", "Paradise Found", "--closing", "See you out there",
    ]

    @Test func aNewDraftPassesTheCheckAndRenders() throws {
        let folder = try TemporaryFolder()
        let draft = folder.path("draft.json")
        let made = try Subprocess.workprint(["new"] + Self.arguments + ["--duration", "7s", "-o", draft])
        #expect(made.exitCode == 0 && made.text.isEmpty, "\(made.errors)")
        let check = try Subprocess.workprint(["check", draft, "--quick"])
        let findings = check.text.split(separator: "\n").dropLast().filter { !$0.contains("unsupported-duck") }
        #expect(check.exitCode == 0 && findings.isEmpty, "\(check.text)")
        let film = folder.path("film.mp4")
        let rendered = try Subprocess.workprint([
            "render", draft, "-o", film, "--size", "180x320", "--quality", "draft", "--cache", "none", "--progress",
            "none",
        ])
        #expect(rendered.exitCode == 0, "\(rendered.errors)")
        let probe = try Subprocess.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v", "-show_entries", "stream=nb_frames", "-of", "csv=p=0", film,
            ])
        #expect(probe.text.trimmingCharacters(in: .whitespacesAndNewlines) == "210")
    }

    @Test func anExistingFileIsKept() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write("mine", to: "draft.json")
        let image = TestMedia.path("photos/cat.png")
        let refused = try Subprocess.workprint(["new", "--images", image, "-o", draft])
        #expect(refused.exitCode == 3 && refused.errors.contains("--force"))
        #expect(try String(contentsOfFile: draft, encoding: .utf8) == "mine")
        #expect(try Subprocess.workprint(["new", "--images", image, "-o", draft, "--force"]).exitCode == 0)
        #expect(try String(contentsOfFile: draft, encoding: .utf8).contains("cat.png"))
    }

    @Test func materialsThatDoNotFitAreNamed() throws {
        let folder = try TemporaryFolder()
        let cases: [([String], Int32, String)] = [
            (["--images", TestMedia.path("clips/bunny-51.mp4")], 2, "must be a picture"),
            (["--images", folder.path("none.jpg")], 2, "asset-missing"),
            (["--images", TestMedia.path("corrupt/badcrc.png")], 2, "asset-damaged"),
            (["--clips", TestMedia.path("photos/cat.png")], 2, "must be a clip"),
            (
                ["--images", TestMedia.path("photos/cat.png"), "--music", TestMedia.path("photos/cat.png")], 2,
                "must be a sound"
            ),
            ([], 3, "--images"), (["--images", TestMedia.path("audio")], 3, "holds nothing"),
            (["--images", TestMedia.path("photos"), "--duration", "2s"], 3, "name fewer"),
            (["--images", TestMedia.path("photos"), "--ratio", "2:1"], 3, "9:16"),
        ]
        for (arguments, code, words) in cases {
            let result = try Subprocess.workprint(["new"] + arguments + ["-o", folder.path("draft.json")])
            #expect(result.exitCode == code && result.errors.contains(words), "\(arguments) \(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.path("draft.json")))
        }
    }

    @Test func diffSaysWhatChangedWithExitCodes() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write(##"{"t":[{"tt":0,"sg":[{"src":"#123","d":1000,"vol":0.8}]}]}"##, to: "old.json")
        let new = try folder.write(##"{"t":[{"tt":0,"sg":[{"src":"#123","d":1000,"vol":0.35}]}]}"##, to: "new.json")
        let same = try Subprocess.workprint(["diff", old, old])
        #expect(same.exitCode == 0 && same.text.isEmpty)
        let changed = try Subprocess.workprint(["diff", old, new])
        #expect(changed.exitCode == 1 && changed.text == "color “#123”: volume 80 % → 35 %\n")
        let json = try Subprocess.workprint(["diff", old, new, "--json"])
        #expect(json.exitCode == 1 && json.text.contains(#""after" : "35 %""#))
        #expect(try Subprocess.workprint(["diff", old, folder.path("none.json")]).exitCode == 2)
        #expect(try Subprocess.workprint(["diff", old, try folder.write("{", to: "bad.json")]).exitCode == 2)
    }

    /// A clip without a length lasts as long as its source, which `diff` looks up.
    @Test func diffKnowsTimesThatOnlySourcesTell() throws {
        let folder = try TemporaryFolder()
        func draft(_ more: String) -> String {
            #"{"t":[{"tt":0,"sg":[{"src":"\#(TestMedia.path("clips/bunny-51.mp4"))"\#(more)}]}]}"#
        }
        let old = try folder.write(draft(""), to: "old.json")
        let new = try folder.write(draft(#","ss":280"#), to: "new.json")
        let result = try Subprocess.workprint(["diff", old, new])
        #expect(result.text.contains("source start 0 s → 0.28 s") && result.text.contains("–5 s"), "\(result.text)")
    }

    @Test func subtitlesGoOutAndComeBack() throws {
        let folder = try TemporaryFolder()
        let draft = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path
        for ending in ["srt", "vtt"] {
            let file = folder.path("film.\(ending)")
            let written = try Subprocess.workprint(["subtitles", draft, "-o", file])
            #expect(written.exitCode == 0, "\(written.errors)")
            let back = try folder.write(
                ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":15000}]},{"tt":7,"src":"film.\##(ending)"}]}"##,
                to: "back.json")
            let again = folder.path("again.\(ending)")
            #expect(try Subprocess.workprint(["subtitles", back, "-o", again, "--track", "2"]).exitCode == 0)
            let text = try String(contentsOfFile: again, encoding: .utf8)
            #expect(try text == String(contentsOfFile: file, encoding: .utf8))
            #expect(text.contains("咖啡时间\nCoffee time"))
        }
        #expect(
            try Subprocess.workprint(["subtitles", draft, "-o", folder.path("a.srt"), "--track", "1"]).exitCode == 3)
        #expect(try Subprocess.workprint(["subtitles", draft, "-o", folder.path("a.txt")]).exitCode == 3)
    }

    @Test func theSchemaIsJSONOfItsDialect() throws {
        let result = try Subprocess.workprint(["schema"])
        #expect(result.exitCode == 0)
        let schema = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test(arguments: ["new", "diff", "schema", "subtitles"]) func helpTeachesByExample(_ command: String) throws {
        let result = try Subprocess.workprint([command, "--help"])
        #expect(result.exitCode == 0 && result.text.contains("workprint \(command) "))
    }
}
