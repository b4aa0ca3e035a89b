/// How a draft is read.
package struct DraftReadingOptions: Sendable {
    /// The folder where assets are looked for first, or nil for the draft's own folder alone.
    package var assetsDirectory: String?
    /// The draft's folder, to which its paths are relative. Reading a file takes the file's folder where this is nil,
    /// reading bytes the current folder.
    package var baseDirectory: String?
    /// The folder that files must lie in once symbolic links are resolved, or nil where they may lie anywhere.
    package var allowedRoot: String?
    /// Whether warnings count as errors.
    package var isStrict: Bool

    /// Options from their parts.
    package init(
        assetsDirectory: String? = nil, baseDirectory: String? = nil, allowedRoot: String? = nil,
        isStrict: Bool = false
    ) {
        self.assetsDirectory = assetsDirectory
        self.baseDirectory = baseDirectory
        self.allowedRoot = allowedRoot
        self.isStrict = isStrict
    }
}
