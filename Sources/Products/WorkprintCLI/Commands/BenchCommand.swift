import ArgumentParser
import Benchmarking
import DraftLoading
import Foundation
import MediaIO
import RenderEngine
import SystemFiles
import TimelineModel
import WorkprintKit

/// `workprint bench`: how fast this machine paints and renders.
struct BenchCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast this machine paints and renders.",
        discussion: """
            Examples:
              workprint bench
              workprint bench --kernels-only
              workprint bench --drafts S1,S3 --seconds 4
              workprint bench --draft draft.json --assets media
              workprint bench --json > bench.json

            First the pixel kernels, on one thread. Then five standard drafts, whose photos, clip and music are made on \
            the spot: painted without encoding by one worker and by all, rendered with encoding, and the frames that \
            took the longest to paint with the segment that made them slow. Nothing is read from the cache or kept in \
            it.

              S1  \(StandardDraft.slideshow.title)
              S2  \(StandardDraft.zooms.title)
              S3  \(StandardDraft.clips.title)
              S4  \(StandardDraft.overlays.title)
              S5  \(StandardDraft.longSlideshow.title)
            """)

    @Option(help: ArgumentHelp("Measure this draft instead of the standard ones.", valueName: "draft"))
    var draft: String?

    @Option(help: ArgumentHelp("Folder in which sources of --draft are looked up first.", valueName: "dir"))
    var assets: String?

    @Option(help: ArgumentHelp("The standard drafts to measure. (default: all)", valueName: "S1,S3"))
    var drafts: StandardDraftList?

    @Option(help: ArgumentHelp("Measure only so many seconds from the start of each draft.", valueName: "n"))
    var seconds: Double?

    @Flag(help: "Measure the pixel kernels and no draft.")
    var kernelsOnly = false

    @Option(help: ArgumentHelp("Threads that paint and encode. (default: one for each core)", valueName: "n"))
    var threads: Int?

    @Flag(help: "Print the measurements as JSON.")
    var json = false

    @OptionGroup var progress: ProgressArguments

    @OptionGroup var confining: SandboxArguments

    var writtenFolders: [URL] { [Sandbox.temporaryFolder] }

    func validate() throws {
        if let threads, !(1...64).contains(threads) {
            throw ValidationError("--threads \(threads) is outside 1…64")
        }
        if let seconds, !(0.1...10_800).contains(seconds) {
            throw ValidationError("--seconds \(seconds) is outside 0.1…10800")
        }
        if draft != nil, drafts != nil { throw ValidationError("--draft and --drafts exclude each other") }
        if assets != nil, draft == nil { throw ValidationError("--assets goes with --draft") }
        if kernelsOnly, draft != nil || drafts != nil || seconds != nil {
            throw ValidationError("--kernels-only measures no draft; leave out --draft, --drafts and --seconds")
        }
    }

    func run() throws {
        let folder = try DraftArguments.folder(assets)
        let own = try draft.map { try Benchmarking.load($0, assets: folder) }
        let interruption = Interruption()
        let cancellation = Cancellation()
        interruption.onWish { cancellation.cancel() }
        StallMonitor.start()
        let line = ProgressLine(style: progress.progress)
        let workers = threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
        var result = BenchResult(workerCount: workers, kernels: [], drafts: [])
        do {
            line.show(ProgressStep(phaseWord: "kernels"))
            result.kernels = try KernelBenchmark().measure(cancellation: cancellation)
            if !kernelsOnly {
                let folder = try Self.scratchFolder()
                let benchmark = Benchmarking(
                    folder: folder.url, workerCount: workers, seconds: seconds,
                    cancellation: cancellation, line: line)
                if let draft, let own {
                    result.drafts = [try benchmark.measure(own.timeline, of: own.draft, named: draft, title: nil)]
                } else {
                    result.drafts = try benchmark.measure(drafts?.drafts ?? StandardDraft.allCases)
                }
            }
        } catch let failure as RenderFailure {
            line.clear()
            throw CommandFailure(WorkprintError(failure))
        }
        line.clear()
        print(json ? try BenchJSON.text(of: result) : BenchTable.text(of: result))
    }
}

extension BenchCommand {
    /// A folder for the time of the measurements.
    private static func scratchFolder() throws -> ScratchFolder {
        do {
            return try ScratchFolder(named: "workprint-bench")
        } catch {
            throw CommandFailure(.machine, "error: machine: \(error)")
        }
    }
}

/// Names of standard drafts as they are typed: `S1,S3`.
struct StandardDraftList: ExpressibleByArgument {
    let drafts: [StandardDraft]

    init?(argument: String) {
        let names = argument.uppercased().split(separator: ",", omittingEmptySubsequences: false)
        var drafts: [StandardDraft] = []
        for name in names {
            guard let draft = StandardDraft(rawValue: name.trimmingCharacters(in: .whitespaces)),
                !drafts.contains(draft)
            else { return nil }
            drafts.append(draft)
        }
        self.drafts = drafts
    }
}

/// Measures drafts one after the other.
private struct Benchmarking {
    /// A draft to measure: errors end the command, warnings go to standard error.
    static func load(_ path: String, assets: URL?) throws -> (timeline: Timeline, draft: LoadedDraft) {
        let draft: LoadedDraft
        do {
            draft = try DraftLoader().load(path: path, assetsDirectory: assets?.path)
        } catch {
            throw CommandFailure(.badInput, "error: \(error)")
        }
        guard let timeline = draft.timeline else {
            throw CommandFailure(.badInput, draft.findings.map(\.description))
        }
        for finding in draft.findings { CommandFailure.writeError(finding.description) }
        return (timeline, draft)
    }

    let folder: URL
    let workerCount: Int
    let seconds: Double?
    let cancellation: Cancellation
    let line: ProgressLine

    func measure(_ drafts: [StandardDraft]) throws -> [BenchResult.Draft] {
        line.show(ProgressStep(phaseWord: "making photos, music and a clip"))
        let made = try StandardMedia(folder: folder).make(
            drafts, workerCount: workerCount, cancellation: cancellation)
        return try made.map { draft, path in
            let (timeline, loaded) = try Self.load(path, assets: nil)
            return try measure(timeline, of: loaded, named: draft.rawValue, title: draft.title)
        }
    }

    func measure(
        _ timeline: Timeline, of draft: LoadedDraft, named name: String, title: String?
    ) throws -> BenchResult.Draft {
        var settings = try RenderSettings(request: draft.output, timeline: timeline)
        settings.workerCount = workerCount
        if let seconds {
            let end = MediaTime(microseconds: Int64((seconds * 1e6).rounded()))
            settings.range = TimeRange(start: .zero, end: min(end, max(timeline.duration, MediaTime(microseconds: 1))))
        }
        let measurement = try DraftBenchmark(timeline: timeline, settings: settings).measure(
            in: folder, cancellation: cancellation
        ) { step in
            switch step {
            case .compositing(1): line.show(ProgressStep(phaseWord: "\(name): painting with one worker"))
            case .compositing(let count): line.show(ProgressStep(phaseWord: "\(name): painting with \(count) workers"))
            case .rendering: line.show(ProgressStep(phaseWord: "\(name): rendering"))
            }
        }
        return BenchResult.Draft(name: name, title: title ?? draft.title, measurement: measurement)
    }
}
