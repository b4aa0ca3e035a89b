import SystemPackage

/// A regular file that is open for reading. Reads name their place, so that several threads may read at the same time.
package struct ReadableFile: ~Copyable, Sendable {
    private let descriptor: FileDescriptor
    private let path: String
    /// The file as it was when it was opened.
    package let state: FileState

    /// Opens a file without ever waiting for one, as a pipe would. Throws where it is not there or no regular file.
    package init(path: String) throws(FileError) {
        (descriptor, state) = try Self.open(path)
        self.path = path
    }

    private static func open(_ path: String) throws(FileError) -> (FileDescriptor, FileState) {
        let descriptor = try FileError.check("opening", path) {
            try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        }
        var reason: FileError.Reason = .notRegular
        do {
            let status = try Stat(descriptor)
            if status.type == .regular { return (descriptor, FileState(status)) }
        } catch {
            reason = .system(error)
        }
        try? descriptor.close()
        throw FileError(action: "reading", path: path, reason: reason)
    }

    deinit { try? descriptor.close() }

    /// Length in bytes when it was opened.
    package var size: Int { state.size }

    /// Reads from `offset` on until `target` is full or the file ends, and returns how many bytes there were.
    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        var done = 0
        while done < target.count {
            let step = try FileError.check("reading", path) {
                try descriptor.read(
                    fromAbsoluteOffset: Int64(offset + done),
                    into: UnsafeMutableRawBufferPointer(rebasing: target[done...]))
            }
            if step == 0 { break }
            done += step
        }
        return done
    }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file.
    package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        guard offset < size, count > 0 else { return [] }
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: min(count, size - offset)) { buffer, done in
            do throws(FileError) {
                done = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// All bytes of a regular file. Throws where it is none, is larger than `byteLimit`, or cannot be read.
    package static func content(path: String, byteLimit: Int) throws(FileError) -> [UInt8] {
        let file = try ReadableFile(path: path)
        guard file.size <= byteLimit else {
            throw FileError(action: "reading", path: path, reason: .tooLarge(byteLimit: byteLimit))
        }
        return try file.bytes(at: 0, count: file.size)
    }
}
