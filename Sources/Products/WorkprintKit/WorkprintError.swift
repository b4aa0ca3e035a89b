import DraftFormat
import DraftWriting
public import Foundation
package import RenderEngine

/// Why something came to nothing. No output file is left in any case.
public enum WorkprintError: Error, Sendable, Hashable {
    /// There is no draft to check: no such file, no text.
    case unreadableDraft(String)
    /// The draft or a source is at fault; at least one finding is an error.
    case badInput([DraftFinding])
    /// What was asked for is impossible: a range outside the timeline, a size of another shape.
    case badRequest(String)
    /// The machine is at fault: the disk is full, a file cannot be written.
    case machine(String)
    /// Somebody asked to stop.
    case cancelled
    /// The program is at fault.
    case program(String)

    /// What a failure of the engine means to a caller.
    package init(_ failure: RenderFailure) {
        switch failure {
        case .badInput(let findings): self = .badInput(findings.map(DraftFinding.init))
        case .badRequest(let message): self = .badRequest(message)
        case .machine(let message): self = .machine(message)
        case .cancelled: self = .cancelled
        case .program(let message): self = .program(message)
        }
    }

    /// What an error of the engine means to a caller.
    init(_ error: any Error) {
        switch error {
        case let error as WorkprintError: self = error
        case let failure as RenderFailure: self.init(failure)
        case let problem as DraftWritingProblem:
            switch problem.kind {
            case .request: self = .badRequest(problem.message)
            case .material: self = .unreadableDraft(problem.message)
            case .machine: self = .machine(problem.message)
            }
        case let problem as DraftFileProblem:
            self = problem.isMachineFault ? .machine("\(problem)") : .unreadableDraft("\(problem)")
        case is CancellationError: self = .cancelled
        default: self = .program("\(error)")
        }
    }
}

extension WorkprintError: LocalizedError {
    /// What is wrong, a line for each fact.
    public var errorDescription: String? {
        switch self {
        case .unreadableDraft(let message), .badRequest(let message), .machine(let message), .program(let message):
            message
        case .badInput(let findings): findings.map(\.description).joined(separator: "\n")
        case .cancelled: "cancelled"
        }
    }
}
