import RenderEngine

/// The program's version.
enum ProgramVersion {
    /// As `--version` prints it.
    static let text = EngineVersion.release
}
