import Compositing
import Diagnostics
import DraftLoading
import EncodedMedia
import Foundation
import MediaIO
import SystemFiles
import Threading
package import TimelineModel

/// Renders a timeline to an MP4.
package struct Renderer: Sendable {
    private let timeline: Timeline
    private let settings: RenderSettings

    /// Chunks that outlive a render may take this many bytes; the oldest go first.
    private static let cacheByteLimit = 4_000_000_000

    /// A renderer for a timeline that was checked.
    package init(timeline: Timeline, settings: RenderSettings) {
        self.timeline = timeline
        self.settings = settings
    }

    /// Renders to `path`, blocking the calling thread, and returns what was done.
    ///
    /// `path` is written beside itself under another name and renamed at the end, so it is whole or not there at all.
    /// `onProgress` is called from any thread, often. Throws `RenderFailure`; then nothing is left but the cache.
    package func render(
        to path: String, cancellation: Cancellation = Cancellation(),
        onProgress: @escaping @Sendable (RenderProgress) -> Void = { _ in }
    ) throws(RenderFailure) -> RenderReport {
        do {
            return try run(path: path, cancellation: cancellation, onProgress: onProgress)
        } catch {
            throw RenderFailure(error, rendering: timeline)
        }
    }

    private func run(
        path: String, cancellation: Cancellation, onProgress: @escaping @Sendable (RenderProgress) -> Void
    ) throws -> RenderReport {
        let clock = ContinuousClock()
        let start = clock.now
        let target = URL(fileURLWithPath: path).standardizedFileURL
        let output = try AtomicFile(target: target.path)
        let plan = try RenderPlan(timeline: timeline, settings: settings)
        let folder = target.deletingLastPathComponent().path
        let forgiving = settings.cacheDirectory.map { ForgivingChunkStore(cacheFolder: $0, outputFolder: folder) }
        let store: any ChunkStore = try forgiving ?? TemporaryChunkStore(folder: folder)
        let session = RenderSession(
            plan: plan, settings: settings, store: store, cancellation: cancellation, start: start,
            onProgress: onProgress)
        let planned = clock.now
        try session.renderChunksAndSound()
        let rendered = clock.now
        let hashes = try session.assemble(to: output.path)
        try output.commit()
        store.cache?.sweep(byteLimit: Self.cacheByteLimit)
        var times = RenderReport.Times()
        times.planning = seconds(planned - start)
        times.rendering = seconds(rendered - planned)
        times.assembling = seconds(clock.now - rendered)
        var report = session.finalReport(path: target.path, hashes: hashes, times: times)
        if let problem = forgiving?.problem { report.findings.append(Self.finding(onCache: problem)) }
        return report
    }

    private static func finding(onCache problem: String) -> Finding {
        Finding(
            code: .cacheUnusable, severity: .warning, pointer: "",
            message: "\(problem); rendered without, so later renders find less to use again")
    }
}

extension Renderer {
    /// Has `body` write a file under another name beside `path`, and renames it when it is whole.
    package static func write(to path: String, body: (_ path: String) throws -> Void) throws {
        let output = try AtomicFile(target: URL(fileURLWithPath: path).standardizedFileURL.path)
        try body(output.path)
        try output.commit()
    }
}

extension RenderFailure {
    /// What an error of a stage means to the one who renders a timeline.
    package init(_ error: any Error, rendering timeline: Timeline) {
        switch error {
        case let failure as RenderFailure: self = failure
        case let failure as SourceFailure: self.init(failure, in: timeline)
        case let problem as CacheFolderProblem: self = .machine(problem.description)
        case let shortage as ThreadShortage: self = .machine(shortage.description)
        case let error as FileError:
            self = error.isMachineFault ? .machine(error.description) : .program(error.description)
        case let error as MediaError:
            self =
                error.isMachineFault || error.code == -EACCES || error.code == -EROFS || error.code == -ENOENT
                ? .machine(error.description) : .program(error.description)
        default: self = .program("\(error)")
        }
    }
}

/// A duration in seconds, for reports.
package func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
