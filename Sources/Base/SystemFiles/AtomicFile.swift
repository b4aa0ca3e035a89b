import Glibc
import SystemPackage

/// A file that appears under its name whole, or not at all.
///
/// The bytes go to `.NAME.<random>.part` in the same folder, which only its owner can read; `commit` gives it the name.
/// A file that is not committed is removed when the value goes away.
package struct AtomicFile: ~Copyable {
    /// The name that the file gets.
    package let target: String
    /// The name that the file has until then. Others, such as a muxer, may open it by this name and write.
    package let path: String

    private var descriptor: FileDescriptor?
    private var isCommitted = false

    /// Makes the unfinished file. Throws where the folder cannot be written, or where `target` is a folder.
    package init(target: String) throws(FileError) {
        self.target = target
        let (folder, name) = Self.split(target)
        if name.isEmpty || (try? Stat(target))?.type == .directory {
            throw FileError(action: "creating a file", path: target, reason: .system(.isDirectory))
        }
        Self.sweep(folder: folder, name: Self.shortened(name))
        for _ in 0..<Self.attemptLimit {
            let path = "\(folder)/.\(Self.shortened(name)).\(Self.randomName()).part"
            let made: FileDescriptor
            do throws(FileError) {
                made = try FileError.check("creating a file", target) {
                    try FileDescriptor.open(
                        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                        permissions: .ownerReadWrite)
                }
            } catch {
                if error.systemCode == .fileExists { continue }
                throw error
            }
            // The lock says that somebody is at work; the kernel takes it back however that ends. Between opening and
            // locking another process may have swept the file away: then it is made anew.
            guard made.lock(), let status = try? Stat(made), status.linkCount > 0 else {
                try? made.close()
                continue
            }
            self.path = path
            descriptor = made
            UnfinishedFiles.add(path)
            return
        }
        throw FileError(action: "locking a file", path: target, reason: .system(.resourceTemporarilyUnavailable))
    }

    private static let attemptLimit = 8

    /// Removes what killed processes left of the same target: unfinished files that nobody holds a lock on.
    private static func sweep(folder: String, name: String) {
        for found in FolderListing.names(in: folder) where found.hasPrefix(".\(name).") && found.hasSuffix(".part") {
            let random = found.dropFirst(name.count + 2).dropLast(5)
            guard random.count == 16, random.allSatisfy(\.isHexDigit) else { continue }
            let path = "\(folder)/\(found)"
            let options: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow, .nonBlocking]
            guard let left = try? FileDescriptor.open(path, .readOnly, options: options) else { continue }
            if left.lock() { unlink(path) }
            try? left.close()
        }
    }

    deinit {
        try? descriptor?.close()
        if !isCommitted {
            unlink(path)
            UnfinishedFiles.remove(path)
        }
    }

    /// Appends bytes. Throws where not all of them could be written.
    package mutating func write(_ bytes: [UInt8]) throws(FileError) {
        try FileError.check("writing", target) { _ = try open.writeAll(bytes) }
    }

    /// The descriptor, which only `commit` closes.
    private var open: FileDescriptor {
        guard let descriptor else { preconditionFailure("\(target) is closed") }
        return descriptor
    }

    /// Gives the file its name, in place of a file that had it.
    ///
    /// With `isSynced` the bytes and the name have reached the disk when this returns; without, a crash of the machine
    /// (not of the program) may leave a torn file. Throws where a step failed; before the renaming the target is
    /// untouched then.
    package consuming func commit(isSynced: Bool = true) throws(FileError) {
        let number = open.rawValue
        if isSynced { try FileError.check("syncing", target, call: { fsync(number) }) }
        let mode = finalMode
        try FileError.check("setting the mode", target, call: { fchmod(number, mode) })
        descriptor = nil
        // The descriptor is gone even when close fails, so it is not tried again.
        guard close(number) == 0 || errno == EINTR else { throw FileError.failure("closing", target) }
        guard rename(path, target) == 0 else { throw FileError.failure("renaming", target) }
        isCommitted = true
        UnfinishedFiles.remove(path)
        if isSynced { try syncFolder() }
    }

    /// Removes all unfinished files of this process. For one who is about to end it.
    package static func removeUnfinished() { UnfinishedFiles.removeAll() }

    /// The mode of the file that is replaced, else what the process gives to new files.
    private var finalMode: mode_t {
        if let status = try? Stat(target), status.type == .regular { return status.permissions.rawValue & 0o777 }
        return 0o666 & ~UnfinishedFiles.fileModeMask
    }

    private func syncFolder() throws(FileError) {
        let action = "syncing the folder"
        let folder = try FileError.check(action, target) {
            try FileDescriptor.open(Self.split(target).folder, .readOnly, options: [.directory, .closeOnExec])
        }
        defer { try? folder.close() }
        do throws(FileError) {
            try FileError.check(action, target, call: { fsync(folder.rawValue) })
        } catch {
            // A file system whose folders cannot be synced, and need not.
            guard error.systemCode == .invalidArgument else { throw error }
        }
    }
}

extension FileDescriptor {
    /// Takes the lock on the whole file, without waiting for it; false where somebody else has it.
    func lock() -> Bool { flock(rawValue, LOCK_EX | LOCK_NB) == 0 }
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
    package static func write(_ bytes: [UInt8], to path: String, isSynced: Bool = true) throws(FileError) {
        var file = try AtomicFile(target: path)
        try file.write(bytes)
        try file.commit(isSynced: isSynced)
    }
}
