import Foundation
package import MediaIO

/// Chunks in a nameless file beside the output, which is gone with the process, however that ends.
package final class TemporaryChunkStore: ChunkStore, @unchecked Sendable {
    private let lock = NSLock()
    private let descriptor: Int32
    private let folder: String
    private var places: [String: (offset: Int, count: Int)] = [:]
    private var end = 0

    /// A store in the folder of the output.
    package init(folder: String) throws(MediaError) {
        self.folder = folder
        var template = Array((folder + "/.workprint-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw MediaError(action: "making a temporary file", object: folder, code: -errno)
        }
        unlink(template)
    }

    deinit { close(descriptor) }

    package func bytes(forKey key: String) throws(MediaError) -> [UInt8]? {
        guard let place = lock.withLock({ places[key] }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: place.count)
        try transfer(place.count, "reading a temporary file") { done in
            bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, place.count - done, place.offset + done)
            }
        }
        return bytes
    }

    package func keep(_ bytes: [UInt8], forKey key: String) throws(MediaError) {
        let offset = lock.withLock {
            let offset = end
            end += bytes.count
            return offset
        }
        try transfer(bytes.count, "writing a temporary file") { done in
            bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done, offset + done)
            }
        }
        lock.withLock { places[key] = (offset, bytes.count) }
    }

    /// Repeats a system call until `count` bytes went through; `call` is told how many have.
    private func transfer(_ count: Int, _ action: String, _ call: (Int) -> Int) throws(MediaError) {
        var done = 0
        while done < count {
            let step = call(done)
            if step < 0, errno == EINTR { continue }
            guard step > 0 else {
                throw MediaError(action: action, object: folder, code: step < 0 ? -errno : -EIO)
            }
            done += step
        }
    }
}
