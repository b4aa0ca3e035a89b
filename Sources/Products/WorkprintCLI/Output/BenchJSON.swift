import Benchmarking
import PlainReports
import RenderEngine
import TimelineModel

/// `bench --json`.
enum BenchJSON {
    private struct Document: Encodable {
        struct Kernel: Encodable {
            var kernel: String
            var variant: String
            var isSelected: Bool
            var nanosecondsPerPixel: Double
            var gigabytesPerSecond: Double
        }
        var engine: String
        var workers: Int
        var kernels: [Kernel]
        var drafts: [DraftValue]
    }

    private struct DraftValue: Encodable {
        struct Composite: Encodable {
            var workers: Int
            var framesPerSecond: Double
            var seconds: Double
            var composited: Int
            var reused: Int
            var decodeSeconds: Double
            var compositeSeconds: Double
        }
        struct Render: Encodable {
            var workers: Int
            var framesPerSecond: Double
            var timesRealTime: Double
            var seconds: Double
            var decodeSeconds: Double
            var compositeSeconds: Double
            var encodeSeconds: Double
            var soundSeconds: Double
            var encoding: String
        }
        struct Segment: Encodable {
            var pointer: String
            var id: String
            var name: String
        }
        struct Slow: Encodable {
            var frame: Int
            var seconds: Double
            var compositeMilliseconds: Double
            var decodeMilliseconds: Double
            var layerMilliseconds: Double?
            var segments: [Segment]
        }
        var name: String
        var title: String?
        var width: Int
        var height: Int
        var frameRate: String
        var frames: Int
        var seconds: Double
        var composite: [Composite]
        var render: Render
        var slowFrames: [Slow]

        init(_ draft: BenchResult.Draft) {
            let measurement = draft.measurement
            name = draft.name
            title = draft.title
            width = measurement.size.width
            height = measurement.size.height
            frameRate = measurement.render.frameRate
            frames = measurement.frameCount
            seconds = measurement.durationSeconds
            composite = measurement.compositing.map {
                Composite(
                    workers: $0.workerCount, framesPerSecond: $0.framesPerSecond, seconds: $0.seconds,
                    composited: $0.counts.composited, reused: $0.counts.reused,
                    decodeSeconds: RenderEngine.seconds($0.counts.times.decode),
                    compositeSeconds: RenderEngine.seconds($0.counts.times.composite))
            }
            let times = measurement.render.counts.times
            render = Render(
                workers: measurement.render.workerCount, framesPerSecond: measurement.renderedFramesPerSecond,
                timesRealTime: measurement.realTimeFactor, seconds: measurement.render.times.total,
                decodeSeconds: RenderEngine.seconds(times.decode),
                compositeSeconds: RenderEngine.seconds(times.composite),
                encodeSeconds: RenderEngine.seconds(times.encode), soundSeconds: measurement.render.times.sound,
                encoding: measurement.render.encoding)
            slowFrames = measurement.slowFrames.map { frame in
                Slow(
                    frame: frame.frame, seconds: frame.seconds,
                    compositeMilliseconds: RenderEngine.seconds(frame.compositing) * 1e3,
                    decodeMilliseconds: RenderEngine.seconds(frame.decoding) * 1e3,
                    layerMilliseconds: frame.slowestLayer.map { RenderEngine.seconds($0.compositing) * 1e3 },
                    segments: frame.slowestLayer?.segments.map {
                        Segment(pointer: $0.pointer, id: $0.id, name: $0.name)
                    } ?? [])
            }
        }
    }

    static func text(of result: BenchResult) throws -> String {
        try JSONText.of(
            Document(
                engine: EngineVersion.identity, workers: result.workerCount,
                kernels: result.kernels.map {
                    Document.Kernel(
                        kernel: $0.kernel, variant: $0.variant, isSelected: $0.isSelected,
                        nanosecondsPerPixel: $0.nanosecondsPerPixel, gigabytesPerSecond: $0.gigabytesPerSecond)
                },
                drafts: result.drafts.map(DraftValue.init)))
    }
}
