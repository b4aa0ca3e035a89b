package import Compositing
package import MediaBuffers
import Synchronization
import Threading

/// Looks on while the frames of one worker are painted, on the thread that paints them.
package protocol PaintingObserving: AnyObject {
    /// Has a frame painted by `paint`, once, and looks at what comes of it: the canvas, and whether it is the same as that
    /// of the frame with the number before, which was seen then.
    func observe(frame: Int, paint: () throws -> (canvas: Canvas, isReused: Bool)) throws
}

/// Paints a plan's frames without encoding them, on any number of threads.
package final class PaintingRun: Sendable {
    /// Makes the observer of one worker.
    package typealias ObserverMaker = @Sendable (Compositor, SourcePictures) -> any PaintingObserving

    /// What a run did.
    package struct Result: Sendable {
        /// Seconds of wall time.
        package var seconds: Double
        /// What was painted.
        package var counts: WorkCounts
    }

    private let plan: RenderPlan
    private let cancellation: Cancellation
    private let stills = SharedStills()
    private let sprites = SharedSprites()
    private let counts = Mutex(WorkCounts())

    /// A run that has not begun.
    package init(plan: RenderPlan, cancellation: Cancellation) {
        self.plan = plan
        self.cancellation = cancellation
    }

    /// Paints every frame once, with nothing prepared. Throws what the sources and observers throw, and when cancelled.
    package func paint(workerCount: Int, observer: @escaping ObserverMaker) throws -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let count = min(workerCount, plan.grid.chunkCount)
        let schedule = ChunkSchedule(
            chunks: (0..<plan.grid.chunkCount).map { ($0, plan.grid.frames(ofChunkAt: $0).count) }, workerCount: count)
        let group = WorkerGroup()
        for worker in 0..<count {
            group.start(named: "workprint \(worker)") { [self] in
                try work(worker, schedule, observer) { group.hasFailed }
            }
        }
        try group.wait()
        return Result(seconds: RenderEngine.seconds(clock.now - start), counts: counts.withLock { $0 })
    }

    private func work(
        _ worker: Int, _ schedule: ChunkSchedule, _ observer: ObserverMaker, isStopped: () -> Bool
    ) throws {
        let pictures = SourcePictures(timeline: plan.timeline, stills: stills, policy: .worker)
        let compositor = Compositor(planner: plan.planner, pictures: pictures, shared: sprites)
        let observer = observer(compositor, pictures)
        let clock = ContinuousClock()
        var painting: Duration = .zero
        while let position = schedule.next(for: worker) {
            let frames = plan.grid.frames(ofChunkAt: position)
            pictures.keepOnly(frames.reduce(into: []) { $0.formUnion(plan.planner.plan(frame: $1).assets) })
            for frame in frames {
                try cancellation.check()
                if isStopped() { return }
                try observer.observe(frame: frame) {
                    let start = clock.now
                    let reused = compositor.counts.reused
                    let canvas = try compositor.paint(plan.planner.plan(frame: frame))
                    painting += clock.now - start
                    return (canvas, compositor.counts.reused > reused && frame > frames.lowerBound)
                }
            }
        }
        let own = WorkCounts(
            composited: compositor.counts.composited, reused: compositor.counts.reused,
            times: StageTimes(decode: pictures.decodeTime, composite: painting - pictures.decodeTime))
        counts.withLock { $0 = $0 + own }
    }
}
