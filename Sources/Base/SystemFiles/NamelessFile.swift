import Glibc
import SystemPackage

/// A file without a name, which is gone with the process, however that ends. Several threads may use it at the same
/// time.
package struct NamelessFile: ~Copyable, Sendable {
    private let descriptor: FileDescriptor
    private let folder: String

    /// Makes one on the disk of a folder. Throws where nothing can be made there.
    package init(in folder: String) throws(FileError) {
        self.folder = folder
        var template = Array((folder + "/.workprint-XXXXXX").utf8CString)
        let made = try FileError.check("making a temporary file", folder) { mkstemp(&template) }
        descriptor = FileDescriptor(rawValue: made)
        unlink(template)
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    }

    deinit { try? descriptor.close() }

    /// The `count` bytes from `offset` on. Throws where there are fewer.
    package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        let action = "reading a temporary file"
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let step = try FileError.check(action, folder) {
                try bytes.withUnsafeMutableBytes {
                    try descriptor.read(
                        fromAbsoluteOffset: Int64(offset + done), into: .init(rebasing: $0[done...]))
                }
            }
            guard step > 0 else { throw FileError(action: action, path: folder, reason: .system(.ioError)) }
            done += step
        }
        return bytes
    }

    /// Writes bytes from `offset` on. Throws where not all of them could be written.
    package func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        try FileError.check("writing a temporary file", folder) {
            _ = try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes)
        }
    }
}
