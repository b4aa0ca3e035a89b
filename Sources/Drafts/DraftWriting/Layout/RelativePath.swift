import DraftFormat
import Foundation

/// Paths as a draft writes them: relative to its own folder.
package enum RelativePath {
    /// The `src` that names the file at `path` in a draft that lies in `folder`. Both are relative to the current folder
    /// or absolute; symbolic links in them are resolved, since `..` leaves a folder where it truly is.
    package static func source(_ path: String, from folder: String) -> String {
        let file = URL(fileURLWithPath: path)
        let place = parts(file.deletingLastPathComponent()) + [file.lastPathComponent]
        let base = parts(URL(fileURLWithPath: folder))
        let shared = zip(place, base).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: base.count - shared)
        let relative = (up + place.dropFirst(shared)).joined(separator: "/")
        return SourceSpelling.isPlainPath(relative) ? relative : "./" + relative
    }

    private static func parts(_ folder: URL) -> [String] {
        folder.resolvingSymlinksInPath().standardizedFileURL.pathComponents.filter { $0 != "/" }
    }
}
