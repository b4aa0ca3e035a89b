import Foundation

/// A disk of a few pages; only the superuser can make one.
package final class SmallDisk {
    /// Where it is mounted.
    package let folder: String

    /// Whether this process can make one.
    package static let isAvailable: Bool = {
        guard let disk = try? SmallDisk(byteCount: 4_096) else { return false }
        return FileManager.default.fileExists(atPath: disk.folder)
    }()

    /// Mounts one of so many bytes.
    package init(byteCount: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "workprint-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let mounted = try Subprocess.run(
            "mount", ["-t", "tmpfs", "-o", "size=\(byteCount)", "tmpfs", folder])
        guard mounted.exitCode == 0 else {
            try FileManager.default.removeItem(atPath: folder)
            throw CocoaError(.fileWriteUnknown)
        }
    }

    deinit {
        _ = try? Subprocess.run("umount", [folder])
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The path of a name on it.
    package func path(_ name: String) -> String { folder + "/" + name }
}
