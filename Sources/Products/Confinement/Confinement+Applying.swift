import CConfinement
import Glibc
import SystemFiles
import SystemPackage

extension Confinement {
    /// Holds this process to the rules, as far as the machine can, and looks whether they hold.
    ///
    /// Rules for files bind the calling thread and those that it starts later, so this is called while there is one
    /// thread. Applied again, by whatever value, rules only narrow what is left; the kernel takes 16 such layers.
    package func apply() -> State {
        var shortfalls: [Shortfall] = []
        let threadCount = FolderListing.names(in: "/proc/self/task").count
        if let code = Self.failure(wp_give_up_privileges()) { shortfalls.append(.privileges(code)) }

        var holdsFiles = true
        if let code = confineFiles() {
            holdsFiles = false
            shortfalls.append(.files(code))
        } else if !refusesFiles {
            holdsFiles = false
            shortfalls.append(.filesStayOpen)
        } else if threadCount != 1 {
            shortfalls.append(.threads(threadCount))
        }

        var holdsCalls = true
        let calls =
            switch profile {
            case .usual: wp_calls_usual
            case .children: wp_calls_with_children
            }
        if let code = Self.failure(wp_filter_calls(Int32(calls), tracesCalls)) {
            holdsCalls = false
            shortfalls.append(.calls(code))
        } else if !Self.refusesCalls {
            holdsCalls = false
            shortfalls.append(.callsStayOpen)
        }

        if shortfalls.isEmpty { return .full }
        return holdsFiles || holdsCalls ? .partial(shortfalls) : .none(shortfalls)
    }

    /// What stands in the way of the rules for files; nil where they are in force.
    private func confineFiles() -> Errno? {
        let version = wp_landlock_version()
        if let code = Self.failure(version) { return code }
        let rules = wp_landlock_begin(version)
        if let code = Self.failure(rules) { return code }
        defer { close(rules) }
        // What cannot be opened has no rule, and stays refused.
        for rule in pathRules { _ = wp_landlock_allow(rules, version, rule.path, rule.rights.rawValue) }
        return Self.failure(wp_landlock_enforce(rules))
    }

    private static func failure(_ result: Int32) -> Errno? { result < 0 ? Errno(rawValue: -result) : nil }
}

extension Confinement {
    /// Whether something outside the rules for files is refused, as the superuser and as anybody.
    private var refusesFiles: Bool {
        let (path, flags, right, parents): (String, Int32, PathRule.Rights, [String]) =
            switch readable {
            case .only: ("/", O_RDONLY | O_DIRECTORY, .list, [])
            // Everybody may write this device.
            case .everything: ("/dev/zero", O_WRONLY, .write, ["/dev", "/"])
            }
        let isAllowed = pathRules.contains { rule in
            rule.rights.contains(right) && ([path] + parents).contains(Self.resolved(rule.path))
        }
        if isAllowed { return true }
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { return true }
        close(descriptor)
        return false
    }

    /// Whether a connection to a network is refused.
    private static var refusesCalls: Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno == EPERM }
        close(descriptor)
        return false
    }
}
