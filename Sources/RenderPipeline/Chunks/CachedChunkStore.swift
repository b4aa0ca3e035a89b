import Foundation
import MediaIO

/// Chunks as files named by their keys, which outlive the render.
final class CachedChunkStore: ChunkStore {
    private let folder: URL

    /// A store in a folder, which is made where it is not there.
    init(folder path: String) throws(MediaError) {
        folder = URL(fileURLWithPath: path).appending(path: "chunks")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw MediaError(
                action: "making the cache folder", object: folder.path, code: -EACCES,
                message: "\(error.localizedDescription); name another with --cache DIR, or use --cache none")
        }
    }

    func bytes(forKey key: String) throws(MediaError) -> [UInt8]? {
        let path = path(of: key)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        // What was used last goes last when the cache is swept.
        utimes(path, nil)
        return Array(data)
    }

    func keep(_ bytes: [UInt8], forKey key: String) throws(MediaError) {
        let path = path(of: key)
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        var file = try AtomicFile(target: path)
        try file.write(bytes)
        try file.commit()
    }

    private func path(of key: String) -> String {
        folder.appending(path: String(key.prefix(2))).appending(path: key + ".chunk").path
    }

    /// Removes the chunks unused for the longest time until at most `byteLimit` bytes are left.
    func sweep(byteLimit: Int) {
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey, .isRegularFileKey]
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else { return }
        var files: [(url: URL, date: Date, size: Int)] = []
        for case let url as URL in walker {
            guard let values = try? url.resourceValues(forKeys: Set(keys)), values.isRegularFile == true else {
                continue
            }
            files.append((url, values.contentModificationDate ?? .distantPast, values.fileSize ?? 0))
        }
        var total = files.reduce(0) { $0 + $1.size }
        for file in files.sorted(by: { $0.date < $1.date }) where total > byteLimit {
            try? FileManager.default.removeItem(at: file.url)
            total -= file.size
        }
    }
}
