import ArgumentParser
import Foundation
import GoldenRecords
import RenderEngine
import TimelineModel

/// `workprint golden check`: holds drafts against their records.
struct GoldenCheckCommand: ParsableCommand {
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

    func validate() throws {
        if let tolerance, !(0...255).contains(tolerance) {
            throw ValidationError("--tolerance \(tolerance) is outside 0…255")
        }
    }

    func run() throws {
        let names = try input.drafts()
        let interruption = Interruption()
        StallMonitor.start()
        let status = StatusLine()
        var results: [GoldenResult] = []
        for (index, name) in names.enumerated() {
            status.show("\(index + 1)/\(names.count) \(name)")
            let result = try result(of: name, interruption)
            status.clear()
            results.append(result)
            if !json { print(result.line) }
        }
        if FileManager.default.fileExists(atPath: input.recordFolder.path) {
            let recorded = try GoldenArguments.names(in: input.recordFolder, ending: ".frames.txt")
            for name in recorded where !names.contains(name) {
                let result = GoldenResult(name: name, state: .orphan, facts: ["there is a record, but no draft"])
                results.append(result)
                if !json { print(result.line) }
            }
        }
        if json { print(try GoldenText.json(folder: input.folder, results)) }
        if let junit { try OutputPath.write(GoldenText.junit(folder: input.folder, results), to: junit) }
        let good = results.filter { $0.state == .ok }.count
        if !json { print("\(input.folder): \(good) of \(results.count) as recorded") }
        if results.contains(where: { $0.state == .unreadable }) { throw CommandFailure(.badInput, []) }
        if good < results.count { throw CommandFailure(.answerIsNo, []) }
    }

    private func result(of name: String, _ interruption: Interruption) throws -> GoldenResult {
        let clock = ContinuousClock()
        let start = clock.now
        var result = GoldenResult(name: name, state: .unreadable, facts: [])
        do {
            guard let recorded = try input.record(of: name) else {
                result.state = .missing
                result.facts = ["there is no record; make one with `workprint golden record`"]
                return result
            }
            let (timeline, settings) = try input.open(name, recorded: recorded.hasOwnSize ? recorded.size : nil)
            let found = try GoldenRun(timeline: timeline, settings: settings).record(
                cancellation: interruption.cancellation)
            let tolerance = tolerance ?? recorded.tolerance
            let comparison = GoldenComparison(
                found: found, recorded: recorded, tolerance: tolerance, timeline: timeline)
            result.state = comparison.isSame ? .ok : .differs
            result.comparison = comparison
            result.facts = GoldenText.differences(comparison, timeline)
            if comparison.isSame, let largest = comparison.largestDifference {
                result.facts = ["cells differ by \(largest) at most, \(tolerance) are allowed"]
            }
            if let engine = recorded.engine, engine != found.engine, !comparison.isSame {
                result.facts.append("recorded by \(engine)")
            }
        } catch let problem as GoldenProblem {
            result.facts = ["the record cannot be read: \(problem)"]
        } catch RenderFailure.badInput(let findings) {
            result.facts = findings.map(\.description)
        } catch RenderFailure.badRequest(let message) {
            // The recorded size does not fit the draft's shape any more.
            if input.size != nil { throw CommandFailure(RenderFailure.badRequest(message)) }
            result.state = .differs
            result.facts = [message]
        } catch let failure as RenderFailure {
            throw CommandFailure(failure)
        } catch let failure as CommandFailure where failure.exitCode == .badInput {
            result.facts = failure.lines
        }
        result.seconds = seconds(clock.now - start)
        return result
    }
}
