import Confinement
import Foundation
import TestSupport
import Testing

/// Commands under the kernel's rules do what they do without.
@Suite struct SandboxTests {
    private static let demo = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path

    /// Whether this machine can confine a program wholly; containers may not.
    private static let isFull: Bool = {
        let checked = try? Subprocess.workprint(["inspect", demo, "--sandbox", "require"])
        return checked?.exitCode == 0
    }()

    @Test(.enabled(if: isFull)) func confinedFilmsAreTheSame() throws {
        let folder = try TemporaryFolder()
        func film(_ mode: SandboxMode, cache: String) throws -> Data {
            let output = folder.path("\(mode.rawValue).mp4")
            let result = try Subprocess.workprint([
                "render", Self.demo, "-o", output, "--size", "270x480", "--range", "0..4", "--cache", cache,
                "--progress", "none", "--sandbox", mode.rawValue,
            ])
            #expect(result.exitCode == 0 && !result.errors.contains("note:"), "\(result.errors)")
            return try Data(contentsOf: URL(fileURLWithPath: output))
        }
        let confined = try film(.require, cache: folder.path("not/yet/there"))
        #expect(try confined == film(.off, cache: "none"))
        #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path("not/yet/there/chunks")).isEmpty)
    }

    @Test(.enabled(if: isFull)) func whatIsWrittenGoesWhereItIsAsked() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b", "c"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        let rendered = try Subprocess.workprint([
            "render", Self.demo, "-o", folder.path("a/film.mp4"), "--report", folder.path("b/report.json"),
            "--frame-hashes", folder.path("c/frames.txt"), "--size", "90x160", "--range", "0..1", "--cache", "none",
            "--progress", "none", "--sandbox", "require",
        ])
        #expect(rendered.exitCode == 0, "\(rendered.errors)")
        let verified = try Subprocess.workprint([
            "verify", folder.path("a/film.mp4"), "--reference", folder.path("a/film.mp4"), "--html",
            folder.path("b/page.html"), "--junit", folder.path("c/report.xml"), "--sandbox", "require", "--progress",
            "none",
        ])
        #expect(verified.exitCode == 0, "\(verified.errors)")
        for path in ["a/film.mp4", "b/report.json", "c/frames.txt", "b/page.html", "c/report.xml"] {
            #expect(FileManager.default.fileExists(atPath: folder.path(path)), "\(path)")
        }
    }

    @Test func anotherModeIsRefusedWithTheList() throws {
        let result = try Subprocess.workprint(["check", Self.demo, "--sandbox", "maybe"])
        #expect(result.exitCode == 3 && result.errors.contains("require"), "\(result.errors)")
    }
}
