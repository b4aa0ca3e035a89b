import Glibc
import TimelineModel

/// An open regular file.
struct SourceFile: ~Copyable {
    private let descriptor: Int32
    /// Length in bytes when it was opened.
    let size: Int

    /// Opens a file without ever waiting for one, as a pipe would. Throws where it is not there or no regular file.
    init(path: String) throws(AssetProblem) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw AssetProblem(.missing, "the file cannot be opened: \(reason); check its name and who may read it")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw AssetProblem(.missing, "this is a folder, a pipe or a device; name a regular file")
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file.
    func bytes(at offset: Int, count: Int) throws(AssetProblem) -> FileBytes {
        var failure: Int32 = 0
        let bytes = FileBytes(capacity: max(0, min(count, size - offset))) { target in
            var done = 0
            while done < target.count, let start = target.baseAddress {
                let step = pread(descriptor, start + done, target.count - done, off_t(offset + done))
                if step < 0, errno == EINTR { continue }
                if step < 0 { failure = errno }
                guard step > 0 else { break }
                done += step
            }
            return done
        }
        guard failure == 0 else {
            throw AssetProblem(.damaged, "the file cannot be read: \(String(cString: strerror(failure))); copy it anew")
        }
        return bytes
    }

    /// The whole file. Throws `.tooLarge` before reading where it is over the limit.
    func allBytes() throws(AssetProblem) -> FileBytes {
        guard size <= StillLimits.fileBytes else {
            throw AssetProblem(.tooLarge, "the file has \(size) bytes and may have 200 MB; make it smaller")
        }
        return try bytes(at: 0, count: size)
    }
}
