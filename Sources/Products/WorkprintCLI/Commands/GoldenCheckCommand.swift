import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint golden check`: holds drafts against their records.
struct GoldenCheckCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say whether every draft of a folder looks and sounds as recorded.",
        discussion: """
            Examples:
              workprint golden check drafts
              workprint golden check drafts --tolerance 2 --junit golden.xml
              workprint golden check drafts --json | jq '.drafts[] | select(.state != "ok")'

            Frames must be equal to the last bit unless a tolerance was recorded or is given: then the means of 16x16 \
            cells may differ by as many code values, and the sound's level by 0.1 dB in any second. Exit code 0: all as \
            recorded; 1: a draft differs, or draft or record is missing; 2: a draft or a record cannot be read.
            """)

    @OptionGroup var input: GoldenArguments

    @Option(
        help: ArgumentHelp(
            "Code values by which cells of a frame may differ. (default: as recorded)", valueName: "levels")
    )
    var tolerance: Int?

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Write the result as JUnit XML, one test for each draft.", valueName: "file"))
    var junit: String?

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [junit].compactMap { $0 } }

    func validate() throws {
        if let tolerance, !(0...255).contains(tolerance) {
            throw ValidationError("--tolerance \(tolerance) is outside 0…255")
        }
    }

    func run() throws {
        if let junit {
            // Drafts and records lie there; their names end otherwise.
            let output = OutputPath("--junit", junit, ending: "xml")
            try OutputFiles(output, takesStandardOutput: false).check(against: [])
        }
        let golden = try input.goldenFolder()
        let names = try CommandFailure.translating { try golden.names() }
        let interruption = Interruption()
        StallMonitor.start()
        let line = ProgressLine(style: input.progress.progress)
        defer { line.clear() }
        var results: [GoldenFolder.Result] = []
        for (index, name) in names.enumerated() {
            line.show(ProgressStep(phaseWord: "checking", name: name, finished: index, count: names.count))
            results.append(try interruption.value(of: golden.check(name, tolerance: tolerance)))
            line.clear()
            if !json { print(results[results.count - 1].line) }
        }
        for orphan in try CommandFailure.translating({ try golden.orphans() }) {
            results.append(orphan)
            if !json { print(orphan.line) }
        }
        if json { print(try golden.json(results)) }
        if let junit { try OutputPath.write(golden.junit(results), to: junit) }
        let good = results.filter { $0.state == .ok }.count
        if !json { print("\(input.folder): \(good) of \(results.count) as recorded") }
        if results.contains(where: { $0.state == .unreadable }) { throw CommandFailure(.badInput, []) }
        if good < results.count { throw CommandFailure(.answerIsNo, []) }
    }
}
