package import SystemPackage

extension Confinement {
    /// What came of applying the rules.
    package enum State: Sendable, Hashable {
        /// All of them hold.
        case full
        /// Some of them hold.
        case partial([Shortfall])
        /// None of them holds.
        case none([Shortfall])
    }

    /// A part of the confinement that is missing.
    package enum Shortfall: Sendable, Hashable {
        /// The kernel refused to hold the process to the rules for files.
        case files(Errno)
        /// The kernel refused to filter system calls.
        case calls(Errno)
        /// Rights of the superuser could not be given up.
        case privileges(Errno)
        /// So many threads ran already, of which the rules for files bind one; 0 where they could not be counted.
        case threads(Int)
        /// The rules for files are in force, and yet what they refuse was possible.
        case filesStayOpen
        /// System calls are filtered, and yet one that is refused was possible.
        case callsStayOpen
    }
}

extension Confinement.State {
    /// What is missing.
    package var shortfalls: [Confinement.Shortfall] {
        switch self {
        case .full: []
        case .partial(let shortfalls), .none(let shortfalls): shortfalls
        }
    }

    /// What is missing, in one line; nil where nothing is.
    package var reason: String? {
        shortfalls.isEmpty ? nil : shortfalls.map(\.description).joined(separator: "; ")
    }

    /// One word, for a report.
    package var word: String {
        switch self {
        case .full: "full"
        case .partial: "partial"
        case .none: "none"
        }
    }
}

extension Confinement.Shortfall: CustomStringConvertible {
    /// Part of a sentence.
    package var description: String {
        switch self {
        case .files(.noFunction): "files are not confined, since this kernel has no Landlock"
        case .files(.notSupportedOnSocket): "files are not confined, since Landlock is switched off"
        case .files(.notPermitted): "files are not confined, since Landlock is not allowed here"
        case .files(let code): "files are not confined: \(code)"
        case .calls(let code): "system calls are not filtered: \(code)"
        case .privileges(let code): "rights of the superuser could not be given up: \(code)"
        case .threads(0): "the threads that run cannot be counted; is /proc mounted?"
        case .threads(let count): "\(count) threads ran already, and files are confined for one of them"
        case .filesStayOpen: "files are not confined, though the kernel says so"
        case .callsStayOpen: "system calls are not filtered, though the kernel says so"
        }
    }
}
