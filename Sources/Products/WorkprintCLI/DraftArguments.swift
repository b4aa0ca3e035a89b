import ArgumentParser
import DraftFormat
import DraftLoading
import Foundation
import RenderEngine
import TimelineModel

/// What every command that reads a draft takes.
struct DraftArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The draft's JSON file.", valueName: "draft"))
    var draft: String

    @Option(help: ArgumentHelp("Folder in which sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    /// Reads and checks the draft, whatever is found.
    func load() throws -> LoadedDraft { try Self.load(draft, assets: assets, isStrict: strict) }

    /// Reads and checks a draft, whatever is found.
    static func load(
        _ draft: String, assets: String? = nil, isStrict: Bool = false, prober: FileProber = FileProber()
    ) throws -> LoadedDraft {
        if let assets {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: assets, isDirectory: &isFolder), isFolder.boolValue else {
                throw CommandFailure(.badUsage, "error: --assets \(assets): there is no such folder")
            }
        }
        let loaded: LoadedDraft
        do {
            loaded = try DraftLoader(prober: prober).load(path: draft, assetsDirectory: assets, isStrict: isStrict)
        } catch {
            throw CommandFailure(.badInput, "error: \(error)")
        }
        if let fault = loaded.machineFault { throw CommandFailure(.machine, "error: machine: \(fault)") }
        return loaded
    }

    /// Reads the draft for work on its frames: errors end the command, warnings go to standard error.
    func loadTimeline(prober: FileProber = FileProber()) throws -> (timeline: Timeline, draft: LoadedDraft) {
        try Self.timeline(of: try Self.load(draft, assets: assets, isStrict: strict, prober: prober))
    }

    /// The timeline of a draft for work on its frames: errors end the command, warnings go to standard error.
    static func timeline(of draft: LoadedDraft) throws -> (timeline: Timeline, draft: LoadedDraft) {
        guard let timeline = draft.timeline else {
            throw CommandFailure(.badInput, draft.findings.map(\.description))
        }
        for finding in draft.findings { CommandFailure.writeError(finding.description) }
        return (timeline, draft)
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

    /// Puts the wishes of the command line and of the draft into settings.
    func apply(to settings: inout RenderSettings, output: OutputRequest, canvas: CanvasSize) throws {
        if let size {
            settings.size = CanvasSize(width: size.width, height: size.height)
        } else {
            settings.size = output.resolution.map { RenderSettings.size($0, canvas: canvas) }
        }
        settings.cacheDirectory = cache == "none" ? nil : cache ?? Self.userCache
    }

    private static var userCache: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/workprint" }
        return FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache/workprint").path
    }
}
