public import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint render`: the film.
struct RenderCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Render a draft to an MP4.",
        discussion: """
            Examples:
              workprint render draft.json -o out.mp4
              workprint render draft.json -o preview.mp4 --quality draft
              workprint render draft.json -o part.mp4 --range 3s..8.5s
              workprint render draft.json -o out.mp4 --assets media --report report.json
              workprint render draft.json -o out.mp4 --quality lossless --frame-hashes frames.txt
              workprint render draft.json -o - | ffplay -

            Finished chunks stay in a cache, so a render that was stopped goes on where it was, and one after a small \
            change renders only what changed. The file's bytes do not depend on --threads. Times are 3.2 or 3.2s, \
            3200ms, 00:00:03.200 or a frame number #96. -o - writes the finished film to standard output.
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var painting: PaintingArguments
    @OptionGroup var writing: OutputArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The MP4 to write.", valueName: "out.mp4"))
    var output: String

    @Option(help: "draft, standard, high or lossless. (default: high, or what the draft says)")
    var quality: RenderQuality?

    @Option(help: ArgumentHelp("Frames per second, such as 30 or 30000/1001.", valueName: "f"))
    var fps: FrameRateExpression?

    @Option(help: ArgumentHelp("The part to render.", valueName: "A..B"))
    var range: RangeExpression?

    @Option(help: ArgumentHelp("Threads that paint and encode. (default: one for each core)", valueName: "n"))
    var threads: Int?

    @Option(help: ArgumentHelp("x264 preset, in place of the quality's.", valueName: "p"))
    var preset: String?

    @Option(help: ArgumentHelp("x264 constant rate factor 1…51, in place of the quality's.", valueName: "n"))
    var crf: Double?

    @Option(help: ArgumentHelp("Write the MD5 of each frame before encoding.", valueName: "file"))
    var frameHashes: String?

    @Option(help: ArgumentHelp("Write what was done as JSON.", valueName: "file.json"))
    var report: String?

    @OptionGroup var progress: ProgressArguments

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [output, frameHashes, report].compactMap { $0 } }

    var writtenFolders: [URL] {
        painting.cacheFolders + (output == OutputPath.standardOutput ? [Sandbox.temporaryFolder] : [])
    }

    func validate() throws {
        if let threads, !(1...64).contains(threads) {
            throw ValidationError("--threads \(threads) is outside 1…64")
        }
        if let crf, !(1...51).contains(crf) {
            throw ValidationError("--crf \(crf) is outside 1…51; for exact frames use --quality lossless")
        }
        if let preset, !RenderOptions.presets.contains(preset) {
            throw ValidationError(
                "--preset \(preset) is not one of \(RenderOptions.presets.joined(separator: ", "))")
        }
        if crf != nil, quality == .lossless { throw ValidationError("--crf and --quality lossless exclude each other") }
    }

    func run() throws {
        let outputs = writing.files(
            OutputPath("-o", output, ending: RenderOptions.fileExtension), OutputPath("--frame-hashes", frameHashes),
            OutputPath("--report", report))
        try outputs.check(against: [input.draft])
        let line = ProgressLine(style: progress.progress)
        defer { line.clear() }
        line.show(ProgressStep(phaseWord: "reading the draft"))
        let draft = try input.loadRenderable(purpose: .rendering, onReport: line.clear)
        try outputs.protect(draft.inputs)
        let interruption = Interruption()
        StallMonitor.start()
        let piped = output == OutputPath.standardOutput ? try PipedFilm() : nil
        let result = try interruption.value(
            of: draft.render(
                to: piped?.url ?? URL(fileURLWithPath: output), options: options(), onProgress: { line.show($0) }))
        line.clear()
        try piped?.send()
        if let frameHashes { try OutputPath.write(result.frameHashList, to: frameHashes) }
        if let report { try OutputPath.write(try result.json(draft: draft), to: report) }
        if line.isJSON {
            Terminal.write(((try? result.jsonLine()) ?? "") + "\n")
        } else if progress.progress != .none {
            Terminal.write(result.summary(named: piped == nil ? nil : "standard output") + "\n")
        }
        for finding in result.findings { CommandFailure.writeError(finding.description) }
    }

    private func options() -> RenderOptions {
        var options = painting.options()
        options.quality = quality
        options.frameRate = fps?.frameRate
        options.stretch = range?.stretch
        options.preset = preset
        options.constantRateFactor = crf
        options.threads = threads
        options.collectsFrameHashes = frameHashes != nil
        return options
    }
}

extension RenderQuality: ExpressibleByArgument {}
