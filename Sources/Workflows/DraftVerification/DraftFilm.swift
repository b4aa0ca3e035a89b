import Compositing
import Foundation
import MediaBuffers
package import MediaTiming
package import OutputVerification
package import RenderEngine
import Threading
package import TimelineModel

/// The frames that a draft asks for, painted but not encoded: what an export of it is held against.
package final class DraftFilm: ReferenceFilm, @unchecked Sendable {
    package let size: CanvasSize
    package let frameRate: FrameRate
    package let frameCount: Int
    private let timeline: Timeline
    private let planner: TimelinePlanner
    private let stills = SharedStills()
    private let sprites = SharedSprites()
    private let cancellation: Cancellation
    /// Painted ahead by a thread of its own, a few frames at most.
    private let queue = FrameQueue(limit: 6)
    private var hasStarted = false
    private lazy var other = Compositor(
        planner: planner, pictures: SourcePictures(timeline: timeline, stills: stills, policy: .worker), shared: sprites
    )

    /// The frames of a timeline that was checked.
    package init(timeline source: Timeline, settings: RenderSettings, cancellation: Cancellation) throws(RenderFailure)
    {
        timeline = settings.timed(source)
        self.cancellation = cancellation
        size = try settings.outputSize(for: timeline.canvasSize)
        frameRate = timeline.frameRate
        frameCount = timeline.frameCount
        planner = TimelinePlanner(timeline: timeline, outputSize: size)
    }

    package func next() throws -> ReferenceFrame? {
        if !hasStarted {
            hasStarted = true
            try WorkerThread.start(named: "workprint painter") { [self] in queue.finish(Result { try paintAll() }) }
        }
        return try queue.take()
    }

    /// Ends painting ahead, where somebody stops before the last frame.
    package func stop() { queue.close() }

    private func paintAll() throws {
        let pictures = SourcePictures(timeline: timeline, stills: stills, policy: .worker)
        let compositor = Compositor(planner: planner, pictures: pictures, shared: sprites)
        let grid = ChunkGrid(frameRate: frameRate, frameCount: frameCount, frames: 0..<frameCount)
        var last: ReferenceFrame?
        for position in 0..<grid.chunkCount {
            let frames = grid.frames(ofChunkAt: position)
            pictures.keepOnly(frames.reduce(into: []) { $0.formUnion(planner.plan(frame: $1).assets) })
            for index in frames {
                try cancellation.check()
                let reused = compositor.counts.reused
                let canvas = try compositor.paint(planner.plan(frame: index))
                var frame: ReferenceFrame
                if compositor.counts.reused > reused, let last {
                    frame = ReferenceFrame(canvas: last.canvas, isRepeat: true, layers: last.layers)
                    // Equal pixels may come from another segment.
                    frame.layers = layers(of: compositor, frame: index)
                } else {
                    frame = ReferenceFrame(
                        canvas: compositor.paintedRects == nil ? canvas : canvas.copied(), isRepeat: false,
                        layers: layers(of: compositor, frame: index))
                }
                last = frame
                guard queue.put(frame) else { return }
            }
        }
    }

    private func layers(of compositor: Compositor, frame index: Int) -> [ExpectedLayer] {
        let whole = PixelRect(x: 0, y: 0, width: size.width, height: size.height)
        let segments = planner.segments(frame: index)
        let rects = compositor.paintedRects ?? segments.map { _ in whole }
        return zip(segments, rects).map { segments, rect in
            let isText = segments.contains { if case .text = $0.content { true } else { false } }
            return ExpectedLayer(
                kind: isText ? .text : segments.count > 1 ? .transition : .picture,
                segments: segments.map { ExpectedSegment(pointer: $0.pointer, name: $0.name) },
                rect: rect.intersection(whole))
        }
    }

    package func frame(_ index: Int, changing change: ReferenceChange?) throws -> ReferenceFrame? {
        var planner = planner
        if let change {
            guard let changed = timeline.changed(by: change) else { return nil }
            planner = TimelinePlanner(timeline: changed, outputSize: size)
        }
        let canvas = try other.paint(planner.plan(frame: index)).copied()
        return ReferenceFrame(
            canvas: canvas, isRepeat: false, layers: change == nil ? layers(of: other, frame: index) : [])
    }
}

/// Hands frames from the thread that paints them to the one that compares them.
private final class FrameQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var frames: [ReferenceFrame] = []
    private var result: Result<Void, any Error>?
    private var isClosed = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Waits for room; false where nobody wants more.
    func put(_ frame: ReferenceFrame) -> Bool {
        condition.withLock {
            while frames.count >= limit, !isClosed { condition.wait() }
            frames.append(frame)
            condition.broadcast()
            return !isClosed
        }
    }

    func finish(_ result: Result<Void, any Error>) {
        condition.withLock {
            self.result = result
            condition.broadcast()
        }
    }

    /// The next frame; nil at the end. Throws what painting threw.
    func take() throws -> ReferenceFrame? {
        try condition.withLock {
            while frames.isEmpty {
                if let result {
                    try result.get()
                    return nil
                }
                condition.wait()
            }
            condition.broadcast()
            return frames.removeFirst()
        }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }
}
