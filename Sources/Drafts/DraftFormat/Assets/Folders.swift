import Foundation

/// What stands at a path.
enum FileStatus {
    /// Nothing, or nothing that can be reached.
    case missing
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A pipe, a device or a socket.
    case special

    /// What stands at a path once symbolic links are followed. Nothing is opened.
    init(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            self = .missing
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        default: self = .special
        }
    }
}

/// An absolute path from one that may be relative to a folder, without `.` and doubled slashes. A `..` stays, since it
/// may follow a symbolic link.
func absolutePath(_ path: String, in folder: String) -> String {
    let joined = path.hasPrefix("/") ? path : folder + "/" + path
    let parts = joined.split(separator: "/").filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
}

/// The folder that relative paths of the process are relative to.
func currentFolder() -> String { FileManager.default.currentDirectoryPath }

/// A path with every `..` taken away together with the part before it.
func collapsed(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}

/// The absolute path of a file with every symbolic link resolved, or nil where there is none.
func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(validatingCString: resolved)
}

/// The names in a folder in a fixed order, at most 10 000; none where it cannot be read.
func fileNames(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Array(names.sorted().prefix(10_000))
}

/// The last part of a path.
func fileName(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

/// A file's name without its ending: `clips/latte.mp4` is `latte`. A name that only has an ending keeps it.
func nameWithoutEnding(_ path: String) -> String {
    let name = fileName(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
}
