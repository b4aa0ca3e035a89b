import Glibc
import Synchronization

/// The files and folders that this process has begun and not finished.
enum UnfinishedFiles {
    private static let paths = Mutex<Set<String>>([])

    static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

    static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    static func removeAll() {
        paths.withLock { paths in
            // A folder cannot be unlinked.
            for path in paths where unlink(path) != 0 && errno == EISDIR { ScratchFolder.remove(path) }
            paths = []
        }
    }

    /// The permissions that the process takes from new files, read without changing them for other threads.
    static let fileModeMask: mode_t = {
        guard let status = fopen("/proc/self/status", "re") else { return 0o022 }
        defer { fclose(status) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), status) != nil {
            let text = line.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
            guard text.hasPrefix("Umask:") else { continue }
            let digits = text.dropFirst("Umask:".count).filter { $0.isNumber }
            return mode_t(digits, radix: 8) ?? 0o022
        }
        return 0o022
    }()
}
