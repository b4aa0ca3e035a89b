import Foundation
import TestSupport
import Testing

/// A full disk, an interruption: the file that was there stays, nothing partial is left, and the message says why.
@Suite struct MachineFaultTests {
    static let demo = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path

    /// A file system of 300 kB. Making one takes privileges that not every machine gives.
    static let canMount: Bool = {
        let probe = NSTemporaryDirectory() + "workprint-mount-probe-\(getpid())"
        try? FileManager.default.createDirectory(atPath: probe, withIntermediateDirectories: true)
        defer { rmdir(probe) }
        guard let result = try? Subprocess.run("mount", ["-t", "tmpfs", "-o", "size=300k", "tmpfs", probe]),
            result.exitCode == 0
        else { return false }
        _ = try? Subprocess.run("umount", [probe])
        return true
    }()

    @Test(.enabled(if: canMount), arguments: ["none", "cache"])
    func aFullDiskLeavesNothing(_ cache: String) throws {
        let folder = try TemporaryFolder()
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try #require(try Subprocess.run("mount", ["-t", "tmpfs", "-o", "size=300k", "tmpfs", disk]).exitCode == 0)
        defer { _ = try? Subprocess.run("umount", [disk]) }
        let result = try Subprocess.workprint([
            "render", Self.demo, "-o", disk + "/out.mp4", "--size", "270x480", "--progress", "none", "--cache",
            cache == "none" ? "none" : folder.path("cache"),
        ])
        #expect(result.exitCode == 4)
        #expect(result.errors.contains("No space left on device"), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk).isEmpty)
    }

    @Test(arguments: [SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGXCPU]) func whatEndsItLeavesNoFile(_ number: Int32) throws {
        let folder = try TemporaryFolder()
        let output = folder.path("out.mp4")
        let before = try Data(contentsOf: TestMedia.url("clips/bunny-51.mp4"))
        try before.write(to: URL(fileURLWithPath: output))
        let process = try Subprocess.start(
            Subprocess.workprint,
            [
                "render", Self.demo, "-o", output, "--progress", "none", "--cache", folder.path("cache"), "--preset",
                "slow",
            ])
        Thread.sleep(forTimeInterval: 1.5)
        process.signal(number)
        let result = try process.finish()
        #expect(result.exitCode == 128 + number)
        #expect(result.errors.contains("cancelled"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["cache", "out.mp4"])
    }

    @Test func anUnwritableFolderIsNamed() throws {
        let result = try Subprocess.workprint([
            "render", Self.demo, "-o", "/proc/out.mp4", "--progress", "none", "--cache", "none",
        ])
        #expect(result.exitCode == 4)
        #expect(result.errors.contains("/proc"), "\(result.errors)")
    }
}
