import Glibc

/// A file as it is now. With each change of its content at least one of these numbers changes too, so equal states mean
/// equal content: the one notion of "nobody has touched this file".
package struct FileState: Hashable, Sendable {
    private let path: String
    private let numbers: [Int]

    /// The state of the file at a path; nil where there is none.
    package init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.path = path
        numbers = [
            Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)), Int(status.st_size),
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
        ]
    }
}
