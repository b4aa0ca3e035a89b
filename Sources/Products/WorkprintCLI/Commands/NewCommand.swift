import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint new`: a finished draft from pictures, clips, music and speech.
struct NewCommand: ConfinedCommand {
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

    @Option(help: ArgumentHelp("The length, such as 30, 30s or 0:30.", valueName: "time"))
    var duration: TimeExpression?

    @Option(help: ArgumentHelp("Shape of the canvas: 9:16, 16:9, 1:1 or 4:5.", valueName: "W:H"))
    var ratio = CanvasRatio.tall

    @Option(help: ArgumentHelp("Frames per second.", valueName: "f"))
    var fps = FrameRateExpression(frameRate: FrameRate(30))

    @Flag(help: "Write over a file that is there.")
    var force = false

    @Option(name: .shortAndLong, help: ArgumentHelp("The draft to write.", valueName: "draft.json"))
    var output: String

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [output] }

    func run() throws {
        let outputs = OutputFiles(OutputPath("-o", output, ending: "json"))
        try outputs.check(against: images + clips + [music, voice].compactMap { $0 })
        guard force || output == OutputPath.standardOutput || !FileManager.default.fileExists(atPath: output) else {
            throw CommandFailure(.badUsage, "error: -o \(output): is there already; --force writes over it")
        }
        StallMonitor.start()
        let isPiped = output == OutputPath.standardOutput
        let folder =
            isPiped
            ? URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
            : URL(fileURLWithPath: output).deletingLastPathComponent()
        let layout = try CommandFailure.translating { try request().layout(in: folder) }
        try OutputPath.write(layout.document.data, to: output)
        Terminal.write(words(of: layout, name: isPiped ? nil : output))
    }

    /// What was made, and what to do next.
    private func words(of layout: LayoutRequest.Layout, name: String?) -> String {
        let size = ratio.canvas
        var parts = [
            "\(format(layout.durationSeconds, 1)) s", "\(size.width)x\(size.height) at \(fps.frameRate)",
            "\(layout.shotCount) \(layout.shotCount == 1 ? "shot" : "shots")",
        ]
        if title != nil { parts.append("a title") }
        if closing != nil { parts.append("a closing line") }
        if music != nil { parts.append("music") }
        if voice != nil { parts.append("speech") }
        var lines = ["\(name ?? "standard output"): \(parts.joined(separator: ", "))"]
        lines += layout.hints
        if let name {
            let film = name.dropLast(".json".count) + "." + RenderOptions.fileExtension
            lines.append("next: workprint render \(Self.quoted(name)) -o \(Self.quoted(film))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A name as a shell takes it.
    private static func quoted(_ name: some StringProtocol) -> String {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "._/-+".contains($0) }
        return isPlain ? String(name) : "'" + name.replacingOccurrences(of: "'", with: "'\\''") + "'"
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
