import ArgumentParser
import DraftFormat
import DraftLoading
import Foundation
import GoldenRecords
import RenderEngine
import TimelineModel

/// `workprint golden`: a folder of drafts that are to look and sound as they did.
struct GoldenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "golden",
        abstract: "Record what a folder of drafts looks and sounds like, and check it later.",
        discussion: """
            Examples:
              workprint golden record drafts
              workprint golden check drafts
              workprint golden check drafts --junit golden.xml
              workprint golden check drafts --tolerance 2

            Every draft (*.json) of the folder is painted and mixed, not encoded, so no reference video is needed.
            """,
        subcommands: [GoldenRecordCommand.self, GoldenCheckCommand.self])
}

/// What both commands take.
struct GoldenArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The folder of drafts.", valueName: "dir"))
    var folder: String

    @Option(help: ArgumentHelp("Folder of the records. (default: `golden` in the folder of drafts)", valueName: "dir"))
    var records: String?

    @Option(help: ArgumentHelp("Folder in which sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Option(help: ArgumentHelp("Size of the frames in pixels, of the canvas's shape.", valueName: "WxH"))
    var size: SizeExpression?

    @Option(help: ArgumentHelp("Threads that paint. (default: one for each core)", valueName: "n"))
    var threads: Int?

    func validate() throws {
        if let threads, !(1...64).contains(threads) {
            throw ValidationError("--threads \(threads) is outside 1…64")
        }
    }

    /// Where records are.
    var recordFolder: URL {
        records.map { URL(fileURLWithPath: $0) } ?? URL(fileURLWithPath: folder).appending(path: "golden")
    }

    /// The drafts of the folder, without ending, in order. Throws where there is none.
    func drafts() throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(.badUsage, "error: \(folder): there is no such folder")
        }
        let names = try Self.names(in: URL(fileURLWithPath: folder), ending: ".json")
        guard !names.isEmpty else {
            throw CommandFailure(.badInput, "error: \(folder): there is no draft (*.json) in it")
        }
        return names
    }

    /// Names of a folder's files without an ending that all have, in order.
    static func names(in folder: URL, ending: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
                .sorted()
        } catch {
            throw CommandFailure(
                .machine, "error: machine: \(folder.path) cannot be listed: \(error.localizedDescription)")
        }
    }

    func draftPath(_ name: String) -> String { URL(fileURLWithPath: folder).appending(path: name + ".json").path }

    /// The files of a draft's record.
    func recordFiles(_ name: String) -> (frames: URL, details: URL) {
        (
            recordFolder.appending(path: name + ".frames.txt"), recordFolder.appending(path: name + ".golden.txt")
        )
    }

    /// The record on disk; nil where there is none. Throws `GoldenProblem` where it cannot be read.
    func record(of name: String) throws -> GoldenRecord? {
        let files = recordFiles(name)
        guard FileManager.default.fileExists(atPath: files.frames.path) else { return nil }
        let details = FileManager.default.fileExists(atPath: files.details.path) ? try Self.text(files.details) : nil
        return try GoldenRecord(frameList: try Self.text(files.frames), details: details)
    }

    private static func text(_ file: URL) throws -> String {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw GoldenProblem(description: "\(file.lastPathComponent) cannot be read as text")
        }
        return text
    }

    /// The draft's timeline, and the settings for a size: the one asked for, else `recorded`, else the draft's own.
    func open(_ name: String, recorded: CanvasSize? = nil) throws -> (timeline: Timeline, settings: RenderSettings) {
        let draft = try DraftArguments.load(draftPath(name), assets: assets)
        guard let timeline = draft.timeline else {
            throw CommandFailure(.badInput, draft.errors.map { "\(name): \($0.description)" })
        }
        var settings = RenderSettings()
        settings.workerCount = threads ?? ProcessInfo.processInfo.activeProcessorCount
        if let size {
            settings.size = CanvasSize(width: size.width, height: size.height)
        } else {
            settings.size =
                recorded ?? draft.output.resolution.map { RenderSettings.size($0, canvas: timeline.canvasSize) }
        }
        return (timeline, settings)
    }
}
