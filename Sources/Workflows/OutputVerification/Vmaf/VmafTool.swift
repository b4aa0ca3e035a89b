import Foundation
import Synchronization

/// An `ffmpeg` that can measure VMAF.
package struct VmafTool: Sendable {
    /// Where it lies.
    package let path: String

    /// Why there is none, in part of a sentence.
    package struct Missing: Error, Hashable {
        /// The reason.
        package let reason: String
    }

    /// Takes the program at `path`, or the first `ffmpeg` on the PATH, and asks it for its filters.
    ///
    /// Throws `Missing`, or `CancellationError`.
    package init(path given: String? = nil, isCancelled: @escaping () -> Bool = { false }) throws {
        guard let path = given ?? Self.firstOnPath() else { throw Missing(reason: "there is no ffmpeg on the PATH") }
        let hasFilter = Flag()
        do {
            let program = try PipedProgram(
                path: path, arguments: ["-hide_banner", "-nostdin", "-filters"], patience: 15, isCancelled: isCancelled
            ) { line in
                // " .. libvmaf           VV->V      Calculate the VMAF between two video streams."
                if line.split(separator: " ").prefix(2).contains("libvmaf") { hasFilter.raise() }
            }
            try program.finish()
        } catch let failure as PipedProgram.Failure {
            throw Missing(reason: failure.message)
        }
        guard hasFilter.isRaised else { throw Missing(reason: "\(path) has no libvmaf filter") }
        self.path = path
    }

    /// The first program of that name; folders that depend on where one stands do not count.
    private static func firstOnPath() -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.filter { $0.hasPrefix("/") }.map { "\($0)/ffmpeg" }.first { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: path)
        }
    }
}

/// Something that is true from some moment on, told by one thread to another.
private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }

    func raise() { value.store(true, ordering: .releasing) }
}
