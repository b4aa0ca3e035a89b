import Diagnostics
import TimelineModel

/// One thing that is wrong, or worth knowing, about a draft.
public struct DraftFinding: Sendable, Hashable, Codable {
    /// How bad it is.
    public enum Severity: String, Sendable, Codable {
        /// The draft cannot be rendered as it stands.
        case error
        /// It can be rendered, perhaps not as meant.
        case warning
    }

    /// Stable word for the kind of finding, such as `segment-overlap`.
    public var code: String
    /// How bad it is.
    public var severity: Severity
    /// JSON Pointer into the draft.
    public var pointer: String
    /// One sentence: what is wrong and what would be right.
    public var message: String

    init(_ finding: Finding) {
        code = finding.code.rawValue
        severity = finding.severity == .error ? .error : .warning
        pointer = finding.pointer
        message = finding.message
    }
}

extension DraftFinding: CustomStringConvertible {
    /// The finding on one line, as the program prints it.
    public var description: String {
        "\(severity.rawValue): \(code)\(pointer.isEmpty ? "" : " at \(pointer)"): \(message)"
    }
}
