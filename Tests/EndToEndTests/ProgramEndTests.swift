import Foundation
import Synchronization
import TestSupport
import Testing

/// The program ends with the code that it means, however early: threads that load libraries or read fonts do not mind.
@Suite(.serialized) struct ProgramEndTests {
    /// A way to end, and how often it is tried.
    struct Ending: Sendable, CustomTestStringConvertible {
        var name: String
        var code: Int32
        var count: Int
        var arguments: [String]
        var testDescription: String { name }
    }

    /// Each ends while FFmpeg is loaded, while fonts are read, or both: a film that is damaged right at its head is given up
    /// before the loader has come to its end.
    static let endings: [Ending] = {
        let damaged = #"{"t": [{"tt": 0, "sg": [{"src": "corrupt/empty.mp4", "d": 100}]}]}"#
        let media = TestMedia.folder.path
        return [
            Ending(name: "help", code: 0, count: 50, arguments: ["--help"]),
            Ending(name: "version", code: 0, count: 50, arguments: ["--version"]),
            Ending(name: "bad usage", code: 3, count: 50, arguments: ["render"]),
            Ending(name: "no draft", code: 2, count: 100, arguments: ["check", "missing.json"]),
            Ending(
                name: "check of a damaged film", code: 1, count: 500, arguments: ["check", damaged, "--assets", media]),
            Ending(
                name: "frame of a damaged film", code: 2, count: 100,
                arguments: ["frame", damaged, "--assets", media, "--at", "0s", "-o", "frame.png"]),
        ]
    }()

    @Test(arguments: endings) func endsWithItsCode(_ ending: Ending) throws {
        let folder = try TemporaryFolder()
        let arguments = try ending.arguments.map {
            if $0.hasPrefix("{") { return try folder.write($0, to: "draft.json") }
            return $0 == "frame.png" ? folder.path($0) : $0
        }
        let codes = Mutex<[Int32: Int]>([:])
        DispatchQueue.concurrentPerform(iterations: ending.count) { _ in
            let code = Self.run(arguments)
            codes.withLock { $0[code, default: 0] += 1 }
        }
        #expect(codes.withLock { $0 } == [ending.code: ending.count])
    }

    /// The exit code of a run whose output nobody wants, or 128 and the signal that ended it.
    private static func run(_ arguments: [String]) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let program = Subprocess.workprint.path
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawn(&process, program, &actions, nil, &words, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSecondWishEndsAtOnce(_ number: Int32) throws {
        let folder = try TemporaryFolder()
        let demo = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path
        for _ in 0..<5 {
            let process = try Subprocess.start(
                Subprocess.workprint,
                [
                    "render", demo, "-o", folder.path("out.mp4"), "--progress", "none", "--cache", "none", "--preset",
                    "veryslow",
                ])
            Thread.sleep(forTimeInterval: 0.3)
            for _ in 0..<2 {
                process.signal(number)
                Thread.sleep(forTimeInterval: 0.01)
            }
            #expect(try process.finish().exitCode == 128 + number)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        }
    }

    @Test func whatCannotBePrintedIsTheMachinesFault() throws {
        let result = try Subprocess.run("sh", ["-c", "exec \"$0\" schema > /dev/full", Subprocess.workprint.path])
        #expect(result.exitCode == 4)
        #expect(result.errors.contains("No space left on device"), "\(result.errors)")
    }
}
