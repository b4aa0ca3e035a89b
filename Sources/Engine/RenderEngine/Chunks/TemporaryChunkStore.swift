import Foundation
import SystemFiles

/// Chunks in a nameless file beside the output, which is gone with the process, however that ends.
final class TemporaryChunkStore: ChunkStore, @unchecked Sendable {
    private let lock = NSLock()
    private let file: NamelessFile
    private var places: [String: (offset: Int, count: Int)] = [:]
    private var end = 0

    /// A store in the folder of the output.
    init(folder: String) throws(FileError) {
        file = try NamelessFile(in: folder)
    }

    func bytes(forKey key: String) throws(FileError) -> [UInt8]? {
        guard let place = lock.withLock({ places[key] }) else { return nil }
        return try file.bytes(at: place.offset, count: place.count)
    }

    func keep(_ bytes: [UInt8], forKey key: String) throws(FileError) {
        let offset = lock.withLock {
            let offset = end
            end += bytes.count
            return offset
        }
        try file.write(bytes, at: offset)
        lock.withLock { places[key] = (offset, bytes.count) }
    }
}
