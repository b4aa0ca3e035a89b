import Confinement
import Foundation
import SystemFiles
import TestSupport
import Testing

/// What is missing is said, and the rest is applied.
@Suite struct ShortfallTests {
    static let withoutLandlock: [(error: Int32, reason: String)] = [
        (ENOSYS, "files are not confined, since this kernel has no Landlock"),
        (EOPNOTSUPP, "files are not confined, since Landlock is switched off"),
        (EPERM, "files are not confined, since Landlock is not allowed here"),
    ]

    @Test(.enabled(if: Probe.isWhole, "this machine cannot confine a process wholly"), arguments: withoutLandlock)
    func withoutLandlockCallsAreFiltered(_ world: (error: Int32, reason: String)) throws {
        let probe = try Probe()
        let answer = try probe.run("server", [probe.elsewhere.url.path, "landlock=\(world.error)"])
        #expect(answer.exitCode == 0)
        #expect(answer.state == "partial (\(world.reason))")
        let attempts = Set(answer.attempts)
        #expect(attempts.contains("read_elsewhere: possible"))
        #expect(attempts.contains("socket_inet: refused") && attempts.contains("run_program: refused"))
    }

    @Test(.enabled(if: Probe.isWhole, "this machine cannot confine a process wholly"), arguments: [ENOSYS, EINVAL])
    func withoutFiltersFilesAreConfined(_ error: Int32) throws {
        let probe = try Probe()
        let answer = try probe.run("server", [probe.elsewhere.url.path, "calls=\(error)"])
        #expect(answer.exitCode == 0)
        #expect(answer.state?.hasPrefix("partial (system calls are not filtered: ") == true)
        let attempts = Set(answer.attempts)
        #expect(attempts.contains("read_elsewhere: refused") && attempts.contains("write_elsewhere: refused"))
        #expect(attempts.contains("run_program: refused"), "Landlock refuses that on its own")
        #expect(attempts.contains("socket_inet6_datagrams: possible"))
    }

    @Test func withoutBothNothingHolds() throws {
        let probe = try Probe()
        let answer = try probe.run(
            "server", [probe.elsewhere.url.path, "landlock=\(ENOSYS)", "calls=\(ENOSYS)"])
        #expect(answer.exitCode == 0)
        #expect(answer.state?.hasPrefix("none (files are not confined") == true)
        #expect(answer.attempts.contains("read_elsewhere: possible"))
    }

    @Test(.enabled(if: Probe.isWhole, "this machine cannot confine a process wholly"))
    func aThreadThatRanBeforeIsTold() throws {
        let answer = try Probe().run("threads")
        #expect(answer.lines == ["state: partial (2 threads ran already, and files are confined for one of them)"])
    }

    @Test func modesHaveTheirWords() {
        #expect(SandboxMode.allCases.map(\.rawValue) == ["auto", "require", "off"])
    }

    @Test func anOutputsFolderIsTheRealOne() throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        let real = try Confinement.realFolder(folder.url.path)
        try FileManager.default.createSymbolicLink(
            atPath: other.path("link"), withDestinationPath: folder.url.path)
        #expect(try Confinement.folder(ofOutput: other.path("link/film.mp4")) == real)
        // The link is what gets replaced, not the file that it leads to.
        #expect(try Confinement.folder(ofOutput: other.path("link")) == Confinement.realFolder(other.url.path))
        #expect(try Confinement.folder(ofOutput: "film.mp4") == Confinement.realFolder("."))
        #expect(try Confinement.folder(ofOutput: "/film.mp4") == "/")
        #expect(throws: FileError.self) { try Confinement.folder(ofOutput: folder.path("missing/film.mp4")) }
        try folder.write("", to: "file")
        #expect(throws: FileError.self) { try Confinement.folder(ofOutput: folder.path("file/film.mp4")) }
    }
}
