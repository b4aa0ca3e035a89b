import Glibc
import TimelineModel

/// Reads files whole, under the contract's limit.
enum FileBytes {
    /// The contract's limit for a file.
    static let limit = 200_000_000

    /// The bytes of a regular file, or of its beginning. Throws where it is not there, no regular file, or too large.
    static func read(_ path: String, upTo count: Int = .max) throws(AssetProblem) -> [UInt8] {
        // Not blocking: a FIFO would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw AssetProblem(
                .missing,
                "the file cannot be opened (\(String(cString: strerror(errno)))); check its name and permissions")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw AssetProblem(.unsupported, "this is no regular file; name a file")
        }
        let size = Int(status.st_size)
        guard size <= limit else {
            throw AssetProblem(
                .tooLarge, "the file has \(size / 1_000_000) MB and may have 200 MB at most (4002); make it smaller")
        }
        let wanted = min(size, count)
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
            while done < wanted, let base = buffer.baseAddress {
                let step = Glibc.read(descriptor, base + done, wanted - done)
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { break }
                done += step
            }
            initialized = done
        }
        guard done == wanted else { throw AssetProblem(.damaged, "reading stopped after \(done) of \(wanted) bytes") }
        return bytes
    }
}

extension Array where Element == UInt8 {
    /// A big-endian number of `count` bytes; nil beyond the end.
    func bigEndian(at offset: Int, count: Int) -> Int? {
        guard offset >= 0, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A little-endian number of `count` bytes; nil beyond the end.
    func littleEndian(at offset: Int, count: Int) -> Int? {
        guard offset >= 0, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether `text` stands at `offset`.
    func has(_ text: String, at offset: Int) -> Bool {
        let wanted = Array(text.utf8)
        return offset >= 0 && offset + wanted.count <= count && Array(self[offset..<offset + wanted.count]) == wanted
    }
}
