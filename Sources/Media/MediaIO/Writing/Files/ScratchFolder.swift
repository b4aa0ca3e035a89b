package import Foundation
import Glibc

/// A folder for a while: it goes with its owner, and with `AtomicFile.removeUnfinished`; what a killed process left of
/// the same name is swept away by the next one.
package final class ScratchFolder {
    /// Where it is.
    package let url: URL
    /// Holds a lock that says that somebody is at work; the kernel takes it back however that ends.
    private let descriptor: Int32

    /// Makes `NAME-UUID` in a folder. Throws where that is not possible.
    package init(named name: String, in parent: URL = FileManager.default.temporaryDirectory) throws(MediaError) {
        Self.sweep(parent, name: name)
        for _ in 0..<8 {
            let url = parent.appending(path: "\(name)-\(UUID().uuidString)")
            guard mkdir(url.path, 0o700) == 0 else {
                throw MediaError(action: "making a folder", object: url.path, code: -errno)
            }
            let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            var status = stat()
            // Between making and locking another process may have swept it away: then it is made anew.
            if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, stat(url.path, &status) == 0 {
                self.url = url
                self.descriptor = descriptor
                UnfinishedFiles.add(url.path)
                return
            }
            if descriptor >= 0 { close(descriptor) }
        }
        throw MediaError(action: "making a folder", object: parent.path, code: -EAGAIN)
    }

    deinit {
        Self.remove(url.path)
        UnfinishedFiles.remove(url.path)
        close(descriptor)
    }

    /// Removes a folder with all that is in it, also while somebody goes on writing there: without its name nothing can
    /// be added.
    static func remove(_ path: String) {
        let gone = path + ".gone"
        try? FileManager.default.removeItem(atPath: rename(path, gone) == 0 ? gone : path)
    }

    private static func sweep(_ parent: URL, name: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for found in names where found.hasPrefix(name + "-") {
            let rest = found.dropFirst(name.count + 1)
            guard UUID(uuidString: String(rest.hasSuffix(".gone") ? rest.dropLast(5) : rest)) != nil else { continue }
            let path = parent.appending(path: found).path
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: path) }
            close(descriptor)
        }
    }
}
