import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint subtitles`: a draft's texts as a subtitle file.
struct SubtitlesCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "subtitles",
        abstract: "Write a draft's texts as subtitles.",
        discussion: """
            Examples:
              workprint subtitles draft.json -o film.srt
              workprint subtitles draft.json -o film.vtt --track 3

            The ending of the output chooses SubRip or WebVTT. Tracks are counted from 1, as `inspect` counts them; \
            without --track all text tracks are written but the hidden ones. Texts seen at the same time share a cue. \
            The other way round, a text track with "src": "film.srt" shows the subtitles of a file.
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var writing: OutputArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The .srt or .vtt to write.", valueName: "out.srt|out.vtt"))
    var output: String

    @Option(help: ArgumentHelp("Only the text track with this number; may be given several times.", valueName: "n"))
    var track: [Int] = []

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [output] }

    func run() throws {
        let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
        guard let format = SubtitleFormat(rawValue: ending) else {
            throw CommandFailure(.badUsage, "error: -o \(output): subtitles end in .srt or .vtt")
        }
        let outputs = writing.files(OutputPath("-o", output, ending: ending))
        try outputs.check(against: [input.draft])
        let draft = try input.loadRenderable()
        try outputs.protect(draft.inputs)
        let tracks = track.isEmpty ? nil : Set(track.map { $0 - 1 })
        guard let text = try CommandFailure.translating({ try draft.subtitles(format, tracks: tracks) }) else {
            throw CommandFailure(.badInput, "error: \(input.name): shows no text to write")
        }
        try OutputPath.write(text, to: output)
    }
}
