import Glibc
import SystemPackage

/// Which file a path leads to, whatever it is called there.
package struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// The file at a path, symbolic links followed; nil where there is none.
    package init?(path: String) {
        guard let status = try? Stat(path) else { return nil }
        self.init(status)
    }

    init(_ status: Stat) {
        device = UInt64(truncatingIfNeeded: status.rawValue.st_dev)
        inode = UInt64(truncatingIfNeeded: status.rawValue.st_ino)
    }

    /// Whether two paths lead to the same file, or would when it is made.
    package static func isSame(_ left: String, _ right: String) -> Bool {
        switch (FileIdentity(path: left), FileIdentity(path: right)) {
        case (let left?, let right?): return left == right
        case (nil, nil): break
        default: return false
        }
        let (first, second) = (split(left), split(right))
        guard first.name == second.name, let folder = FileIdentity(path: first.folder) else { return false }
        return folder == FileIdentity(path: second.folder)
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        let path = FilePath(path).lexicallyNormalized()
        let folder = path.removingLastComponent().string
        return (folder.isEmpty ? "." : folder, path.lastComponent?.string ?? "")
    }
}
