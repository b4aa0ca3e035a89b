/// How a `src` is read, for those who write one.
package enum SourceSpelling {
    /// Whether a text that stands for a path is read as that path, and not as a color or a URL.
    package static func isPlainPath(_ path: String) -> Bool { SourceReference(path, mayBeColor: true) == .path(path) }
}
