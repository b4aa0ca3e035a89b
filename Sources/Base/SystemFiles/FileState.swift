import Glibc
import SystemPackage

/// A file as it is at an instant: with each change of its content one of these changes too.
package struct FileState: Hashable, Sendable {
    /// Length in bytes.
    package let size: Int
    private let identity: FileIdentity
    private let modified: [Int]
    private let changed: [Int]

    /// The state of what stands at a path, symbolic links followed; nil where nothing does.
    package init?(path: String) {
        guard let status = try? Stat(path) else { return nil }
        self.init(status)
    }

    init(_ status: Stat) {
        size = Int(status.size)
        identity = FileIdentity(status)
        modified = [status.rawValue.st_mtim.tv_sec, status.rawValue.st_mtim.tv_nsec]
        changed = [status.rawValue.st_ctim.tv_sec, status.rawValue.st_ctim.tv_nsec]
    }
}
