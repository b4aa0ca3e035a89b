import SystemFiles
import TimelineModel

/// An open regular file.
struct SourceFile: ~Copyable {
    private let file: ReadableFile

    /// Opens a file without ever waiting for one, as a pipe would. Throws where it is not there or no regular file.
    init(path: String) throws(AssetProblem) {
        do throws(FileError) {
            file = try ReadableFile(path: path)
        } catch {
            guard let code = error.systemCode else {
                throw AssetProblem(.missing, "this is a folder, a pipe or a device; name a regular file")
            }
            if error.isShortage {
                throw AssetProblem(
                    .machine, "\(path) cannot be opened (\(code)); close other files, or raise the limit (ulimit -n)")
            }
            throw AssetProblem(.missing, "the file cannot be opened: \(code); check its name and who may read it")
        }
    }

    /// Length in bytes when it was opened.
    var size: Int { file.size }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file.
    func bytes(at offset: Int, count: Int) throws(AssetProblem) -> FileBytes {
        var failure: FileError?
        let bytes = FileBytes(capacity: max(0, min(count, size - offset))) { target in
            do throws(FileError) {
                return try file.read(at: offset, into: UnsafeMutableRawBufferPointer(target))
            } catch {
                failure = error
                return 0
            }
        }
        if let failure {
            throw AssetProblem(.damaged, "the file cannot be read: \(failure.message); copy it anew")
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
