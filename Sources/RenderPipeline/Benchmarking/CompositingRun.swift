import Compositing
import Foundation
import MediaBuffers

/// Paints a plan's frames without encoding them, on any number of threads.
final class CompositingRun: @unchecked Sendable {
    private let plan: RenderPlan
    private let cancellation: Cancellation
    private let onFrame: (@Sendable (_ frame: Int, _ canvas: Canvas, _ isReused: Bool) throws -> Void)?
    private let stills = SharedStills()
    private let sprites = SharedSprites()
    private let lock = NSLock()
    private var counts = WorkCounts()
    private var failure: (any Error)?

    /// The slowest frames of the run. Only a run of one worker knows them.
    private(set) var slowest: [PaintingCosts.Cost] = []

    /// `onFrame` sees each frame on the thread that painted it, with whether it is the same as the frame with the number
    /// before, which that thread showed then. Such a run is not watched for slow frames.
    init(
        plan: RenderPlan, cancellation: Cancellation,
        onFrame: (@Sendable (_ frame: Int, _ canvas: Canvas, _ isReused: Bool) throws -> Void)? = nil
    ) {
        self.plan = plan
        self.cancellation = cancellation
        self.onFrame = onFrame
    }

    /// Paints every frame once, with nothing prepared. Throws what the sources throw, and when cancelled.
    func measure(workerCount: Int) throws -> DraftMeasurement.Compositing {
        let clock = ContinuousClock()
        let start = clock.now
        let count = min(workerCount, plan.grid.chunkCount)
        let schedule = ChunkSchedule(
            chunks: (0..<plan.grid.chunkCount).map { ($0, plan.grid.frames(ofChunkAt: $0).count) }, workerCount: count)
        let group = DispatchGroup()
        for worker in 0..<count {
            group.enter()
            let thread = Thread {
                do {
                    try self.work(worker, schedule, isWatched: workerCount == 1 && self.onFrame == nil)
                } catch {
                    self.lock.withLock { if self.failure == nil { self.failure = error } }
                }
                group.leave()
            }
            thread.name = "workprint \(worker)"
            // Decoders and the text stack want more than the half megabyte that threads get otherwise.
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        if let failure { throw failure }
        return DraftMeasurement.Compositing(
            workerCount: workerCount, seconds: seconds(clock.now - start), counts: counts)
    }

    private func work(_ worker: Int, _ schedule: ChunkSchedule, isWatched: Bool) throws {
        let pictures = SourcePictures(timeline: plan.timeline, stills: stills)
        let compositor = Compositor(planner: plan.planner, pictures: pictures, shared: sprites)
        let watch = isWatched ? PaintingWatch(compositor, pictures: pictures) : nil
        let clock = ContinuousClock()
        var painting: Duration = .zero
        while lock.withLock({ failure == nil }), let position = schedule.next(for: worker) {
            let frames = plan.grid.frames(ofChunkAt: position)
            pictures.keepOnly(frames.reduce(into: []) { $0.formUnion(plan.planner.plan(frame: $1).assets) })
            for frame in frames {
                try cancellation.check()
                let start = clock.now
                let framePlan = plan.planner.plan(frame: frame)
                if let watch {
                    try watch.measure(frame: frame) { _ = try compositor.paint(framePlan) }
                } else {
                    let reused = compositor.counts.reused
                    let canvas = try compositor.paint(framePlan)
                    painting += clock.now - start
                    try onFrame?(frame, canvas, compositor.counts.reused > reused && frame > frames.lowerBound)
                    continue
                }
                painting += clock.now - start
            }
        }
        let times = StageTimes(decode: pictures.decodeTime, composite: painting - pictures.decodeTime)
        lock.withLock {
            counts =
                counts
                + WorkCounts(
                    composited: compositor.counts.composited, reused: compositor.counts.reused, times: times)
            if let watch { slowest = watch.costs.slowest }
        }
    }
}
