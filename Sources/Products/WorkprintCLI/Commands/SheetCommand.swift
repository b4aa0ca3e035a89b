import ArgumentParser
import DraftLoading
import RenderEngine
import TimelineModel

/// `workprint sheet`: a contact sheet.
struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Write a contact sheet: the start, middle and end of every segment, labeled.",
        discussion: """
            Examples:
              workprint sheet draft.json -o sheet.png
              workprint sheet draft.json -o sheet.png --assets media
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var painting: PaintingArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "out.png"))
    var output: String

    func run() throws {
        try OutputPath.check(output, isOverwritable: "png")
        let (timeline, draft) = try input.loadTimeline()
        var settings = RenderSettings()
        try painting.apply(to: &settings, output: draft.output, canvas: timeline.canvasSize)
        StallMonitor.start()
        do {
            try OutputPath.write(try ContactSheet(timeline: timeline, settings: settings).png(), to: output)
        } catch let failure as RenderFailure {
            throw CommandFailure(failure)
        }
    }
}
