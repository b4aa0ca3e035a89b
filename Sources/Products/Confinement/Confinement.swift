import Foundation

/// What a process lets itself do from now on, so that hostile media cannot make it do more.
///
/// The kernel holds it to that: by Landlock for files, by a filter for system calls. Nothing happens before `apply`, and
/// nothing of it can be taken back.
package struct Confinement: Sendable {
    /// What files may be read besides those that the process needs itself.
    package enum Readable: Sendable, Hashable {
        /// Every file that its user can read.
        case everything
        /// These files, and all that lies below these folders.
        case only([String])
    }

    /// Which system calls stay possible.
    package enum Profile: Sendable, Hashable {
        /// What rendering, reading and checking take.
        case usual
        /// Also to start this program, with the same rules.
        case children(executable: String)
    }

    /// What may be read.
    package var readable: Readable
    /// Files that may be written, and folders below which files and folders may be read, made, written, renamed and
    /// removed. Each has to be there: a rule belongs to what is found, not to its name.
    package var writable: [String]
    /// Which system calls stay possible.
    package var profile: Profile
    /// Whether each refused system call is told on standard error, with its callers. For the usual profile only.
    package var tracesCalls: Bool
    /// The variables that say where libraries, fonts and caches are.
    package var environment: [String: String]

    /// Rules for this process. Calls are traced where `WORKPRINT_SANDBOX` is `trace`.
    package init(
        readable: Readable, writable: [String], profile: Profile = .usual,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.readable = readable
        self.writable = writable
        self.profile = profile
        self.environment = environment
        tracesCalls = environment["WORKPRINT_SANDBOX"] == "trace"
    }
}
