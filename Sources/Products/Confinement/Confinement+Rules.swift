import Glibc

extension Confinement {
    /// The rules for files; some of the paths may be missing.
    var pathRules: [PathRule] {
        var rules = writable.map { PathRule($0, .writing) }
        rules.append(PathRule("/dev/null", [.read, .write]))
        switch readable {
        case .everything: rules.append(PathRule("/", .reading))
        case .only(let paths):
            rules += paths.map { PathRule($0, .reading) }
            rules += libraries + system + fonts
        }
        if case .children(let executable) = profile { rules += Self.starting(executable) }
        return rules
    }

    /// Libraries that are loaded when they are needed.
    private var libraries: [PathRule] {
        var folders = ["/usr/lib", "/lib", "/lib64", "/usr/local/lib"]
        folders += environment["LD_LIBRARY_PATH", default: ""].split { $0 == ":" || $0 == ";" }.map(String.init)
        if let folder = environment["WORKPRINT_FFMPEG"], !folder.isEmpty { folders.append(folder) }
        if Self.executable?.hasPrefix("/nix/store/") == true { folders.append("/nix/store") }
        return folders.map { PathRule($0, .reading) } + [PathRule("/etc/ld.so.cache", .read)]
    }

    /// What the C library, libdispatch and decoders ask the machine.
    private var system: [PathRule] {
        // libdispatch reads the state of its threads as files below /proc, not below /proc/self, and traps where it may not.
        // What other processes hold there stays refused all the same.
        let files = ["/proc", "/etc/localtime", "/dev/urandom"]
        let folders = [
            "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup", "/usr/share/zoneinfo",
        ]
        return files.map { PathRule($0, .read) } + [PathRule("/proc/self", .reading)]
            + folders.map { PathRule($0, .reading) }
    }

    /// Fonts, what is known of them, and the dictionary without which Thai lines break elsewhere.
    private var fonts: [PathRule] {
        var folders = ["/usr/share/fonts", "/usr/local/share/fonts", "/var/cache/fontconfig", "/usr/share/libthai"]
        if let folder = environment["WORKPRINT_FONTS"] {
            folders.append(folder)
        } else if let executable = Self.executable, let slash = executable.lastIndex(of: "/") {
            let folder = executable[..<slash]
            folders += ["workprint_TextLayout.resources", "Fonts", "../share/workprint/Fonts"].map { "\(folder)/\($0)" }
        }
        let home = absolute("HOME")
        if let home { folders.append(home + "/.fonts") }
        if let data = absolute("XDG_DATA_HOME") ?? home.map({ $0 + "/.local/share" }) {
            folders.append(data + "/fonts")
        }
        if let cache = absolute("XDG_CACHE_HOME") ?? home.map({ $0 + "/.cache" }) {
            folders.append(cache + "/fontconfig")
        }
        return folders.map { PathRule($0, .reading) }
    }

    /// The folder that a variable names; nil where it names none.
    private func absolute(_ variable: String) -> String? {
        environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// A program, the loader that starts it, and where it is a script, what runs it.
    private static func starting(_ executable: String) -> [PathRule] {
        let files = [executable, "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"]
        return (files + (interpreter(of: executable).map { [$0] } ?? [])).map { PathRule($0, [.read, .execute]) }
    }

    /// What the first line of a script names.
    private static func interpreter(of executable: String) -> String? {
        guard let file = fopen(executable, "re") else { return nil }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 256)
        let count = fread(&head, 1, head.count, file)
        guard head[..<count].starts(with: Array("#!".utf8)) else { return nil }
        let line = head[2..<count].prefix { $0 != UInt8(ascii: "\n") }
        return line.split(separator: UInt8(ascii: " ")).first.map { String(decoding: $0, as: UTF8.self) }
    }

    /// This program's file; nil without /proc.
    private static var executable: String? { resolved("/proc/self/exe") }

    /// The real path of what is there, symbolic links followed.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
