package import SystemPackage

/// Why something could not be done to a file or a folder.
package struct FileError: Error, Sendable, Hashable {
    /// What is in the way.
    package enum Reason: Sendable, Hashable {
        /// The system refused.
        case system(Errno)
        /// It is a folder, a pipe or a device.
        case notRegular
        /// It has more bytes than this.
        case tooLarge(byteLimit: Int)
        /// It is not what was written, or was written by another version.
        case damaged
    }

    /// What was tried, in words.
    package var action: String
    /// What it was done to.
    package var path: String
    /// What is in the way.
    package var reason: Reason

    /// An error from its parts.
    package init(action: String, path: String, reason: Reason) {
        self.action = action
        self.path = path
        self.reason = reason
    }

    /// What the system said; nil where it said nothing.
    package var systemCode: Errno? {
        if case .system(let code) = reason { code } else { nil }
    }

    /// What the system said as a number, for C; that of an input or output error where it said nothing.
    package var number: Int32 { (systemCode ?? .ioError).rawValue }

    /// Whether the machine lacks what opening any file takes: handles, memory, a disk that works.
    package var isShortage: Bool {
        switch systemCode {
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory, .ioError: true
        default: false
        }
    }

    /// Whether the machine or what it allows is at fault (disk full, input or output error, out of memory or of file
    /// handles, no permission), not the content.
    package var isMachineFault: Bool {
        switch systemCode {
        case .noSpace, .ioError, .noMemory, .tooManyOpenFiles, .tooManyOpenFilesInSystem, .permissionDenied,
            .readOnlyFileSystem, .noSuchFileOrDirectory:
            true
        default: false
        }
    }
}

extension FileError: CustomStringConvertible {
    /// The reason in words.
    package var message: String {
        switch reason {
        case .system(let code): code.description
        case .notRegular: "it is a folder, a pipe or a device, not a regular file"
        case .tooLarge(let limit): "it has more than \(limit) bytes"
        case .damaged: "the file is damaged or of another version"
        }
    }

    /// One line: what was done to which thing, and what came of it.
    package var description: String { "\(action) on \(path): \(message)" }
}
