import Foundation
import WorkprintKit

/// Where commands write.
enum OutputPath {
    /// Refuses, before any work, a path that cannot be written or has another ending than the format.
    static func check(_ path: String, isOverwritable ending: String) throws {
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw CommandFailure(.badUsage, "error: -o \(path): that is a folder; name a file in it")
        }
        guard url.pathExtension.lowercased() == ending else {
            throw CommandFailure(
                .badUsage, "error: -o \(path): the file is \(ending.uppercased()); end its name in .\(ending)")
        }
        let folder = url.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(.badUsage, "error: -o \(path): there is no folder \(folder); make it first")
        }
    }

    /// Writes a whole file or none.
    static func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    /// Writes a whole file or none. Without `isSynced` a crash of the machine, not of the program, may leave a torn one.
    static func write(_ data: Data, to path: String, isSynced: Bool = true) throws {
        try CommandFailure.translating {
            try WholeFile.write(data, to: URL(fileURLWithPath: path), isSynced: isSynced)
        }
    }

    /// Removes what a killed write would leave.
    static func removeUnfinished() { WholeFile.removeUnfinished() }
}
