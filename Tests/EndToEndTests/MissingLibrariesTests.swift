import Foundation
import TestSupport
import Testing

/// A machine without FFmpeg, or with another one: one line with the way out, exit code 4, and all that needs none still works.
@Suite struct MissingLibrariesTests {
    private static let film = #"{"t": [{"tt": 0, "sg": [{"src": "clips/bunny-51.mp4", "d": 100}]}]}"#
    private static let color =
        ##"{"m": {"width": 64, "height": 64}, "t": [{"tt": 0, "sg": [{"src": "#102030", "d": 100}]}]}"##

    /// Runs the program in a folder with FFmpeg's libraries expected in another one.
    private func run(_ arguments: [String], in folder: TemporaryFolder, libraries: String = "/nowhere") throws
        -> FinishedProcess
    {
        try Subprocess.workprint(arguments, environment: ["WORKPRINT_FFMPEG": libraries], folder: folder.url)
    }

    private func expectFault(_ result: FinishedProcess, _ reason: String) {
        #expect(result.exitCode == 4)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(result.errors)")
        #expect(lines.first?.hasPrefix("error: machine: FFmpeg cannot be loaded: ") == true, "\(result.errors)")
        #expect(result.errors.contains(reason) && result.errors.contains("WORKPRINT_FFMPEG"), "\(result.errors)")
    }

    @Test(arguments: [
        ["check", "film.json"], ["inspect", "film.json"], ["frame", "film.json", "--at", "0s", "-o", "out.png"],
        ["render", "film.json", "-o", "out.mp4"], ["render", "color.json", "-o", "out.mp4", "--cache", "none"],
        ["sheet", "film.json", "-o", "out.png"], ["verify", "media/clips/bunny-51.mp4", "--draft", "color.json"],
        ["verify", "media/clips/bunny-51.mp4", "--reference", "media/clips/bunny-51.mp4"],
        ["new", "--clips", "media/clips", "-o", "out.json"],
        ["new", "--clips", "media/clips/bunny-51.mp4", "-o", "out.json"],
    ])
    func theyAreMissed(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.film, to: "film.json")
        try folder.write(Self.color, to: "color.json")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "media"), withDestinationURL: TestMedia.folder)
        let takesAssets = arguments.contains("film.json")
        let all = arguments + (takesAssets ? ["--assets", TestMedia.folder.path] : [])
        expectFault(try run(all, in: folder), "/nowhere/libavutil.so.")
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.mp4")))
    }

    @Test func whatNeedsNoneGoesOn() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.color, to: "color.json")
        for arguments in [["check", "color.json"], ["frame", "color.json", "--at", "0s", "-o", "out.png"]] {
            let result = try run(arguments, in: folder)
            #expect(result.exitCode == 0, "\(result.errors)")
        }
    }

    /// Some other library under the name of FFmpeg's.
    @Test func theWrongOneIsTold() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.film, to: "film.json")
        let missing = try run(["check", "film.json", "--assets", TestMedia.folder.path], in: folder)
        let name = try #require(missing.errors.firstMatch(of: /libavutil\.so\.[0-9]+/)).output
        let other = try Subprocess.run(
            "sh",
            ["-c", "readlink -f $(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | sed -n 's/.*libz.so.1 .*=> //p' | head -1)"]
        ).text.trimmingCharacters(in: .whitespacesAndNewlines)
        try FileManager.default.copyItem(atPath: other, toPath: folder.path(String(name)))
        let result = try run(
            ["check", "film.json", "--assets", TestMedia.folder.path], in: folder, libraries: folder.url.path)
        expectFault(result, "undefined symbol")
    }
}
