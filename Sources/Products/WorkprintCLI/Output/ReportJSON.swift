import Diagnostics
import Foundation
import RenderEngine
import TimelineModel

/// A finding as data.
struct FindingValue: Encodable {
    var code: String
    var severity: String
    var pointer: String
    var message: String

    init(_ finding: Finding) {
        code = finding.code.rawValue
        severity = finding.severity.rawValue
        pointer = finding.pointer
        message = finding.message
    }
}

/// JSON as every command prints it: indented or on one line, keys in order, slashes as they are.
enum JSONText {
    static func of(_ value: some Encodable, isIndented: Bool = true) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// `check --json`.
enum CheckJSON {
    private struct Document: Encodable {
        var draft: String
        var errors: Int
        var warnings: Int
        var findings: [FindingValue]
    }

    static func text(draft: String, findings: [Finding]) throws -> String {
        let errors = findings.filter { $0.severity == .error }.count
        return try JSONText.of(
            Document(
                draft: draft, errors: errors, warnings: findings.count - errors,
                findings: findings.map(FindingValue.init)))
    }
}

/// `render --report`.
enum ReportJSON {
    private struct Document: Encodable {
        struct Output: Encodable {
            var path: String
            var bytes: Int
            var width: Int
            var height: Int
            var frameRate: String
            var frames: Int
            var seconds: Double
            var samples: Int
            var encoding: String
            var loudness: Double?
        }
        struct Frames: Encodable {
            var composited: Int
            var reused: Int
            var cached: Int
        }
        struct Chunks: Encodable {
            var count: Int
            var cached: Int
            var isSoundCached: Bool
        }
        struct Seconds: Encodable {
            var total: Double
            var planning: Double
            var rendering: Double
            var assembling: Double
            var workerDecode: Double
            var workerComposite: Double
            var workerEncode: Double
            var sound: Double
        }

        var event = "done"
        var draft: String?
        var engine: String
        var output: Output
        var frames: Frames
        var chunks: Chunks
        var workers: Int
        var seconds: Seconds
        var peakMemoryBytes: Int
        var findings: [FindingValue]

        init(_ report: RenderReport, draft: String?, findings: [Finding]) {
            self.draft = draft
            engine = EngineVersion.identity
            output = Output(
                path: report.path, bytes: report.byteCount, width: report.size.width, height: report.size.height,
                frameRate: report.frameRate, frames: report.frameCount, seconds: report.durationSeconds,
                samples: report.sampleCount, encoding: report.encoding,
                loudness: report.loudnessLUFS)
            frames = Frames(
                composited: report.counts.composited, reused: report.counts.reused, cached: report.cachedFrames)
            chunks = Chunks(
                count: report.chunkCount, cached: report.cachedChunks, isSoundCached: report.isSoundCached)
            workers = report.workerCount
            let times = report.counts.times
            seconds = Seconds(
                total: report.totalSeconds, planning: report.planningSeconds, rendering: report.renderingSeconds,
                assembling: report.assemblingSeconds, workerDecode: WorkprintCLI.seconds(times.decode),
                workerComposite: WorkprintCLI.seconds(times.composite),
                workerEncode: WorkprintCLI.seconds(times.encode), sound: report.soundSeconds)
            peakMemoryBytes = report.peakMemoryBytes
            self.findings = findings.map(FindingValue.init)
        }
    }

    /// The report as an indented document.
    static func text(of report: RenderReport, draft: String, findings: [Finding]) throws -> String {
        try JSONText.of(Document(report, draft: draft, findings: findings + report.findings)) + "\n"
    }

    /// The report on one line, for `--progress json`.
    static func line(of report: RenderReport) throws -> String {
        try JSONText.of(Document(report, draft: nil, findings: report.findings), isIndented: false)
    }
}
