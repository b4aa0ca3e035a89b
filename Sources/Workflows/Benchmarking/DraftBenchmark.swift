import Compositing
import DraftLoading
package import Foundation
import MediaTiming
package import RenderEngine
import Synchronization
package import TimelineModel

/// Measures how fast a timeline is painted and rendered on this machine.
package struct DraftBenchmark {
    /// What is being done.
    package enum Step: Sendable {
        /// Frames are painted by a number of workers.
        case compositing(workerCount: Int)
        /// The film is rendered.
        case rendering
    }

    private let timeline: Timeline
    private let settings: RenderSettings

    /// A benchmark of a timeline that was checked. A cache that the settings name is not used.
    package init(timeline: Timeline, settings: RenderSettings) {
        self.timeline = timeline
        var uncached = settings
        uncached.cacheDirectory = nil
        self.settings = uncached
    }

    /// Paints the frames with one worker and with all, then renders them to a file in `folder`, which is removed.
    ///
    /// Blocks the calling thread. `onStep` is called there.
    package func measure(
        in folder: URL, cancellation: Cancellation, onStep: (Step) -> Void = { _ in }
    ) throws(RenderFailure) -> DraftMeasurement {
        let plan = try RenderPlan(timeline: timeline, settings: settings)
        var compositing: [DraftMeasurement.Compositing] = []
        var slowFrames: [SlowFrame] = []
        for workerCount in Set([1, settings.workerCount]).sorted() {
            onStep(.compositing(workerCount: workerCount))
            let run = PaintingRun(plan: plan, cancellation: cancellation)
            do {
                let slowest = Mutex<[PaintingCosts.Cost]>([])
                let result = try run.paint(workerCount: workerCount) { compositor, pictures in
                    PaintingWatch(compositor, pictures: pictures) { costs in slowest.withLock { $0 = costs.slowest } }
                }
                compositing.append(
                    DraftMeasurement.Compositing(
                        workerCount: workerCount, seconds: result.seconds, counts: result.counts))
                if workerCount == 1 { slowFrames = slowest.withLock { $0 }.map { Self.slowFrame($0, plan: plan) } }
            } catch {
                throw RenderFailure(error, rendering: timeline)
            }
        }
        onStep(.rendering)
        let output = folder.appending(path: "benchmark.mp4")
        defer { try? FileManager.default.removeItem(at: output) }
        let report = try Renderer(timeline: timeline, settings: settings).render(
            to: output.path, cancellation: cancellation)
        return DraftMeasurement(
            size: plan.planner.outputSize, frameRate: "\(plan.timeline.frameRate)", frameCount: plan.grid.frames.count,
            durationSeconds: report.durationSeconds, compositing: compositing, render: report, slowFrames: slowFrames)
    }

    private static func slowFrame(_ cost: PaintingCosts.Cost, plan: RenderPlan) -> SlowFrame {
        let layers = plan.planner.segments(frame: cost.frame)
        let slowest = cost.slowestLayer.flatMap { layer in
            layers.indices.contains(layer.place)
                ? SlowFrame.Layer(segments: layers[layer.place], compositing: layer.compositing) : nil
        }
        return SlowFrame(
            frame: cost.frame, seconds: plan.timeline.frameRate.time(ofFrame: cost.frame).doubleValue,
            compositing: cost.compositing, decoding: cost.decoding, slowestLayer: slowest)
    }
}
