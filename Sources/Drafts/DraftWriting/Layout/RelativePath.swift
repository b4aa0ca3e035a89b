import DraftFormat
import Foundation

/// Paths as a draft writes them: as they were given, or relative to its own folder.
package enum RelativePath {
    /// The `src` that names the file at `path` in a draft that lies in `folder`. An absolute path stays as it is; another one,
    /// which is relative to the current folder, is written as seen from `folder`.
    package static func source(_ path: String, from folder: String) -> String {
        if path.hasPrefix("/") { return path }
        let (file, folder) = (URL(fileURLWithPath: path), URL(fileURLWithPath: folder))
        let relative = relative(file, from: folder) { $0 }
        // Behind a symbolic link `..` leads elsewhere; then links are resolved first.
        let isThere = realPath(folder.path + "/" + relative) == realPath(file.path)
        return plain(isThere ? relative : Self.relative(file, from: folder) { $0.resolvingSymlinksInPath() })
    }

    /// Where a path truly leads; nil where nothing is there.
    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func relative(_ file: URL, from folder: URL, resolving: (URL) -> URL) -> String {
        let place = parts(resolving(file.deletingLastPathComponent())) + [file.lastPathComponent]
        let base = parts(resolving(folder))
        let shared = zip(place, base).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: base.count - shared)
        return (up + place.dropFirst(shared)).joined(separator: "/")
    }

    private static func plain(_ path: String) -> String { SourceSpelling.isPlainPath(path) ? path : "./" + path }

    private static func parts(_ folder: URL) -> [String] {
        folder.standardizedFileURL.pathComponents.filter { $0 != "/" }
    }
}
