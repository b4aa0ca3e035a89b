import Foundation
import SystemFiles

/// A locked file that says since when a store uses a cache. The lock goes with the process, however that ends.
final class CacheLease: Sendable {
    /// A time as the file system keeps it.
    struct Instant: Comparable, Sendable {
        private let seconds: Int
        private let nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }

        static func < (left: Instant, right: Instant) -> Bool {
            (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
        }
    }

    /// Where the leases of a cache lie.
    let folder: String
    private let descriptor: Int32
    private let path: String

    /// Takes a lease in a folder. Its time is the file system's own, which files that are used later bear too.
    init(folder: String) throws(CacheFolderProblem) {
        self.folder = folder
        while true {
            var template = Array((folder + "/XXXXXX").utf8CString)
            let descriptor = mkstemp(&template)
            guard descriptor >= 0 else {
                throw CacheFolderProblem(path: folder, reason: String(cString: strerror(errno)))
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            // Whoever sweeps between the two calls takes the file for one that nobody holds.
            if flock(descriptor, LOCK_EX) == 0, Self.isLinked(descriptor, at: path) {
                self.descriptor = descriptor
                self.path = path
                return
            }
            close(descriptor)
        }
    }

    private static func isLinked(_ descriptor: Int32, at path: String) -> Bool {
        var (open, named) = (stat(), stat())
        return fstat(descriptor, &open) == 0 && stat(path, &named) == 0 && open.st_ino == named.st_ino
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// When the oldest of the other uses began that go on, among the leases with some names; nil where there is none.
    /// Leases that nobody holds are removed.
    func oldestOtherUse(names: [String]) -> Instant? {
        var oldest: Instant?
        for name in names {
            let path = folder + "/" + name
            guard path != self.path else { continue }
            let other = open(path, O_RDONLY | O_CLOEXEC)
            guard other >= 0 else { continue }
            defer { close(other) }
            var status = stat()
            guard fstat(other, &status) == 0 else { continue }
            if flock(other, LOCK_EX | LOCK_NB) == 0 {
                unlink(path)
            } else {
                let begin = Instant(status.st_mtim)
                oldest = min(oldest ?? begin, begin)
            }
        }
        return oldest
    }
}
