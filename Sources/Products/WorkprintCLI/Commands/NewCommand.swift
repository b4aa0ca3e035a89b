import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint new`: a finished draft from pictures, clips, music and speech.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Lay out a draft from pictures, clips, music, speech and a title.",
        discussion: """
            Examples:
              workprint new --images photos/*.jpg --music song.mp3 --title "Paradise Found" -o draft.json
              workprint new --images photos --clips waves.mp4 --voice story.wav --closing "See you" -o draft.json
              workprint new --images a.jpg b.jpg --ratio 16:9 --duration 12s -o draft.json
              workprint check draft.json

            Pictures come in the natural order of their names (img2 before img10), clips spread among them. The length \
            is met exactly; without --duration it is that of the speech, else about 3 s for a picture and up to 6 s \
            for a clip. The draft is plain JSON: change what you like.
            """)

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Pictures, or folders of them.", valueName: "file"))
    var images: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Clips, or folders of them.", valueName: "file"))
    var clips: [String] = []

    @Option(help: ArgumentHelp("Music, repeated or cut to the length.", valueName: "file"))
    var music: String?

    @Option(help: ArgumentHelp("Speech, for which the music makes way.", valueName: "file"))
    var voice: String?

    @Option(help: ArgumentHelp("The title at the start.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("The line at the end.", valueName: "text"))
    var closing: String?

    @Option(help: ArgumentHelp("The length, such as 30s.", valueName: "time"))
    var duration: TimeExpression?

    @Option(help: ArgumentHelp("Shape of the canvas: 9:16, 16:9, 1:1 or 4:5.", valueName: "W:H"))
    var ratio = CanvasRatio.tall

    @Option(help: ArgumentHelp("Frames per second.", valueName: "f"))
    var fps = FrameRateExpression(frameRate: FrameRate(30))

    @Flag(help: "Write over a file that is there.")
    var force = false

    @Option(name: .shortAndLong, help: ArgumentHelp("The draft to write.", valueName: "draft.json"))
    var output: String

    func run() throws {
        let outputs = OutputFiles(OutputPath("-o", output, ending: "json"))
        try outputs.check(against: images + clips + [music, voice].compactMap { $0 })
        guard force || !FileManager.default.fileExists(atPath: output) else {
            throw CommandFailure(.badUsage, "error: -o \(output): is there already; --force writes over it")
        }
        StallMonitor.start()
        let document = try CommandFailure.translating {
            try request().document(in: URL(fileURLWithPath: output).deletingLastPathComponent())
        }
        try OutputPath.write(document.data, to: output)
    }

    private func request() -> LayoutRequest {
        var request = LayoutRequest()
        request.images = images
        request.clips = clips
        request.music = music
        request.voice = voice
        request.title = Self.stated(title)
        request.closing = Self.stated(closing)
        request.duration = duration?.time(at: fps.frameRate)
        request.canvas = ratio.canvas
        request.frameRate = fps.frameRate
        return request
    }

    /// A text with something in it; `\n` typed as two characters breaks the line.
    private static func stated(_ text: String?) -> String? {
        let stated = text?.replacing("\\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        return stated?.isEmpty == false ? stated : nil
    }
}

/// The shape of a canvas as it is typed.
enum CanvasRatio: String, ExpressibleByArgument, CaseIterable {
    case tall = "9:16"
    case wide = "16:9"
    case square = "1:1"
    case portrait = "4:5"

    var canvas: PixelSize {
        switch self {
        case .tall: PixelSize(width: 1_080, height: 1_920)
        case .wide: PixelSize(width: 1_920, height: 1_080)
        case .square: PixelSize(width: 1_080, height: 1_080)
        case .portrait: PixelSize(width: 1_080, height: 1_350)
        }
    }
}
