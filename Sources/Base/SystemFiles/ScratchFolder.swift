package import Foundation
import Glibc
import SystemPackage

/// A folder for a while: it goes with its owner, and with `AtomicFile.removeUnfinished`; what a killed process left of
/// the same name is swept away by the next one.
package final class ScratchFolder {
    /// Where it is.
    package let url: URL
    /// Holds a lock that says that somebody is at work; the kernel takes it back however that ends.
    private let descriptor: FileDescriptor

    /// Makes `NAME-UUID` in a folder. Throws where that is not possible.
    package init(named name: String, in parent: URL = FileManager.default.temporaryDirectory) throws(FileError) {
        Self.sweep(parent, name: name)
        for _ in 0..<8 {
            let url = parent.appending(path: "\(name)-\(UUID().uuidString)")
            guard mkdir(url.path, 0o700) == 0 else { throw FileError.failure("making a folder", url.path) }
            guard let descriptor = try? Self.open(url.path) else { continue }
            // Between making and locking another process may have swept it away: then it is made anew.
            if descriptor.lock(), (try? Stat(url.path)) != nil {
                self.url = url
                self.descriptor = descriptor
                UnfinishedFiles.add(url.path)
                return
            }
            try? descriptor.close()
        }
        throw FileError(
            action: "making a folder", path: parent.path, reason: .system(.resourceTemporarilyUnavailable))
    }

    private static func open(_ path: String) throws -> FileDescriptor {
        try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec, .noFollow])
    }

    deinit {
        Self.remove(url.path)
        UnfinishedFiles.remove(url.path)
        try? descriptor.close()
    }

    /// Removes a folder with all that is in it, also while somebody goes on writing there: without its name nothing can
    /// be added.
    static func remove(_ path: String) {
        let gone = path + ".gone"
        try? FileManager.default.removeItem(atPath: rename(path, gone) == 0 ? gone : path)
    }

    private static func sweep(_ parent: URL, name: String) {
        for found in FolderListing.names(in: parent.path) where found.hasPrefix(name + "-") {
            let rest = found.dropFirst(name.count + 1)
            guard UUID(uuidString: String(rest.hasSuffix(".gone") ? rest.dropLast(5) : rest)) != nil else { continue }
            let path = parent.appending(path: found).path
            guard let descriptor = try? open(path) else { continue }
            if descriptor.lock() { try? FileManager.default.removeItem(atPath: path) }
            try? descriptor.close()
        }
    }
}
