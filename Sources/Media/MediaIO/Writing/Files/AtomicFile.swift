import Glibc

/// A file that appears under its name whole, or not at all.
///
/// The bytes go to `.NAME.<random>.part` in the same folder, which only its owner can read; `commit` gives it the name.
/// A file that is not committed is removed when the value goes away.
package struct AtomicFile: ~Copyable {
    /// The name that the file gets.
    package let target: String
    /// The name that the file has until then. Others, such as a muxer, may open it by this name and write.
    package let path: String

    private var descriptor: Int32
    private var isCommitted = false

    /// Makes the unfinished file. Throws where the folder cannot be written, or where `target` is a folder.
    package init(target: String) throws(MediaError) {
        self.target = target
        let (folder, name) = Self.split(target)
        var status = stat()
        if name.isEmpty || (stat(target, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR) {
            throw MediaError(action: "creating a file", object: target, code: -EISDIR)
        }
        Self.sweep(folder: folder, name: Self.shortened(name))
        var attempts = 0
        while true {
            let path = "\(folder)/.\(Self.shortened(name)).\(Self.randomName()).part"
            let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
            let code = errno
            if descriptor >= 0 {
                // The lock says that somebody is at work; the kernel takes it back however that ends. Between opening
                // and locking another process may have swept the file away: then it is made anew.
                var status = stat()
                guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0
                else {
                    close(descriptor)
                    attempts += 1
                    if attempts < 8 { continue }
                    throw MediaError(action: "locking a file", object: target, code: -EAGAIN)
                }
                self.path = path
                self.descriptor = descriptor
                UnfinishedFiles.add(path)
                return
            }
            attempts += 1
            if code == EINTR || (code == EEXIST && attempts < 8) { continue }
            throw MediaError(action: "creating a file", object: target, code: -code)
        }
    }

    /// Removes what killed processes left of the same target: unfinished files that nobody holds a lock on.
    private static func sweep(folder: String, name: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let found = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard found.hasPrefix(".\(name)."), found.hasSuffix(".part") else { continue }
            let random = found.dropFirst(name.count + 2).dropLast(5)
            guard random.count == 16, random.allSatisfy(\.isHexDigit) else { continue }
            let descriptor = open("\(folder)/\(found)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink("\(folder)/\(found)") }
            close(descriptor)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isCommitted {
            unlink(path)
            UnfinishedFiles.remove(path)
        }
    }

    /// Appends bytes. Throws where not all of them could be written.
    package mutating func write(_ bytes: [UInt8]) throws(MediaError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw failure("writing", code: count == 0 ? EIO : errno)
            }
        }
    }

    /// Gives the file its name, in place of a file that had it.
    ///
    /// With `isSynced` the bytes and the name have reached the disk when this returns; without, a crash of the machine
    /// (not of the program) may leave a torn file. Throws where a step failed; before the renaming the target is
    /// untouched then.
    package consuming func commit(isSynced: Bool = true) throws(MediaError) {
        if isSynced {
            guard retried({ fsync(descriptor) }) == 0 else { throw failure("syncing", code: errno) }
        }
        guard retried({ fchmod(descriptor, finalMode) }) == 0 else { throw failure("setting the mode", code: errno) }
        let closed = descriptor
        descriptor = -1
        // The descriptor is gone even when close fails, so it is not tried again.
        guard close(closed) == 0 || errno == EINTR else { throw failure("closing", code: errno) }
        guard rename(path, target) == 0 else { throw failure("renaming", code: errno) }
        isCommitted = true
        UnfinishedFiles.remove(path)
        if isSynced { try syncFolder() }
    }

    /// Removes all unfinished files of this process. For one who is about to end it.
    package static func removeUnfinished() { UnfinishedFiles.removeAll() }

    /// The mode of the file that is replaced, else what the process gives to new files.
    private var finalMode: mode_t {
        var status = stat()
        if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return status.st_mode & 0o777 }
        return 0o666 & ~UnfinishedFiles.fileModeMask
    }

    private func syncFolder() throws(MediaError) {
        let folder = open(Self.split(target).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("syncing the folder", code: errno) }
        defer { close(folder) }
        // EINVAL: a file system whose folders cannot be synced, and need not.
        guard retried({ fsync(folder) }) == 0 || errno == EINVAL else {
            throw failure("syncing the folder", code: errno)
        }
    }

    private func failure(_ action: String, code: Int32) -> MediaError {
        MediaError(action: action, object: target, code: -code)
    }

    private func retried(_ call: () -> Int32) -> Int32 {
        while true {
            let result = call()
            if result == 0 || errno != EINTR { return result }
        }
    }
}

extension AtomicFile {
    private static func split(_ target: String) -> (folder: String, name: String) {
        guard let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", target) }
        let folder = String(target[..<slash])
        return (folder.isEmpty ? "/" : folder, String(target[target.utf8.index(after: slash)...]))
    }

    /// File systems allow 255 bytes for a name; the decoration takes 23.
    private static func shortened(_ name: String) -> String {
        var short = name
        while short.utf8.count > 200 { short.removeLast() }
        return short
    }

    private static func randomName() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension AtomicFile {
    /// Writes a whole file or none. Without `isSynced` a crash of the machine, not of the program, may leave a torn one.
    package static func write(
        _ bytes: [UInt8], to path: String, isSynced: Bool = true
    ) throws(MediaError) {
        var file = try AtomicFile(target: path)
        try file.write(bytes)
        try file.commit(isSynced: isSynced)
    }
}
