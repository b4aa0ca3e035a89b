package import Foundation

/// A program that ran to its end.
package struct FinishedProcess: Sendable {
    /// Exit code, or 128 + the signal that ended it.
    package let exitCode: Int32
    /// What it printed.
    package let output: Data
    /// What it printed on standard error.
    package let errors: String

    /// What it printed, as text.
    package var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs programs for tests.
package enum Subprocess {
    /// The program that the package builds.
    package static let workprint: URL = {
        // The test bundle lies beside the programs of the same configuration.
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let built = TestMedia.repositoryRoot.appending(path: ".build/release/workprint")
        let candidates = [beside.appending(path: "workprint"), built]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? built
    }()

    /// Runs a program found on the PATH.
    package static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> FinishedProcess {
        try run(URL(fileURLWithPath: "/usr/bin/env"), [name] + arguments, environment: environment)
    }

    /// Runs `workprint`; `input` names a file that it finds on its standard input.
    package static func workprint(
        _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil, input: String? = nil
    ) throws -> FinishedProcess {
        try RunningProcess(workprint, arguments, environment: environment, folder: folder, input: input).finish()
    }

    /// Runs a program; its output is read while it runs, so it never waits for a full pipe.
    package static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil
    ) throws -> FinishedProcess {
        let process = try start(program, arguments, environment: environment, folder: folder)
        return try process.finish()
    }

    /// Starts a program and returns at once.
    package static func start(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil
    ) throws -> RunningProcess {
        try RunningProcess(program, arguments, environment: environment, folder: folder)
    }
}

/// A program that runs.
package final class RunningProcess: @unchecked Sendable {
    private let process = Process()
    private let outputFile: URL
    private let errorFile: URL

    init(
        _ program: URL, _ arguments: [String], environment: [String: String], folder: URL?, input: String? = nil
    ) throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "workprint-run-\(UUID().uuidString)")
        outputFile = base.appendingPathExtension("out")
        errorFile = base.appendingPathExtension("err")
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? .nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    /// Sends a signal.
    package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    package func finish() throws -> FinishedProcess {
        process.waitUntilExit()
        defer {
            try? FileManager.default.removeItem(at: outputFile)
            try? FileManager.default.removeItem(at: errorFile)
        }
        let isSignaled = process.terminationReason == .uncaughtSignal
        return FinishedProcess(
            exitCode: process.terminationStatus + (isSignaled ? 128 : 0), output: try Data(contentsOf: outputFile),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }
}

extension Subprocess {
    /// What a line of the shell shows on a terminal.
    package static func terminal(_ line: String) throws -> String {
        let result = try run("script", ["-qefc", line, "/dev/null"])
        return result.text
    }
}
