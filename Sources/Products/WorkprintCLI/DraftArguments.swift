import ArgumentParser
import Foundation
import WorkprintKit

/// What every command that reads a draft takes.
struct DraftArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The draft's JSON file; - for standard input.", valueName: "draft"))
    var draft: String

    @Option(help: ArgumentHelp("Folder in which sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    /// What the draft is called.
    var name: String { draft == Self.standardInput ? "standard input" : draft }

    /// The folder of `--assets`. Throws where there is none.
    func assetsFolder() throws -> URL? { try Self.folder(assets) }

    /// A folder named by `--assets`. Throws where there is none.
    static func folder(_ path: String?) throws -> URL? {
        guard let path else { return nil }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(.badUsage, "error: --assets \(path): there is no such folder")
        }
        return URL(fileURLWithPath: path)
    }

    /// Reads and checks the draft, whatever is found.
    func load(purpose: Draft.Purpose = .looking) throws -> Draft {
        try Self.read(draft, assets: try assetsFolder(), isStrict: strict, purpose: purpose)
    }

    /// Reads and checks the draft in a file, or on standard input where that is `-`.
    static func read(
        _ path: String, assets: URL?, isStrict: Bool = false, purpose: Draft.Purpose = .looking
    ) throws -> Draft {
        try CommandFailure.translating {
            guard path == standardInput else {
                return try Draft(
                    contentsOf: URL(fileURLWithPath: path), assets: assets, isStrict: isStrict, purpose: purpose)
            }
            return Draft(
                data: try standardInputData(), folder: workingFolder, assets: assets, isStrict: isStrict,
                purpose: purpose)
        }
    }

    /// What stands for standard input and standard output in place of a file's name.
    static let standardInput = "-"

    private static var workingFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath) }

    private static func standardInputData() throws -> Data {
        guard isatty(STDIN_FILENO) == 0 else {
            throw CommandFailure(.badUsage, "error: -: standard input is a terminal; pipe a draft in, or name its file")
        }
        var data = Data()
        // One byte over the limit is enough to refuse the draft.
        while data.count <= Draft.byteLimit {
            do {
                guard let more = try FileHandle.standardInput.read(upToCount: 1 << 20), !more.isEmpty else { break }
                data += more
            } catch {
                throw CommandFailure(
                    .machine,
                    "error: machine: standard input cannot be read: "
                        + error.localizedDescription)
            }
        }
        return data
    }

    /// Reads the draft for work on its frames: errors end the command, warnings go to standard error.
    /// `onReport` is called before that.
    func loadRenderable(purpose: Draft.Purpose = .looking, onReport: () -> Void = {}) throws -> Draft {
        let draft = try load(purpose: purpose)
        onReport()
        try Self.report(draft)
        return draft
    }

    /// Errors end the command, warnings go to standard error.
    static func report(_ draft: Draft) throws {
        guard draft.isRenderable else { throw CommandFailure(.badInput, draft.findings.map(\.description)) }
        for finding in draft.findings { CommandFailure.writeError(finding.description) }
    }
}

/// What every command that paints takes.
struct PaintingArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Size of the output in pixels, of the canvas's shape.", valueName: "WxH"))
    var size: SizeExpression?

    @Option(
        help: ArgumentHelp(
            "Folder of what later renders can use again, or `none`. (default: the user's cache)", valueName: "dir"))
    var cache: String?

    /// The options that these arguments name.
    func options() -> RenderOptions {
        var options = RenderOptions()
        options.size = size?.size
        options.cache = cache == "none" ? nil : URL(fileURLWithPath: cache ?? Self.userCache)
        return options
    }

    /// The cache's folder, which is made; none where there is to be none.
    var cacheFolders: [URL] {
        guard let folder = options().cache else { return [] }
        // Where it cannot be made, the render says so.
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return [folder]
    }

    private static var userCache: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/workprint" }
        return FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache/workprint").path
    }
}
