import ArgumentParser
import DraftLoading
import RenderEngine
import TimelineModel

/// `workprint frame`: one frame as a PNG.
struct FrameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame",
        abstract: "Write one frame of a draft as a PNG, exactly as rendered.",
        discussion: """
            Examples:
              workprint frame draft.json --at 3.2s -o frame.png
              workprint frame draft.json --at '#96' -o frame.png --size 540x960
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var painting: PaintingArguments

    @Option(help: ArgumentHelp("When: 3.2s, 3200ms, 00:00:03.200 or #96.", valueName: "time"))
    var at: TimeExpression

    @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "out.png"))
    var output: String

    func run() throws {
        try OutputPath.check(output, isOverwritable: "png")
        let forecast = FrameForecast()
        forecast.begin(path: input.draft, assetsDirectory: input.assets) { [painting, at] timeline, output in
            var settings = RenderSettings()
            try painting.apply(to: &settings, output: output, canvas: timeline.canvasSize)
            return (settings, { at.time(at: $0) })
        }
        let (timeline, draft) = try input.loadTimeline(prober: forecast.prober)
        var settings = RenderSettings()
        try painting.apply(to: &settings, output: draft.output, canvas: timeline.canvasSize)
        StallMonitor.start()
        do {
            let painter = try FramePainter(timeline: timeline, settings: settings, forecast: forecast)
            let frame = try painter.frameIndex(at: at.time(at: painter.frameRate))
            // Whoever loses it in a crash of the machine makes it again in no time.
            try OutputPath.write(try painter.png(frame: frame), to: output, isSynced: false)
        } catch let failure as RenderFailure {
            throw CommandFailure(failure)
        }
    }
}
