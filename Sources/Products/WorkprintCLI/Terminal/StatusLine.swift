import Foundation

/// One line on standard error that says what is being done; nothing where that is no terminal.
final class StatusLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Shows a text in place of the one before.
    func show(_ text: String) { write("\r\u{1B}[2K" + text) }

    /// Clears the line.
    func clear() { write("\r\u{1B}[2K") }

    private func write(_ text: String) {
        if isTerminal { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
    }
}
