import Foundation

/// The terminal behind standard error.
enum Terminal {
    /// Whether standard error is a terminal on which a line can be written over.
    static var rewritesLines: Bool { isatty(STDERR_FILENO) == 1 && isCapable }

    /// Whether what is printed goes to a terminal that shows colors.
    static var showsColors: Bool {
        isatty(STDOUT_FILENO) == 1 && isCapable
            && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Whether the kind of the terminal is known, and not one that shows escape sequences as they are.
    private static var isCapable: Bool {
        let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return !kind.isEmpty && kind != "dumb"
    }

    /// Columns of the terminal behind standard error, else 80.
    static var columns: Int { columns(of: STDERR_FILENO) ?? 80 }

    /// Columns of the terminal behind a descriptor; nil where there is none, or where it does not say.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// A text on one line that takes at most so many columns.
    static func shortened(_ text: String, to columns: Int) -> String {
        var taken = 0
        var end = text.startIndex
        var fitting = text.startIndex
        while end < text.endIndex {
            let width = columnsTaken(by: text[end])
            if taken + width > columns { return text[..<fitting] + "…" }
            taken += width
            end = text.index(after: end)
            if taken < columns { fitting = end }
        }
        return text
    }

    /// Letters from East Asia and emoji take two columns.
    private static func columnsTaken(by character: Character) -> Int {
        let scalar = character.unicodeScalars.first?.value ?? 0
        let isWide =
            (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar)
            || (0xAC00...0xD7A3).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
            || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar) || scalar >= 0x1_F000
        return isWide ? 2 : 1
    }

    /// Writes to standard error.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
