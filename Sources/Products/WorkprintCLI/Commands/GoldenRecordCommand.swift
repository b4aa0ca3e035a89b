import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint golden record`: writes down what drafts look and sound like.
struct GoldenRecordCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write down what every draft of a folder looks and sounds like.",
        discussion: """
            Examples:
              workprint golden record drafts
              workprint golden record drafts --size 270x480 --tolerance 2
              workprint golden record drafts --force

            For each draft NAME.json two texts are written: NAME.frames.txt, the MD5 of each frame as `render \
            --frame-hashes` writes it, and NAME.golden.txt with the sound's digests, the frames in little and the \
            tolerance. Records that would change are only replaced with --force; what changed is said. Nothing is \
            written before all drafts are done. Exit code 0: recorded; 1: refused because records would change; 2: a \
            draft cannot be rendered.
            """)

    @OptionGroup var input: GoldenArguments

    @Option(help: ArgumentHelp("Code values by which cells may differ when it is checked.", valueName: "levels"))
    var tolerance: Int = 0

    @Flag(help: "Replace records that changed.")
    var force = false

    @OptionGroup var confining: SandboxArguments

    var writtenFolders: [URL] { [input.recordsFolder] }

    func validate() throws {
        if !(0...255).contains(tolerance) { throw ValidationError("--tolerance \(tolerance) is outside 0…255") }
    }

    func run() throws {
        let golden = try input.goldenFolder()
        let names = try CommandFailure.translating { try golden.names() }
        let interruption = Interruption()
        StallMonitor.start()
        var recordings: [GoldenFolder.Recording] = []
        let line = ProgressLine(style: input.progress.progress)
        defer { line.clear() }
        for (index, name) in names.enumerated() {
            line.show(ProgressStep(phaseWord: "recording", name: name, finished: index, count: names.count))
            do {
                recordings.append(try interruption.value(of: golden.record(name, tolerance: tolerance)))
            } catch let failure as CommandFailure where failure.exitCode == .badInput {
                throw CommandFailure(.badInput, failure.lines.map { "\(name): \($0)" })
            }
        }
        line.clear()
        for recording in recordings { print("\(recording.name): \(recording.text)") }
        let changed = recordings.filter(\.isChange)
        if !changed.isEmpty, !force {
            throw CommandFailure(
                .answerIsNo,
                "error: \(changed.count) of \(recordings.count) records would change; look at them, then use --force. "
                    + "Nothing was written")
        }
        try CommandFailure.translating { try golden.write(recordings.filter(\.isNew)) }
    }
}
