import CConfinement

/// What may be done with a file, or with all that lies below a folder.
struct PathRule: Sendable, Hashable {
    /// What may be done.
    struct Rights: OptionSet, Sendable, Hashable {
        let rawValue: UInt32

        /// Files are read.
        static let read = Rights(rawValue: UInt32(wp_right_read))
        /// Folders are listed.
        static let list = Rights(rawValue: UInt32(wp_right_list))
        /// Files are written and cut off.
        static let write = Rights(rawValue: UInt32(wp_right_write))
        /// Files and folders are made, renamed and removed.
        static let make = Rights(rawValue: UInt32(wp_right_make))
        /// Programs are started.
        static let execute = Rights(rawValue: UInt32(wp_right_execute))

        /// What a reader needs.
        static let reading: Rights = [.read, .list]
        /// What a writer needs.
        static let writing: Rights = [.read, .list, .write, .make]
    }

    let path: String
    let rights: Rights

    init(_ path: String, _ rights: Rights) {
        self.path = path
        self.rights = rights
    }
}
