import ArgumentParser
import Foundation
import GoldenRecords
import MediaIO
import RenderEngine
import TimelineModel

/// `workprint golden record`: writes down what drafts look and sound like.
struct GoldenRecordCommand: ParsableCommand {
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

    func validate() throws {
        if !(0...255).contains(tolerance) { throw ValidationError("--tolerance \(tolerance) is outside 0…255") }
    }

    func run() throws {
        let names = try input.drafts()
        let interruption = Interruption()
        StallMonitor.start()
        var records: [(name: String, record: GoldenRecord, state: State)] = []
        let status = StatusLine()
        for (index, name) in names.enumerated() {
            status.show("\(index + 1)/\(names.count) \(name)")
            defer { status.clear() }
            var (record, timeline) = try made(name, interruption)
            record.tolerance = tolerance
            record.hasOwnSize = input.size != nil
            records.append((name, record, try state(of: name, record, timeline)))
        }
        let changed = records.filter { $0.state.isChange }
        for entry in records { print("\(entry.name): \(entry.state.text)") }
        if !changed.isEmpty, !force {
            throw CommandFailure(
                .answerIsNo,
                "error: \(changed.count) of \(records.count) records would change; look at them, then use --force. "
                    + "Nothing was written")
        }
        try write(records.filter { $0.state != .same }.map { ($0.name, $0.record) })
    }

    private enum State: Equatable {
        case new
        case same
        case changed(String)
        case unreadable(String)

        /// Whether something that was recorded goes.
        var isChange: Bool { if case .new = self { false } else { self != .same } }

        var text: String {
            switch self {
            case .new: "recorded"
            case .same: "unchanged"
            case .changed(let what): "changed: \(what)"
            case .unreadable(let why): "changed: the old record cannot be read: \(why)"
            }
        }
    }

    private func made(_ name: String, _ interruption: Interruption) throws -> (GoldenRecord, Timeline) {
        let (timeline, settings) = try input.open(name)
        do throws(RenderFailure) {
            return (
                try GoldenRun(timeline: timeline, settings: settings).record(
                    cancellation: interruption.cancellation), timeline
            )
        } catch {
            throw CommandFailure(error)
        }
    }

    private func state(of name: String, _ record: GoldenRecord, _ timeline: Timeline) throws -> State {
        let old: GoldenRecord
        do {
            guard let known = try input.record(of: name) else { return .new }
            old = known
        } catch let problem as GoldenProblem {
            return .unreadable(problem.description)
        }
        let comparison = GoldenComparison(found: record, recorded: old, tolerance: 0, timeline: timeline)
        if !comparison.isSame { return .changed(GoldenText.differences(comparison, timeline).joined(separator: "; ")) }
        if old.signatures.isEmpty { return .changed("the details are new") }
        if old.tolerance != record.tolerance {
            return .changed("the tolerance was \(old.tolerance) and is \(record.tolerance)")
        }
        return .same
    }

    private func write(_ records: [(String, GoldenRecord)]) throws {
        do {
            try FileManager.default.createDirectory(at: input.recordFolder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .machine, "error: machine: \(input.recordFolder.path) cannot be made: \(error.localizedDescription)")
        }
        for (name, record) in records {
            let files = input.recordFiles(name)
            // The details refer to the frames and would not fit older ones, so they go first.
            try OutputPath.write(record.details, to: files.details.path)
            try OutputPath.write(record.frameList, to: files.frames.path)
        }
    }
}
