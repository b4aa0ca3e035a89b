import EncodedMedia
import Foundation
package import SystemFiles

/// Chunks, sounds and prepared stills as files named by their keys, which outlive the render.
///
/// Several stores, also of several processes, may use one folder at the same time: a store says for as long as it lives
/// that it is in use, and the sweep of another one removes nothing that was written or read since.
package final class CachedChunkStore: ChunkStore {
    private let folder: URL
    /// Where stores say that the cache is in use.
    private let leases: String
    private let lease: LockedFile

    /// A store in a folder, which is made where it is not there.
    package init(folder path: String) throws(CacheFolderProblem) {
        folder = URL(fileURLWithPath: path).appending(path: "chunks")
        let inUse = URL(fileURLWithPath: path).appending(path: "in-use")
        leases = inUse.path
        do {
            for folder in [folder, inUse] {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
        } catch {
            throw CacheFolderProblem(path: folder.path, reason: error.localizedDescription)
        }
        do {
            lease = try LockedFile(folder: inUse.path)
        } catch {
            throw CacheFolderProblem(path: inUse.path, reason: error.message)
        }
    }

    package var cache: CachedChunkStore? { self }

    package func bytes(forKey key: String) -> [UInt8]? { bytes(forKey: key, limit: ChunkFile.byteLimit) }

    /// The bytes under a key, or nil where there are none, or more than `limit`.
    func bytes(forKey key: String, limit: Int) -> [UInt8]? {
        let path = path(of: key)
        let head = Self.head(key)
        // A file that lies under another key than its own is as good as not there.
        guard let bytes = ChunkFile.bytes(path: path, limit: limit + head.count), bytes.starts(with: head) else {
            return nil
        }
        // What was used last goes last when the cache is swept.
        utimes(path, nil)
        return Array(bytes[head.count...])
    }

    package func keep(_ bytes: [UInt8], forKey key: String) throws(FileError) {
        let path = path(of: key)
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        var file = try AtomicFile(target: path)
        try file.write(Self.head(key))
        try file.write(bytes)
        // What a crash of the machine tears is found by its checksum and made again.
        try file.commit(isSynced: false)
    }

    /// What a file begins with.
    private static func head(_ key: String) -> [UInt8] { Array("workprint \(key)\n".utf8) }

    private func path(of key: String) -> String {
        folder.appending(path: String(key.prefix(2))).appending(path: key + ".chunk").path
    }

    /// When the oldest of the other uses began that go on; nil where there is none.
    private var oldestOtherUse: FileTime? {
        FolderListing.names(in: leases).map { leases + "/" + $0 }.filter { $0 != lease.path }
            .compactMap(LockedFile.heldSince(path:)).min()
    }

    private struct StoredFile {
        var path: String
        var date: FileTime
        var size: Int
    }

    /// Removes the files unused for the longest time until at most `byteLimit` bytes are left, or only those that another
    /// store has used since it began.
    package func sweep(byteLimit: Int) {
        var files: [StoredFile] = []
        for group in FolderListing.names(in: folder.path) {
            let group = folder.path + "/" + group
            for name in FolderListing.names(in: group) {
                let path = group + "/" + name
                var status = stat()
                guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
                files.append(StoredFile(path: path, date: .init(status.st_mtim), size: Int(status.st_size)))
            }
        }
        var total = files.reduce(0) { $0 + $1.size }
        guard total > byteLimit else { return }
        let oldestUse = oldestOtherUse
        files.sort { $0.date < $1.date }
        for file in files where total > byteLimit {
            if let oldestUse, file.date >= oldestUse { return }
            unlink(file.path)
            total -= file.size
        }
    }
}

/// Why there can be no cache in a folder.
package struct CacheFolderProblem: Error, CustomStringConvertible {
    let path: String
    let reason: String

    package var description: String { "making the cache folder on \(path): \(reason)" }
}
