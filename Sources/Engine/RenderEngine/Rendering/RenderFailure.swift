package import TimelineModel

/// Why a render, or part of one, came to nothing. No output file is left in any case.
package enum RenderFailure: Error, Sendable {
    /// The draft or a source is at fault; at least one finding is an error.
    case badInput([Finding])
    /// The wish is impossible: a range outside the timeline, a size of another shape.
    case badRequest(String)
    /// The machine is at fault: the disk is full, a file cannot be written.
    case machine(String)
    /// Somebody asked to stop.
    case cancelled
    /// The program is at fault.
    case program(String)
}

extension RenderFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badInput(let findings): findings.map(\.description).joined(separator: "\n")
        case .badRequest(let message), .machine(let message), .program(let message): message
        case .cancelled: "cancelled"
        }
    }
}
