package import Diagnostics

/// One thing that is wrong, or worth knowing, about a draft.
package struct Finding: Hashable, Sendable, Error {
    /// How bad it is.
    package enum Severity: String, Sendable, Hashable {
        /// The draft cannot be rendered as it stands.
        case error
        /// It can be rendered, perhaps not as meant.
        case warning
    }

    /// What kind of finding it is.
    package var code: DiagnosticCode
    /// How bad it is.
    package var severity: Severity
    /// JSON Pointer into the draft (RFC 6901), in the draft's own spelling; empty for the draft as a whole.
    package var pointer: String
    /// One sentence: what is wrong and what would be right.
    package var message: String
    /// The way out, where there is exactly one.
    package var remedy: Remedy?

    /// A finding from its parts.
    package init(
        code: DiagnosticCode, severity: Severity, pointer: String, message: String, remedy: Remedy? = nil
    ) {
        self.code = code
        self.severity = severity
        self.pointer = pointer
        self.message = message
        self.remedy = remedy
    }
}

extension Finding: CustomStringConvertible {
    package var description: String {
        "\(severity.rawValue): \(code)\(pointer.isEmpty ? "" : " at \(pointer)"): \(message)"
    }
}
