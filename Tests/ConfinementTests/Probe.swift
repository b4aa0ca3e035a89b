import Foundation
import TestSupport

/// A program that confines itself and tells what it then may still do, with the three folders in which it tries.
struct Probe {
    /// Where it may write.
    let writable: TemporaryFolder
    /// Where it may read.
    let readable: TemporaryFolder
    /// Where it has no business.
    let elsewhere: TemporaryFolder

    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "ConfinementProbe")

    /// Whether this machine can confine a process wholly.
    static let isWhole: Bool = (try? Probe().run("cli").state) == "full"

    init() throws {
        (writable, readable, elsewhere) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        for folder in [writable, readable, elsewhere] { try folder.write("four", to: "file") }
        try elsewhere.write("", to: "spare")
        try FileManager.default.createSymbolicLink(
            atPath: writable.path("link"), withDestinationPath: elsewhere.path("file"))
    }

    /// What the probe printed.
    struct Answer {
        let exitCode: Int32
        let lines: [String]
        let errors: String

        /// What came of confining, such as `full`; of several, the last one.
        var state: String? { lines.last { $0.hasPrefix("state: ") }.map { String($0.dropFirst("state: ".count)) } }

        /// The attempts, without the states.
        var attempts: [String] { lines.filter { !$0.hasPrefix("state: ") } }
    }

    /// Runs it; without more words its third folder is the one where it has no business.
    func run(_ mode: String, _ words: [String]? = nil, environment: [String: String] = [:]) throws -> Answer {
        let result = try Subprocess.run(
            Self.program, [mode, writable.url.path, readable.url.path] + (words ?? [elsewhere.url.path]),
            environment: environment)
        return Answer(
            exitCode: result.exitCode, lines: result.text.split(separator: "\n").map(String.init), errors: result.errors
        )
    }
}
