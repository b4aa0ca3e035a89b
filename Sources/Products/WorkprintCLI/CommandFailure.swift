import Diagnostics
import Foundation
import WorkprintKit

/// Why a command ends without having done what was asked.
struct CommandFailure: Error {
    /// The exit codes of the program, the same for every command.
    struct Code: Hashable {
        let rawValue: Int32

        /// What was asked is done.
        static let done = Code(rawValue: 0)
        /// The answer is no.
        static let answerIsNo = Code(rawValue: 1)
        /// The draft or a source is at fault.
        static let badInput = Code(rawValue: 2)
        /// The command line is at fault.
        static let badUsage = Code(rawValue: 3)
        /// The machine is at fault.
        static let machine = Code(rawValue: 4)
        /// The program is at fault.
        static let program = Code(rawValue: 70)

        /// Somebody asked the program to end, as shells count it.
        static func ended(bySignal number: Int32) -> Code { Code(rawValue: 128 + number) }
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
            self.init(.ended(bySignal: Interruption.signal), "cancelled; no file was written")
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
