import ArgumentParser
import DraftFormat
import DraftLoading
import DraftVerification
import Foundation
import MediaTiming
import OutputVerification
import RenderEngine
import TimelineModel
import VerificationReports

/// `workprint verify`: whether an export is what its draft says.
struct VerifyCommand: ParsableCommand {
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

    @Option(help: ArgumentHelp("The draft that it was exported from.", valueName: "draft"))
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
            discussion: "It takes longer than all else, and decides nothing."))
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

    func validate() throws {
        if (draft == nil) == (reference == nil) {
            throw ValidationError("name what it is held against: either --draft DRAFT or --reference FILM")
        }
        if reference != nil, assets != nil || size != nil || fps != nil {
            throw ValidationError("--assets, --size and --fps belong to --draft")
        }
    }

    func run() throws {
        for (path, ending) in [(html, "html"), (junit, "xml")] {
            if let path { try OutputPath.check(path, isOverwritable: ending) }
        }
        for path in [export, reference].compactMap({ $0 }) where !FileManager.default.isReadableFile(atPath: path) {
            throw CommandFailure(.badInput, "error: \(path): there is no such file, or it may not be read")
        }
        let against = try referenceToUse()
        let interruption = Interruption()
        StallMonitor.start()
        let line = StatusLine()
        let start = ContinuousClock.now
        var report: VerificationReport
        do throws(RenderFailure) {
            report = try Verification(
                reference: against, names: (export, draft ?? reference ?? ""),
                options: FileFactsOptions(allowsAnyCodec: anyCodec),
                vmaf: vmaf || vmafFfmpeg != nil ? .with(ffmpeg: vmafFfmpeg) : .no,
                cancellation: interruption.cancellation
            ).verify(export: export) { state in
                guard state.frame % 15 == 0 else { return }
                let rate = Double(state.frame) / max(0.001, (ContinuousClock.now - start) / .seconds(1))
                line.show("verifying \(state.frame)/\(state.frameCount) · \(Int(rate)) fps")
            }
        } catch {
            line.clear()
            throw CommandFailure(error)
        }
        line.clear()
        report = report.countingUnmeasured
        if let draft, let places = PropertyPlaces(contentsOf: draft) { Self.resolve(&report, places) }
        if strict {
            for index in report.deviations.indices { report.deviations[index].severity = .failure }
        }
        if let html { try OutputPath.write(VerificationPage.text(of: report), to: html) }
        if let junit { try OutputPath.write(VerificationJUnit.text(of: report), to: junit) }
        let unreadable = report.unreadable.map { deviation in
            CommandFailure(.badInput, "error: \(deviation.code): \(export): \(deviation.message)")
        }
        if let unreadable, !json { throw unreadable }
        if json {
            print(VerificationJSON.text(of: report))
        } else {
            let isTerminal = isatty(STDOUT_FILENO) == 1
            print(
                VerificationTable(width: isTerminal ? 100 : nil, isColored: isTerminal, showsAll: verbose)
                    .text(of: report))
        }
        if let unreadable { throw unreadable }
        if !report.isSame { throw CommandFailure(.answerIsNo, []) }
    }

    /// Brings the pointers of properties into the draft's own spelling, and drops those of defaults, which stand nowhere.
    private static func resolve(_ report: inout VerificationReport, _ places: PropertyPlaces) {
        for index in report.deviations.indices {
            let pointers = report.deviations[index].pointers
            report.deviations[index].pointers = pointers.compactMap { pointer in
                guard let slash = pointer.lastIndex(of: "/") else { return pointer }
                let (parent, name) = (String(pointer[..<slash]), String(pointer[pointer.index(after: slash)...]))
                guard pointers.contains(parent) else { return pointer }
                return places.pointer(of: name, ofSegmentAt: parent)
            }
        }
    }

    private func referenceToUse() throws -> Verification.Reference {
        guard let draft else { return .film(reference ?? "") }
        let (timeline, loaded) = try DraftArguments.timeline(of: DraftArguments.load(draft, assets: assets))
        var settings = RenderSettings()
        if let size {
            settings.size = CanvasSize(width: size.width, height: size.height)
        } else {
            settings.size = loaded.output.resolution.map { RenderSettings.size($0, canvas: timeline.canvasSize) }
        }
        settings.quality = loaded.output.quality.flatMap(Quality.init(rawValue:)) ?? .high
        settings.frameRate = fps?.frameRate ?? loaded.output.frameRate
        return .draft(timeline, settings)
    }
}
