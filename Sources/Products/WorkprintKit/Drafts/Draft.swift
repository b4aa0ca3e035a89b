import DraftFormat
import DraftLoading
public import Foundation
@_exported public import MediaTiming
import RenderEngine
import TimelineModel

/// A draft that was read and checked as a whole: its format, its files, its fonts.
///
/// ```swift
/// let draft = try Draft(contentsOf: url)
/// guard draft.isRenderable else { print(draft.findings); return }
/// let run = draft.render(to: output)
/// for await progress in run.progress { print(progress.finishedFrames, "/", progress.frameCount) }
/// let report = try await run.value
/// ```
public struct Draft: Sendable {
    /// What will be done with a draft, which says what is found out about its sources while they are looked into.
    public enum Purpose: Hashable, Sendable {
        /// Nothing that would have to be begun ahead.
        case looking
        /// A film is rendered from it next.
        case rendering
    }

    /// Where the draft was read from; nil where it came as data.
    public let url: URL?
    /// Everything that was found, in the order of the draft.
    public let findings: [DraftFinding]
    let loaded: LoadedDraft
    /// Where sources are looked up first.
    let assets: URL?
    let isStrict: Bool
    /// Its text, where it came as data.
    let text: [UInt8]?
    /// Where relative sources lie that are not in `assets`.
    let sourceFolder: URL

    /// Reads and checks a draft in a file. Sources are looked up in `assets` first, then beside the draft. Where it is
    /// strict, warnings are errors.
    ///
    /// Throws `WorkprintError.unreadableDraft` where there is no file to read, and `WorkprintError.machine` where FFmpeg is
    /// missing. What is wrong inside is in `findings`.
    public init(
        contentsOf url: URL, assets: URL? = nil, isStrict: Bool = false, purpose: Purpose = .looking
    ) throws(WorkprintError) {
        try self.init(
            path: url.path, assets: assets, isStrict: isStrict,
            prober: FileProber(isForRendering: purpose == .rendering))
    }

    /// Reads and checks a draft in UTF-8 JSON. Sources are looked up in `assets` first, then in `folder`. Where it is
    /// strict, warnings are errors. What is wrong inside is in `findings`.
    public init(
        data: Data, folder: URL, assets: URL? = nil, isStrict: Bool = false, purpose: Purpose = .looking
    ) {
        let text = Array(data)
        let loader = DraftLoader(prober: FileProber(isForRendering: purpose == .rendering))
        self.init(
            loaded: loader.load(
                text, baseDirectory: folder.path, assetsDirectory: assets?.path, isStrict: isStrict),
            url: nil, sourceFolder: folder, assets: assets, isStrict: isStrict, text: text)
    }

    init(path: String, assets: URL?, isStrict: Bool, prober: FileProber) throws(WorkprintError) {
        let loaded: LoadedDraft
        do {
            loaded = try DraftLoader(prober: prober).load(
                path: path, assetsDirectory: assets?.path, isStrict: isStrict)
        } catch {
            throw WorkprintError(error)
        }
        if let fault = loaded.machineFault { throw .machine(fault) }
        self.init(
            loaded: loaded, url: URL(fileURLWithPath: path),
            sourceFolder: URL(fileURLWithPath: DraftLoader.sourceFolder(ofDraftAt: path)), assets: assets,
            isStrict: isStrict)
    }

    private init(
        loaded: LoadedDraft, url: URL?, sourceFolder: URL, assets: URL?, isStrict: Bool, text: [UInt8]? = nil
    ) {
        self.text = text
        self.sourceFolder = sourceFolder
        self.loaded = loaded
        self.url = url
        self.assets = assets
        self.isStrict = isStrict
        findings = loaded.findings.map(DraftFinding.init)
    }

    /// Whether no finding is an error.
    public var isRenderable: Bool { loaded.timeline != nil }

    /// The draft's title.
    public var title: String? { loaded.title }

    /// Length of the composition, or nil where the draft has errors.
    public var duration: MediaTime? { loaded.timeline?.duration }

    /// The composition's own frame rate, or nil where the draft has errors.
    public var frameRate: FrameRate? { loaded.timeline?.frameRate }

    /// Frames of the composition at its own rate, or nil where the draft has errors.
    public var frameCount: Int? { loaded.timeline?.frameCount }

    /// The canvas in pixels, or nil where the draft has errors.
    public var canvasSize: PixelSize? { loaded.timeline.map { PixelSize($0.canvasSize) } }

    /// One line that tells what the timeline holds, or nil where the draft has errors.
    public var summary: String? { loaded.timeline.map { TimelineSummary.line(for: $0) } }

    /// The files that are read for it: its own, media, subtitles, fonts and color tables.
    public var inputs: [URL] { (url.map { [$0] } ?? []) + loaded.files.map { URL(fileURLWithPath: $0) } }

    /// The most bytes that a draft may have.
    public static let byteLimit = DraftReader.byteLimit

    func renderableTimeline() throws(WorkprintError) -> Timeline {
        if let fault = loaded.machineFault { throw .machine(fault) }
        guard let timeline = loaded.timeline else {
            throw .badInput(findings.filter { $0.severity == .error })
        }
        return timeline
    }
}

/// A width and a height in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
    /// Pixels of a row.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A size from its sides.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init(_ size: CanvasSize) { self.init(width: size.width, height: size.height) }

    var canvasSize: CanvasSize { CanvasSize(width: width, height: height) }
}
