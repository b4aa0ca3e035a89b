import Foundation
import TestSupport
import Testing

/// Whatever is wrong is named with its place, at once, and no file is left.
@Suite struct BadInputTests {
    private struct CheckResult: Decodable {
        struct Finding: Decodable {
            var code: String
            var severity: String
            var pointer: String
            var message: String
        }
        var findings: [Finding]
    }

    static let damaged: [(file: String, type: Int, code: String)] = [
        ("badcrc.png", 0, "asset-damaged"), ("bitflips.mp4", 0, "asset-damaged"), ("empty.mp4", 0, "asset-damaged"),
        ("garbage-inside.mp3", 1, "asset-damaged"), ("huge-60000x60000.png", 0, "asset-too-large"),
        ("moov-missing.mp4", 0, "asset-damaged"), ("text.mp4", 0, "asset-unsupported"),
        ("truncated-faststart.mp4", 0, "asset-damaged"), ("truncated.gif", 0, "asset-damaged"),
        ("truncated.jpg", 0, "asset-damaged"), ("truncated.mkv", 0, "asset-damaged"),
        ("truncated.webp", 0, "asset-damaged"),
    ]

    private func draft(_ file: String, _ type: Int, in folder: TemporaryFolder) throws -> String {
        // The duration is given, so that nothing about the source has to be known to lay the segment out.
        try folder.write(
            """
            {"t":[{"tt":0,"sg":[{"src":"#123456","d":3000}]},
                  {"tt":\(type),"sg":[{"src":"\(TestMedia.path("corrupt/" + file))","d":3000}]}],
             "m":{"width":320,"height":180}}
            """, to: "draft.json")
    }

    @Test(arguments: damaged.indices) func renderRefusesADamagedSource(_ index: Int) throws {
        let (file, type, code) = Self.damaged[index]
        let folder = try TemporaryFolder()
        let path = try draft(file, type, in: folder)
        let result = try Subprocess.workprint(
            ["render", path, "-o", folder.path("out.mp4"), "--progress", "none", "--cache", "none"])
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("error: \(code) at /t/1/sg/0/src: "), "\(result.errors)")
        #expect(result.text.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["draft.json"])
    }

    @Test(arguments: damaged.indices) func checkFindsADamagedSource(_ index: Int) throws {
        let (file, type, code) = Self.damaged[index]
        let folder = try TemporaryFolder()
        let result = try Subprocess.workprint(["check", try draft(file, type, in: folder), "--json"])
        #expect(result.exitCode == 1)
        let found = try JSONDecoder().decode(CheckResult.self, from: result.output)
        let errors = found.findings.filter { $0.severity == "error" }
        #expect(errors.map(\.code) == [code] && errors.first?.pointer == "/t/1/sg/0/src")
        #expect(errors.first?.message.contains("“\(file)”: ") == true, "the message names the file")
    }

    static let disguised = [
        ("playlist.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nbunny-51.mp4\n#EXT-X-ENDLIST\n"),
        ("concat.mov", "ffconcat version 1.0\nfile bunny-51.mp4\n"),
        (
            "drawing.png",
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' height='10'/></svg>"
        ),
        ("page.jpg", "<!DOCTYPE html><html><body>404</body></html>"),
    ]

    @Test(arguments: disguised.indices) func aTextUnderAMediumsNameOpensNothing(_ index: Int) throws {
        let (name, text) = Self.disguised[index]
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            at: TestMedia.url("clips/bunny-51.mp4"), to: folder.url.appending(path: "bunny-51.mp4"))
        try folder.write(text, to: name)
        let path = try folder.write(
            "{\"t\":[{\"tt\":0,\"sg\":[{\"src\":\"\(name)\",\"d\":1000}]}]}", to: "draft.json")
        let result = try Subprocess.workprint(["render", path, "-o", folder.path("out.mp4"), "--progress", "none"])
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("asset-unsupported at /t/0/sg/0/src"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.mp4")))
    }

    @Test func aFIFOIsRefusedAtOnce() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe.mp4"), 0o600) == 0)
        let path = try folder.write(#"{"t":[{"tt":0,"sg":[{"src":"pipe.mp4","d":1000}]}]}"#, to: "draft.json")
        let result = try Subprocess.workprint(["check", path])
        #expect(result.exitCode == 1 && result.text.contains(" at /t/0/sg/0/src: "), "\(result.text)")
    }

    static let malformed: [(draft: String, code: String, pointer: String)] = [
        ("", "json-syntax", ""), ("{", "json-syntax", ""), ("[]", "wrong-type", ""), ("{}", "missing-key", ""),
        (#"{"t":[]}"#, "draft-empty", ""), (#"{"t":[{"tt":0,"sg":[]}]}"#, "draft-empty", ""),
        (#"{"t":[{"tt":0,"sg":[{"src":"nowhere.jpg","d":1000}]}]}"#, "asset-missing", "/t/0/sg/0/src"),
        (#"{"t":[{"tt":0,"sg":[{"src":"red","d":-5}]}]}"#, "out-of-range", "/t/0/sg/0/d"),
        (
            #"{"t":[{"tt":0,"sg":[{"src":"red","d":1000},{"src":"red","s":500,"d":1000}]}]}"#, "segment-overlap",
            "/t/0/sg/1"
        ),
        (#"{"t":[{"tt":0,"sg":[{"src":"red","d":1000,"op":"much"}]}]}"#, "wrong-type", "/t/0/sg/0/op"),
        (#"{"t":[{"tt":7,"sg":[{"d":1000}]}]}"#, "missing-key", "/t/0/sg/0"),
        (#"{"v":2,"t":[{"tt":0,"sg":[{"src":"red","d":1000}]}]}"#, "version-unsupported", "/v"),
        (#"{"t":[{"tt":0,"sg":[{"src":"red","d":1000}]}],"m":{"width":4000,"height":4000}}"#, "canvas-size", ""),
    ]

    @Test(arguments: malformed.indices) func aMalformedDraftIsRefusedWithItsPlace(_ index: Int) throws {
        let (text, code, pointer) = Self.malformed[index]
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "draft.json")
        let result = try Subprocess.workprint(["render", path, "-o", folder.path("out.mp4")])
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("error: \(code)"), "\(result.errors)")
        #expect(pointer.isEmpty || result.errors.contains(" at \(pointer)"), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["draft.json"])
    }

    @Test(arguments: [
        ["render"], ["render", "x.json"], ["render", "x.json", "-o", "y.mp4", "--crf", "99"],
        ["render", "x.json", "-o", "y.mp4", "--preset", "warp"], ["frame", "x.json", "-o", "y.png", "--at", "soon"],
        ["render", "x.json", "-o", "y.avi"], ["render", "x.json", "-o", "/nowhere/y.mp4"], ["dance"],
        ["render", "x.json", "-o", "y.mp4", "--range", "5s"],
    ])
    func badUsageIsExitCode3(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let result = try Subprocess.workprint(arguments, folder: folder.url)
        #expect(result.exitCode == 3, "\(result.errors)")
        #expect(!result.errors.isEmpty && result.text.isEmpty)
    }
}
