import WorkprintKit

/// The program's version.
enum ProgramVersion {
    /// As `--version` prints it.
    static let text = Engine.release
}
