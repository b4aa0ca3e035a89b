import TextLayout

/// The process that the library lives in.
public enum HostProcess {
    /// Says that the process is all the library's, as a program's `main` knows. To be called before any draft is read.
    ///
    /// Films do not depend on it. Without it, fontconfig loads the system's configuration, which takes its time, and damaged
    /// fonts make Pango warn on standard error.
    public static func claim() { ProcessTextState.claim() }
}
