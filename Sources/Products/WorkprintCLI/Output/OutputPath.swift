import ArgumentParser
import Foundation
import WorkprintKit

/// What every command that writes files takes.
struct OutputArguments: ParsableArguments {
    @Flag(help: "Refuse to write where a file is.")
    var noOverwrite = false

    /// The files that are written, by the options that name them.
    /// One of them may be standard output where that has nothing else to say.
    func files(_ files: OutputPath?..., takesStandardOutput: Bool = true) -> OutputFiles {
        OutputFiles(
            files: files.compactMap { $0 }, isOverwriting: !noOverwrite, takesStandardOutput: takesStandardOutput)
    }
}

/// A file that a command writes.
struct OutputPath {
    /// The option that names it.
    var option: String
    var path: String
    /// How its name has to end, without the dot; nil where any name will do.
    var ending: String?

    var url: URL { URL(fileURLWithPath: path) }
    /// Whether it is standard output.
    var isStandardOutput: Bool { path == Self.standardOutput }

    /// What stands for standard output in place of a file's name.
    static let standardOutput = "-"

    init(_ option: String, _ path: String, ending: String? = nil) {
        self.option = option
        self.path = path
        self.ending = ending
    }

    init?(_ option: String, _ path: String?, ending: String? = nil) {
        guard let path else { return nil }
        self.init(option, path, ending: ending)
    }

    fileprivate func refusal(_ reason: String) -> CommandFailure {
        CommandFailure(.badUsage, "error: \(option) \(path): \(reason)")
    }

    /// Refuses, before any work, a path that cannot be written, has another ending than the format, or is a file of another
    /// kind.
    fileprivate func check(isOverwriting: Bool, takesStandardOutput: Bool) throws {
        if isStandardOutput {
            guard takesStandardOutput else { throw refusal("standard output has the answer; name a file") }
            if ending.map(Self.binaryEndings.contains) ?? false, isatty(STDOUT_FILENO) == 1 {
                throw refusal("standard output is a terminal; name a file, or pipe it into a program")
            }
            return
        }
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if isThere, isFolder.boolValue { throw refusal("that is a folder; name a file in it") }
        if let ending, url.pathExtension.lowercased() != ending {
            throw refusal("the file is \(ending.uppercased()); end its name in .\(ending)")
        }
        let folder = url.deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw refusal("there is no folder \(folder); make it first")
        }
        guard isThere else { return }
        guard isOverwriting else { throw refusal("is there already; name another file, or leave out --no-overwrite") }
        guard isOfItsKind else {
            throw refusal(
                "what is there is no \(ending?.uppercased() ?? "text"); name another file, or remove it first")
        }
    }

    /// Whether the file that is there is what would be written: its first bytes say so, or it is empty.
    private var isOfItsKind: Bool {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: 4_096) else {
            return true
        }
        let head = Array(data)
        if head.isEmpty { return true }
        switch ending {
        case "mp4": return head.count >= 8 && Array(head[4..<8]) == Array("ftyp".utf8)
        case "png": return head.starts(with: [0x89, 0x50, 0x4E, 0x47])
        default: return !head.contains(0)
        }
    }

    /// Formats that are no text.
    private static let binaryEndings: Set = ["mp4", "png"]

    /// Writes a whole file or none.
    static func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    /// Writes a whole file or none. Without `isSynced` a crash of the machine, not of the program, may leave a torn one.
    static func write(_ data: Data, to path: String, isSynced: Bool = true) throws {
        if path == standardOutput {
            do {
                return try FileHandle.standardOutput.write(contentsOf: data)
            } catch {
                throw CommandFailure(
                    .machine, "error: machine: standard output cannot be written: \(error.localizedDescription)")
            }
        }
        try CommandFailure.translating {
            try WholeFile.write(data, to: URL(fileURLWithPath: path), isSynced: isSynced)
        }
    }

    /// Removes what a killed write would leave.
    static func removeUnfinished() { WholeFile.removeUnfinished() }
}

/// The files that a command writes, each another one, and none of those that it reads.
struct OutputFiles {
    fileprivate var files: [OutputPath]
    fileprivate var isOverwriting: Bool
    /// Whether one of them may be standard output.
    private var takesStandardOutput: Bool

    fileprivate init(files: [OutputPath], isOverwriting: Bool, takesStandardOutput: Bool) {
        self.files = files
        self.isOverwriting = isOverwriting
        self.takesStandardOutput = takesStandardOutput
    }

    /// One file, which may take the place of another one of its kind.
    init(_ file: OutputPath, takesStandardOutput: Bool = true) {
        self.init(files: [file], isOverwriting: true, takesStandardOutput: takesStandardOutput)
    }

    /// Refuses what can be refused before anything is read but these files: `inputs` are those that the command line names.
    func check(against inputs: [String]) throws {
        for file in files {
            try file.check(isOverwriting: isOverwriting, takesStandardOutput: takesStandardOutput)
        }
        for (index, file) in files.enumerated() {
            if let other = files[..<index].first(where: { WholeFile.isSame($0.url, file.url) }) {
                if file.isStandardOutput {
                    throw file.refusal("\(other.option) goes to standard output already; name a file for one of them")
                }
                throw file.refusal("is the file that \(other.option) writes; name another one")
            }
        }
        try protect(inputs.filter { $0 != DraftArguments.standardInput }.map { URL(fileURLWithPath: $0) })
    }

    /// Refuses to write over what is read.
    func protect(_ inputs: [URL]) throws {
        for file in files where !file.isStandardOutput {
            guard let input = inputs.first(where: { WholeFile.isSame($0, file.url) }) else { continue }
            throw file.refusal("that is \(input.lastPathComponent), which is read; write to another file")
        }
    }
}
