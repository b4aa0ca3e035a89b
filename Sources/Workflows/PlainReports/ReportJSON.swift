import Foundation
package import RenderEngine
package import TimelineModel

/// `render --report`.
package enum ReportJSON {
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
            var repeated: Int
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
                composited: report.counts.composited, reused: report.counts.reused, cached: report.cachedFrames,
                repeated: report.repeatedFrames)
            chunks = Chunks(
                count: report.chunkCount, cached: report.cachedChunks, isSoundCached: report.isSoundCached)
            workers = report.workerCount
            let times = report.counts.times
            seconds = Seconds(
                total: report.times.total, planning: report.times.planning, rendering: report.times.rendering,
                assembling: report.times.assembling, workerDecode: RenderEngine.seconds(times.decode),
                workerComposite: RenderEngine.seconds(times.composite),
                workerEncode: RenderEngine.seconds(times.encode), sound: report.times.sound)
            peakMemoryBytes = report.peakMemoryBytes
            self.findings = findings.map(FindingValue.init)
        }
    }

    /// The report as an indented document.
    package static func text(of report: RenderReport, draft: String, findings: [Finding]) throws -> String {
        try JSONText.of(Document(report, draft: draft, findings: findings + report.findings)) + "\n"
    }

    /// The report on one line, for `--progress json`.
    package static func line(of report: RenderReport) throws -> String {
        try JSONText.of(Document(report, draft: nil, findings: report.findings), isIndented: false)
    }
}
