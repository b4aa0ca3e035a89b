package import Glibc
import SystemPackage

/// A time as the file system keeps it.
package struct FileTime: Comparable, Sendable {
    private let seconds: Int
    private let nanoseconds: Int

    /// A time from the system's own form.
    package init(_ time: timespec) {
        seconds = time.tv_sec
        nanoseconds = time.tv_nsec
    }

    package static func < (left: FileTime, right: FileTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

/// A new file that says by its lock that somebody is at work since it was made. The lock goes with the process, however
/// that ends; the file goes with its owner.
package struct LockedFile: ~Copyable {
    /// Where it is.
    package let path: String
    private let descriptor: FileDescriptor

    private static let attemptLimit = 8

    /// Makes a file of a random name in a folder and locks it. Throws where that is not possible.
    package init(folder: String) throws(FileError) {
        for _ in 0..<Self.attemptLimit {
            let path = folder + "/" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
            let descriptor = try FileError.check("creating a file in a folder", folder) {
                try FileDescriptor.open(
                    path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            }
            // Whoever sweeps between the two calls takes the file for one that nobody holds.
            if descriptor.lock(), let status = try? Stat(descriptor), status.linkCount > 0 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            unlink(path)
            try? descriptor.close()
        }
        throw FileError(
            action: "locking a file in a folder", path: folder, reason: .system(.resourceTemporarilyUnavailable))
    }

    deinit {
        unlink(path)
        try? descriptor.close()
    }

    /// Since when somebody holds the file at a path; nil where nobody does, and then the file is removed.
    package static func heldSince(path: String) -> FileTime? {
        let options: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow, .nonBlocking]
        guard let other = try? FileDescriptor.open(path, .readOnly, options: options) else { return nil }
        defer { try? other.close() }
        guard let status = try? Stat(other) else { return nil }
        if other.lock() {
            unlink(path)
            return nil
        }
        return FileTime(status.rawValue.st_mtim)
    }
}
