import ArgumentParser
import Confinement
import Diagnostics
import Foundation

/// What every command that opens sources takes.
struct SandboxArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whether the kernel holds the program to its job: auto, require or off.",
            discussion: "The network, other programs and writing anywhere but to the named outputs are refused then."))
    var sandbox: SandboxMode = .auto
}

extension SandboxMode: ExpressibleByArgument {}

/// A command that opens sources, which may be hostile, and says what it has to write.
protocol ConfinedCommand: ParsableCommand {
    var confining: SandboxArguments { get }
    /// The files that it writes, as they are typed.
    var writtenFiles: [String] { get }
    /// The folders in which it writes.
    var writtenFolders: [URL] { get }
    /// The program that it starts, or nil.
    var startedProgram: String? { get }
}

extension ConfinedCommand {
    var writtenFiles: [String] { [] }
    var writtenFolders: [URL] { [] }
    var startedProgram: String? { nil }
}

/// Gives up what a command does not need, before anything is read.
enum Sandbox {
    /// The folder of what is needed for a while only.
    static var temporaryFolder: URL { FileManager.default.temporaryDirectory }

    /// Confines the process for a command. No thread may have been started. Throws where confinement is required and the
    /// machine cannot give it.
    static func enter(for command: some ConfinedCommand) throws {
        let mode = command.confining.sandbox
        guard mode != .off else { return }
        // What is missing is told by whoever wants to write there.
        let files = command.writtenFiles.filter { $0 != OutputPath.standardOutput }
            .compactMap { try? Confinement.folder(ofOutput: $0) }
        let folders = command.writtenFolders.compactMap(existing)
        let profile = command.startedProgram.map { Confinement.Profile.children(executable: $0) } ?? .usual
        let state = Confinement(readable: .everything, writable: files + folders, profile: profile).apply()
        guard let reason = state.reason else { return }
        if mode == .require {
            throw CommandFailure(
                .machine,
                "error: \(DiagnosticCode.machine): the program cannot be confined: \(reason); use another machine, or "
                    + "--sandbox off where all sources are trusted")
        }
        CommandFailure.writeError("note: not confined as it should be: \(reason); --sandbox off says nothing of it")
    }

    /// A folder's real path, or that of the nearest one above it that is there.
    private static func existing(_ folder: URL) -> String? {
        var folder = folder.standardizedFileURL
        while folder.path != "/" {
            if let real = try? Confinement.realFolder(folder.path) { return real }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }
}
