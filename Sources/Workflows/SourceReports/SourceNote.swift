package import Diagnostics

/// One peculiarity of a source and what the renderer does about it.
package struct SourceNote: Hashable, Sendable {
    /// What kind of peculiarity it is, or a finding's code.
    package var code: DiagnosticCode
    /// JSON Pointer of the use it is about; nil where it is about the file itself.
    package var pointer: String?
    /// One sentence: what was found, and what the renderer does about it.
    package var message: String
    /// Whether the source, or a use of it, cannot be rendered because of this.
    package var isError: Bool

    /// A peculiarity of a source, or what the check found.
    init(_ code: DiagnosticCode, at pointer: String? = nil, _ message: String, isError: Bool = false) {
        self.code = code
        self.pointer = pointer
        self.message = message
        self.isError = isError
    }
}
