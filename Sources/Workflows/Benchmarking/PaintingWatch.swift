import Compositing
import MediaBuffers
import RenderEngine

/// Measures the frames that one compositor paints, layer by layer.
final class PaintingWatch: PaintingObserving {
    private var costs = PaintingCosts()
    private let onFrame: (PaintingCosts) -> Void

    private let compositor: Compositor
    private let pictures: SourcePictures
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// A watch on a compositor and the pictures that it paints. `onFrame` is told after each frame what they cost so far.
    init(_ compositor: Compositor, pictures: SourcePictures, onFrame: @escaping (PaintingCosts) -> Void) {
        self.onFrame = onFrame
        self.compositor = compositor
        self.pictures = pictures
        start = clock.now
    }

    /// Has a frame painted and measures it, unless it was equal to the one before.
    func observe(frame: Int, paint: () throws -> (canvas: Canvas, isReused: Bool)) throws {
        let painted = compositor.counts.composited
        compositor.willPaintLayer = { [self] place in costs.begin(layer: place, at: reading) }
        defer { compositor.willPaintLayer = nil }
        costs.begin(frame: frame, at: reading)
        _ = try paint()
        costs.end(isPainted: compositor.counts.composited > painted, at: reading)
        onFrame(costs)
    }

    private var reading: PaintingCosts.Reading {
        PaintingCosts.Reading(time: clock.now - start, decoding: pictures.decodeTime)
    }
}
