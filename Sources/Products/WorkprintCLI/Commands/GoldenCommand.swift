import ArgumentParser
import Foundation
import WorkprintKit

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

    @OptionGroup var progress: ProgressArguments

    func validate() throws {
        if let threads, !(1...64).contains(threads) {
            throw ValidationError("--threads \(threads) is outside 1…64")
        }
    }

    /// Where the records are.
    var recordsFolder: URL {
        records.map { URL(fileURLWithPath: $0) } ?? GoldenFolder(drafts: URL(fileURLWithPath: folder)).records
    }

    /// The folder as the library knows it. Throws where `--assets` is none.
    func goldenFolder() throws -> GoldenFolder {
        var golden = GoldenFolder(
            drafts: URL(fileURLWithPath: folder), records: records.map { URL(fileURLWithPath: $0) })
        golden.assets = try DraftArguments.folder(assets)
        golden.size = size?.size
        golden.threads = threads
        return golden
    }
}
