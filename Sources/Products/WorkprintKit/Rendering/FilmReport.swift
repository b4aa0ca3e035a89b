import DraftLoading
public import Foundation
import PlainReports
import RenderEngine
import TimelineModel

/// What a render did and what it made.
public struct FilmReport: Sendable {
    /// Seconds of the workers, summed.
    public struct WorkerSeconds: Sendable, Hashable {
        /// Reading and decoding sources.
        public let decode: Double
        /// Painting.
        public let composite: Double
        /// Encoding.
        public let encode: Double
    }

    /// The film.
    public let url: URL
    /// Its size in bytes.
    public let byteCount: Int
    /// Its picture's size.
    public let size: PixelSize
    /// Its frame rate as a fraction, such as `30` or `30000/1001`.
    public let frameRate: String
    /// Its frames.
    public let frameCount: Int
    /// Its length in seconds.
    public let durationSeconds: Double
    /// x264 preset and rate, such as `veryfast crf 18`.
    public let encoding: String
    /// Frames that were painted.
    public let compositedFrames: Int
    /// Frames that were equal to the one before, or lie in chunks that are equal to another one.
    public let reusedFrames: Int
    /// Frames that were in the cache.
    public let cachedFrames: Int
    /// Workers that painted and encoded.
    public let workerCount: Int
    /// Seconds of wall time in all.
    public let totalSeconds: Double
    /// Seconds of wall time for joining.
    public let assemblingSeconds: Double
    /// Seconds of one thread for the sound.
    public let soundSeconds: Double
    /// Seconds of the workers, summed.
    public let workerSeconds: WorkerSeconds
    /// The largest memory that the process held, in bytes.
    public let peakMemoryBytes: Int
    /// What turned out only while rendering.
    public let findings: [DraftFinding]
    /// Digest of each frame in order, where they were asked for.
    public let frameHashes: [String]
    private let report: RenderReport

    init(_ report: RenderReport) {
        self.report = report
        url = URL(fileURLWithPath: report.path)
        byteCount = report.byteCount
        size = PixelSize(report.size)
        frameRate = report.frameRate
        frameCount = report.frameCount
        durationSeconds = report.durationSeconds
        encoding = report.encoding
        compositedFrames = report.counts.composited
        reusedFrames = report.counts.reused + report.repeatedFrames
        cachedFrames = report.cachedFrames
        workerCount = report.workerCount
        totalSeconds = report.times.total
        assemblingSeconds = report.times.assembling
        soundSeconds = report.times.sound
        let times = report.counts.times
        workerSeconds = WorkerSeconds(
            decode: seconds(times.decode), composite: seconds(times.composite), encode: seconds(times.encode))
        peakMemoryBytes = report.peakMemoryBytes
        findings = report.findings.map(DraftFinding.init)
        frameHashes = report.frameHashes
    }

    /// All of it as an indented JSON document; `draft` and its findings are told too.
    public func json(draft: Draft) throws -> String {
        try ReportJSON.text(of: report, draft: draft.url?.relativePath ?? "", findings: draft.loaded.findings)
    }

    /// All of it as JSON on one line.
    public func jsonLine() throws -> String { try ReportJSON.line(of: report) }

    /// The digests in the format of FFmpeg's `framemd5`, so that a lossless render can be held against them.
    public var frameHashList: String { FrameHashList.text(of: report) }
}
