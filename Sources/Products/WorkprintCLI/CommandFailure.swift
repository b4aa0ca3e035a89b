import Diagnostics
import Foundation
import WorkprintKit

/// Why a command ends without having done what was asked.
struct CommandFailure: Error {
    /// The exit codes of the program, the same for every command.
    enum Code: Int32 {
        /// The answer is no.
        case answerIsNo = 1
        /// The draft or a source is at fault.
        case badInput = 2
        /// The command line is at fault.
        case badUsage = 3
        /// The machine is at fault.
        case machine = 4
        /// Interrupted from the terminal, as shells count it (128 + SIGINT).
        case interrupted = 130
        /// Asked to end (128 + SIGTERM).
        case terminated = 143
        /// The program is at fault.
        case program = 70
    }

    /// Whose fault it is.
    var exitCode: Code
    /// One line for each fact, for standard error.
    var lines: [String]

    init(_ exitCode: Code, _ lines: [String]) {
        self.exitCode = exitCode
        self.lines = lines
    }

    init(_ exitCode: Code, _ line: String) { self.init(exitCode, [line]) }

    init(_ error: WorkprintError) {
        switch error {
        case .unreadableDraft(let message): self.init(.badInput, "error: \(message)")
        case .badInput(let findings): self.init(.badInput, findings.map(\.description))
        case .badRequest(let message): self.init(.badUsage, "error: \(message)")
        case .machine(let message): self.init(.machine, "error: \(DiagnosticCode.machine): \(message)")
        case .cancelled:
            self.init(Interruption.isTermination ? .terminated : .interrupted, "cancelled; no file was written")
        case .program(let message): self.init(.program, "error: \(DiagnosticCode.program): \(message)")
        }
    }

    /// What `body` gives; what the library throws becomes the command's failure.
    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as WorkprintError {
            throw CommandFailure(error)
        }
    }

    func print() {
        for line in lines { Self.writeError(line) }
    }

    /// Writes a line to standard error.
    static func writeError(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}
