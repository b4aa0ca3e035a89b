import ArgumentParser
import DraftWriting
import Foundation
import TimelineModel

/// `workprint subtitles`: a draft's texts as a subtitle file.
struct SubtitlesCommand: ParsableCommand {
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

    @Option(name: .shortAndLong, help: ArgumentHelp("The .srt or .vtt to write.", valueName: "out.srt|out.vtt"))
    var output: String

    @Option(help: ArgumentHelp("Only the text track with this number; may be given several times.", valueName: "n"))
    var track: [Int] = []

    func run() throws {
        let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
        guard let format = SubtitleWriter.Format(rawValue: ending) else {
            throw CommandFailure(.badUsage, "error: -o \(output): subtitles end in .srt or .vtt")
        }
        try OutputPath.check(output, isOverwritable: ending)
        let (timeline, _) = try input.loadTimeline()
        for number in track {
            guard timeline.tracks.indices.contains(number - 1) else {
                throw CommandFailure(
                    .badUsage, "error: --track \(number): the draft has \(timeline.tracks.count) tracks, counted from 1"
                )
            }
            guard timeline.tracks[number - 1].kind == .text else {
                throw CommandFailure(.badUsage, "error: --track \(number): that is no text track")
            }
        }
        let cues = SubtitleWriter.cues(of: timeline, tracks: track.isEmpty ? nil : Set(track.map { $0 - 1 }))
        guard !cues.isEmpty else { throw CommandFailure(.badInput, "error: \(input.draft): shows no text to write") }
        try OutputPath.write(SubtitleWriter.text(of: cues, format: format), to: output)
    }
}
