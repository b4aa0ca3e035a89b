import Synchronization
package import SystemFiles

/// Chunks in a nameless file beside the output, which is gone with the process, however that ends.
package final class TemporaryChunkStore: ChunkStore {
    private struct Contents {
        var places: [String: Range<Int>] = [:]
        var end = 0
    }

    private let file: NamelessFile
    private let contents = Mutex(Contents())

    /// A store in the folder of the output.
    package init(folder: String) throws(FileError) {
        file = try NamelessFile(in: folder)
    }

    package func bytes(forKey key: String) throws(FileError) -> [UInt8]? {
        guard let place = contents.withLock({ $0.places[key] }) else { return nil }
        return try file.bytes(at: place.lowerBound, count: place.count)
    }

    package func keep(_ bytes: [UInt8], forKey key: String) throws(FileError) {
        let offset = contents.withLock { contents in
            defer { contents.end += bytes.count }
            return contents.end
        }
        try file.write(bytes, at: offset)
        contents.withLock { $0.places[key] = offset..<offset + bytes.count }
    }
}
