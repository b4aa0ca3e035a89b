import Foundation
import TestSupport
import Testing

/// `workprint golden` as it is typed.
@Suite struct GoldenCommandTests {
    /// From here, too, copies of the small drafts find their sources.
    private static let assets = TestMedia.path("photos")

    /// A folder with some of the small drafts.
    private func drafts(_ names: String...) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in names {
            let source = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small/\(name).json")
            try FileManager.default.copyItem(at: source, to: folder.url.appending(path: "\(name).json"))
        }
        return folder
    }

    private func golden(_ command: String, _ folder: TemporaryFolder, _ more: String...) throws -> FinishedProcess {
        try Subprocess.workprint(
            ["golden", command, folder.url.path, "--assets", Self.assets] + more,
            environment: ["WORKPRINT_SYSTEM_FONTS": "0"])
    }

    private func edit(_ name: String, in folder: TemporaryFolder, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
        #expect(text.contains(old))
        try folder.write(text.replacingOccurrences(of: old, with: new), to: name)
    }

    @Test func theRepositorysOwnRecordsAreRead() throws {
        let folder = try drafts("crossfade", "text-titles")
        let records = TestMedia.repositoryRoot.appending(path: "Fixtures/Expected").path
        let result = try golden("check", folder, "--records", records)
        // All other records have no draft here.
        #expect(result.exitCode == 1)
        #expect(result.text.hasPrefix("crossfade: ok\ntext-titles: ok\nblend-add: orphan"))
    }

    @Test func whatWasRecordedIsAsRecorded() throws {
        let folder = try drafts("crossfade", "sound-duck", "text-titles")
        let recorded = try golden("record", folder, "--threads", "1")
        #expect(recorded.exitCode == 0, "\(recorded.errors)")
        #expect(recorded.text == "crossfade: recorded\nsound-duck: recorded\ntext-titles: recorded\n")
        for name in ["crossfade", "sound-duck", "text-titles"] {
            let expected = TestMedia.repositoryRoot.appending(path: "Fixtures/Expected/\(name).frames.txt")
            let found = try String(contentsOfFile: folder.path("golden/\(name).frames.txt"), encoding: .utf8)
            #expect(found == (try String(contentsOf: expected, encoding: .utf8)))
        }
        let check = try golden("check", folder, "--threads", "2")
        #expect(check.exitCode == 0 && check.text.contains("3 of 3 as recorded"), "\(check.text)")
        let again = try golden("record", folder)
        #expect(again.exitCode == 0 && again.text.components(separatedBy: "unchanged").count == 4)
    }

    @Test func aChangeIsToldWithFramesAndSegments() throws {
        let folder = try drafts("colors-and-gaps", "crossfade", "sound-duck")
        #expect(try golden("record", folder).exitCode == 0)
        try edit("sound-duck.json", in: folder, "\"vol\": 0.3", "\"vol\": 0.31")
        let draft = try String(contentsOfFile: folder.path("colors-and-gaps.json"), encoding: .utf8)
        let color = try #require(draft.firstMatch(of: #/#[0-9a-fA-F]{6}/#)).output
        try edit("colors-and-gaps.json", in: folder, String(color), "#fe01ab")
        let junit = folder.path("golden.xml")
        let check = try golden("check", folder, "--junit", junit)
        #expect(check.exitCode == 1 && check.text.contains("crossfade: ok\n"))
        #expect(check.text.contains("1 of 3 as recorded"))
        let lines = check.text.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("colors-and-gaps: differs: frame"), "\(check.text)")
        #expect(check.text.contains("look at /t/0/sg/0 "))
        #expect(check.text.contains("sound-duck: differs: the sound differs from 1 s to 3 s"))
        #expect(check.text.contains("look at /t/2/sg/0 “vibe-ace”, /t/1/sg/0 “vibe-ace”\n"))
        let xml = try String(contentsOfFile: junit, encoding: .utf8)
        #expect(xml.contains("tests=\"3\" failures=\"2\" errors=\"0\""))
        #expect(xml.contains("<failure type=\"differs\""))
        let parsed = try Subprocess.run(
            "python3", ["-c", "import sys,xml.dom.minidom as m;m.parse(sys.argv[1])", junit])
        #expect(parsed.exitCode == 0, "\(parsed.errors)")

        let refused = try golden("record", folder)
        #expect(refused.exitCode == 1 && refused.errors.contains("2 of 3 records would change"))
        #expect(refused.text.contains("sound-duck: changed: the sound differs from 1 s to 3 s"))
        #expect(try golden("check", folder).exitCode == 1)
        #expect(try golden("record", folder, "--force").exitCode == 0)
        #expect(try golden("check", folder).exitCode == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("golden"))
        #expect(left.count == 6 && left.allSatisfy { !$0.hasSuffix(".part") })
    }

    @Test func aToleranceForgivesLittle() throws {
        let folder = try drafts()
        func write(_ color: String) throws {
            let draft =
                #"{"t":[{"tt":0,"sg":[{"src":"\#(color)","d":500}]}],"m":{"width":64,"height":64,"fps":10}}"#
            try folder.write(draft, to: "gray.json")
        }
        try write("#808080")
        #expect(try golden("record", folder).exitCode == 0)
        // Two levels of gray lighter: 2 · 219/255, rounded, is two code values of luma at most.
        try write("#828282")
        let exact = try golden("check", folder)
        #expect(exact.exitCode == 1 && exact.text.contains("frames 0 to 4 differ"), "\(exact.text)")
        let forgiving = try golden("check", folder, "--tolerance", "2")
        #expect(forgiving.exitCode == 0 && forgiving.text.contains("2 are allowed"), "\(forgiving.text)")
        try write("#909090")
        #expect(try golden("check", folder, "--tolerance", "2").exitCode == 1)
        #expect(try golden("record", folder, "--force", "--tolerance", "20").exitCode == 0)
        try write("#808080")
        #expect(try golden("check", folder).exitCode == 0)
        #expect(try golden("check", folder, "--tolerance", "0").exitCode == 1)
    }

    @Test func aSizeOfItsOwnIsRemembered() throws {
        let folder = try drafts("sound-duck")
        #expect(try golden("record", folder, "--size", "48x48").exitCode == 0)
        let details = try String(contentsOfFile: folder.path("golden/sound-duck.golden.txt"), encoding: .utf8)
        let check = try golden("check", folder)
        #expect(details.contains("size 48x48 asked") && check.exitCode == 0, "\(check.text)")
        let other = try golden("check", folder, "--size", "32x32")
        #expect(other.exitCode == 1 && other.text.contains("the frames have 32x32 pixels, recorded were 48x48"))
    }

    @Test func anInterruptedRecordingLeavesNothing() throws {
        let folder = try TemporaryFolder()
        for name in GoldenFramesTests.names {
            let source = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small/\(name).json")
            try FileManager.default.copyItem(at: source, to: folder.url.appending(path: "\(name).json"))
        }
        let process = try Subprocess.start(
            Subprocess.workprint, ["golden", "record", folder.url.path, "--assets", Self.assets, "--threads", "1"])
        Thread.sleep(forTimeInterval: 0.5)
        process.signal(SIGINT)
        let result = try process.finish()
        #expect(result.exitCode == 130 && result.text.isEmpty, "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("golden")))
    }

    @Test func missingAndBrokenPartsAreTold() throws {
        let folder = try drafts("crossfade", "sound-duck")
        #expect(try golden("record", folder).exitCode == 0)
        try FileManager.default.moveItem(atPath: folder.path("sound-duck.json"), toPath: folder.path("other.json"))
        let moved = try golden("check", folder, "--json")
        #expect(moved.exitCode == 1)
        let json = try #require(try JSONSerialization.jsonObject(with: moved.output) as? [String: Any])
        let states = (json["drafts"] as? [[String: Any]])?.map { "\($0["name"] ?? "") \($0["state"] ?? "")" }
        #expect(states == ["crossfade ok", "other missing", "sound-duck orphan"])
        for (file, content) in [
            ("golden/crossfade.frames.txt", "nothing"), ("golden/crossfade.golden.txt", "sound 7 x 1 1"),
        ] {
            let good = try String(contentsOfFile: folder.path(file), encoding: .utf8)
            try folder.write(content, to: file)
            let broken = try golden("check", folder)
            #expect(broken.exitCode == 2 && broken.text.contains("crossfade: unreadable: the record"))
            try folder.write(good, to: file)
        }
        try folder.write("{", to: "crossfade.json")
        #expect(try golden("check", folder).exitCode == 2)
        let before = try String(contentsOfFile: folder.path("golden/sound-duck.frames.txt"), encoding: .utf8)
        #expect(try golden("record", folder, "--force").exitCode == 2)
        #expect(try String(contentsOfFile: folder.path("golden/sound-duck.frames.txt"), encoding: .utf8) == before)
        #expect(!FileManager.default.fileExists(atPath: folder.path("golden/other.frames.txt")))
        let empty = try TemporaryFolder()
        #expect(try golden("check", empty).exitCode == 2)
        #expect(try Subprocess.workprint(["golden", "check", empty.path("none")]).exitCode == 3)
    }
}
