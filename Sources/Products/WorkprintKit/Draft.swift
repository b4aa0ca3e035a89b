import DraftFormat
import DraftLoading
public import Foundation
import MediaTiming
import RenderEngine
import TimelineModel

/// A draft that was read from a file and checked.
///
/// ```swift
/// let draft = try Draft(contentsOf: url)
/// guard draft.isRenderable else { print(draft.findings); return }
/// let run = draft.render(to: output)
/// for await progress in run.progress { print(progress.finishedFrames, "/", progress.frameCount) }
/// let report = try await run.value
/// ```
public struct Draft: Sendable {
    /// Where the draft was read from.
    public let url: URL
    /// Everything that was found, in the order of the draft.
    public let findings: [DraftFinding]
    let loaded: LoadedDraft

    /// Reads and checks a draft. Sources are looked up in `assets` first, then beside the draft.
    ///
    /// Throws `WorkprintError.unreadableDraft` where there is no JSON to check, and `WorkprintError.machine` where FFmpeg
    /// is missing. What is wrong inside is in `findings`.
    public init(contentsOf url: URL, assets: URL? = nil, isStrict: Bool = false) throws(WorkprintError) {
        self.url = url
        do {
            loaded = try DraftLoader().load(
                path: url.path, assetsDirectory: assets?.path, isStrict: isStrict)
        } catch {
            throw .unreadableDraft("\(error)")
        }
        if let fault = loaded.machineFault { throw .machine(fault) }
        findings = loaded.findings.map(DraftFinding.init)
    }

    /// Whether no finding is an error.
    public var isRenderable: Bool { loaded.timeline != nil }

    /// The draft's title.
    public var title: String? { loaded.title }

    /// Length of the composition in seconds, or nil where the draft has errors.
    public var durationSeconds: Double? { loaded.timeline?.duration.doubleValue }

    /// Frames of the composition at its own rate, or nil where the draft has errors.
    public var frameCount: Int? { loaded.timeline?.frameCount }

    /// One line that tells what the timeline holds, or nil where the draft has errors.
    public var summary: String? { loaded.timeline.map { TimelineSummary.line(for: $0) } }

    /// A frame as a PNG file. Throws where the draft has errors, a source is damaged, or there is no such frame.
    public func pngOfFrame(_ index: Int, options: RenderOptions = RenderOptions()) throws(WorkprintError) -> Data {
        let timeline = try renderableTimeline()
        do {
            let painter = try FramePainter(
                timeline: timeline, settings: options.settings(for: loaded), forecast: FrameForecast())
            let frame = try painter.frameIndex(at: painter.frameRate.time(ofFrame: index))
            return Data(try painter.png(frame: frame))
        } catch {
            throw WorkprintError(error)
        }
    }

    /// Begins to render to an MP4 file and returns at once.
    ///
    /// The file appears under its name when it is whole. Cancelling the run, or the task that awaits its value, leaves
    /// no file.
    public func render(to output: URL, options: RenderOptions = RenderOptions()) -> RenderRun {
        RenderRun(draft: self, output: output, options: options)
    }

    func renderableTimeline() throws(WorkprintError) -> Timeline {
        guard let timeline = loaded.timeline else {
            throw .badInput(findings.filter { $0.severity == .error })
        }
        return timeline
    }
}

/// One thing that is wrong, or worth knowing, about a draft.
public struct DraftFinding: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable {
        /// The draft cannot be rendered as it stands.
        case error
        /// It can be rendered, perhaps not as meant.
        case warning
    }

    /// Stable word for the kind of finding, such as `segment-overlap`.
    public let code: String
    /// How bad it is.
    public let severity: Severity
    /// JSON Pointer into the draft.
    public let pointer: String
    /// One sentence: what is wrong and what would be right.
    public let message: String

    init(_ finding: Finding) {
        code = finding.code
        severity = finding.severity == .error ? .error : .warning
        pointer = finding.pointer
        message = finding.message
    }
}

/// Why something came to nothing.
public enum WorkprintError: Error, Sendable {
    /// There is no draft to check: no such file, no JSON.
    case unreadableDraft(String)
    /// The draft or a source is at fault.
    case badInput([DraftFinding])
    /// The options are at fault.
    case badRequest(String)
    /// The machine is at fault: the disk is full, a file cannot be written.
    case machine(String)
    /// Somebody asked to stop.
    case cancelled
    /// The program is at fault.
    case program(String)

    init(_ failure: RenderFailure) {
        switch failure {
        case .badInput(let findings): self = .badInput(findings.map(DraftFinding.init))
        case .badRequest(let message): self = .badRequest(message)
        case .machine(let message): self = .machine(message)
        case .cancelled: self = .cancelled
        case .program(let message): self = .program(message)
        }
    }
}
