import CFFmpeg
import Glibc

extension MediaError {
    /// The code of content that is not what it should be.
    static var invalidData: Int32 { WP_ERROR_INVALIDDATA }
}

/// Reads whole files of a bounded size.
enum FileContent {
    /// All bytes of a regular file. Throws where it is none, is larger than `byteLimit`, or cannot be read.
    static func read(path: String, byteLimit: Int) throws(MediaError) -> [UInt8] {
        // Not waiting: opening a pipe that nobody writes to would never return.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw MediaError(action: "opening", object: path, code: -errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MediaError(action: "reading", object: path, code: -errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= byteLimit else {
            throw MediaError(
                action: "reading", object: path, code: MediaError.invalidData,
                message: "not a regular file of at most \(byteLimit) bytes")
        }
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let read = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if read > 0 {
                    count += read
                } else if read == 0 {
                    return
                } else if errno != EINTR {
                    code = errno
                    return
                }
            }
        }
        guard code == 0 else { throw MediaError(action: "reading", object: path, code: -code) }
        return bytes
    }
}
