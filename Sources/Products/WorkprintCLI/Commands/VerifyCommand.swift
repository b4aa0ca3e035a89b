import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint verify`: whether an export is what its draft says.
struct VerifyCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether an exported film is what its draft says, and where and why not.",
        discussion: """
            Examples:
              workprint verify export.mp4 --draft draft.json
              workprint verify export.mp4 --draft draft.json --html report.html --junit report.xml
              workprint verify export.mp4 --reference approved.mp4 --json

            Every frame and every sample is compared. Another encoder, another scaler and another text renderer are \
            forgiven; wrong frames, colors, texts, places and sounds are not, and each is told with its time and the \
            part of the draft to look at. Exit code 0: it is the same; 1: it is different; 2: it could not be compared.
            """)

    @Argument(help: ArgumentHelp("The exported film.", valueName: "export.mp4"))
    var export: String

    @Option(help: ArgumentHelp("The draft that it was exported from; - for standard input.", valueName: "draft"))
    var draft: String?

    @Option(help: ArgumentHelp("A film that it should equal, in place of a draft.", valueName: "ref.mp4"))
    var reference: String?

    @Option(help: ArgumentHelp("Folder in which the draft's sources are looked up first.", valueName: "dir"))
    var assets: String?

    @Option(help: ArgumentHelp("Size at which the draft was to be exported, of the canvas's shape.", valueName: "WxH"))
    var size: SizeExpression?

    @Option(help: ArgumentHelp("Frames per second at which the draft was to be exported.", valueName: "f"))
    var fps: FrameRateExpression?

    @Flag(help: "Accept other codecs and containers than H.264 and AAC in MP4.")
    var anyCodec = false

    @Flag(help: "Treat warnings as failures.")
    var strict = false

    @Flag(
        help: ArgumentHelp(
            "Measure VMAF too, by an ffmpeg with libvmaf on the PATH.",
            discussion:
                "It takes longer than all else, and decides nothing. An ffmpeg that is a script and starts other "
                + "programs needs --sandbox off."))
    var vmaf = false

    @Option(help: ArgumentHelp("The same, by another ffmpeg.", valueName: "program"))
    var vmafFfmpeg: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    @Flag(help: "Show all facts of the file and all findings.")
    var verbose = false

    @Option(help: ArgumentHelp("Write the report as a page to look at.", valueName: "file.html"))
    var html: String?

    @Option(help: ArgumentHelp("Write the report as JUnit XML.", valueName: "file.xml"))
    var junit: String?

    @OptionGroup var writing: OutputArguments
    @OptionGroup var progress: ProgressArguments

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [html, junit].compactMap { $0 } }

    var writtenFolders: [URL] { [Sandbox.temporaryFolder] }

    var startedProgram: String? { vmafFfmpeg ?? (vmaf ? Self.programOnPath("ffmpeg") : nil) }

    private static func programOnPath(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    func validate() throws {
        if (draft == nil) == (reference == nil) {
            throw ValidationError("name what it is held against: either --draft DRAFT or --reference FILM")
        }
        if reference != nil, assets != nil || size != nil || fps != nil {
            throw ValidationError("--assets, --size and --fps belong to --draft")
        }
    }

    func run() throws {
        let outputs = writing.files(
            OutputPath("--html", html, ending: "html"), OutputPath("--junit", junit, ending: "xml"),
            takesStandardOutput: false)
        try outputs.check(against: [export, draft, reference].compactMap { $0 })
        for path in [export, reference].compactMap({ $0 }) where !FileManager.default.isReadableFile(atPath: path) {
            throw CommandFailure(.badInput, "error: \(path): there is no such file, or it may not be read")
        }
        let assets = try DraftArguments.folder(assets)
        let interruption = Interruption()
        StallMonitor.start()
        let line = ProgressLine(style: progress.progress)
        defer { line.clear() }
        line.show(ProgressStep(phaseWord: "verifying"))
        let show: @Sendable (VerificationState) -> Void = { state in
            line.show(
                ProgressStep(phaseWord: "verifying", finished: state.frame, count: state.frameCount, start: 0))
        }
        let verdict = try interruption.value(of: try run(assets: assets, outputs: outputs, onProgress: show))
        line.clear()
        if let html { try OutputPath.write(verdict.html, to: html) }
        if let junit { try OutputPath.write(verdict.junit, to: junit) }
        let unreadable = verdict.unreadable.map { finding in
            CommandFailure(.badInput, "error: \(finding.code): \(export): \(finding.message)")
        }
        if let unreadable, !json { throw unreadable }
        if json {
            print(verdict.json)
        } else {
            let width = Terminal.columns(of: STDOUT_FILENO).map { min(100, max(40, $0)) }
            print(verdict.table(width: width, isColored: Terminal.showsColors, showsAll: verbose))
        }
        if let unreadable { throw unreadable }
        if !verdict.isSame { throw CommandFailure(.answerIsNo, []) }
    }

    private func run(
        assets: URL?, outputs: OutputFiles, onProgress: @escaping @Sendable (VerificationState) -> Void
    ) throws -> VerificationRun {
        var options = VerificationOptions()
        options.allowsAnyCodec = anyCodec
        options.isStrict = strict
        options.vmaf = vmafFfmpeg.map { .byFFmpeg(atPath: $0) } ?? (vmaf ? .byFFmpegOnPath : .none)
        options.size = size?.size
        options.frameRate = fps?.frameRate
        let film = URL(fileURLWithPath: export)
        guard let draft else {
            return Verifier.verify(
                film, against: URL(fileURLWithPath: reference ?? ""), options: options, onProgress: onProgress)
        }
        let loaded = try DraftArguments.read(draft, assets: assets)
        try DraftArguments.report(loaded)
        try outputs.protect(loaded.inputs)
        return loaded.verify(film, options: options, onProgress: onProgress)
    }
}
