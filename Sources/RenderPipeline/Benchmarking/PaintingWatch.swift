import Compositing

/// Measures the frames that one compositor paints, layer by layer.
final class PaintingWatch {
    /// What the frames cost.
    private(set) var costs = PaintingCosts()

    private let compositor: Compositor
    private let pictures: SourcePictures
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// A watch on a compositor and the pictures that it paints.
    init(_ compositor: Compositor, pictures: SourcePictures) {
        self.compositor = compositor
        self.pictures = pictures
        start = clock.now
    }

    /// Paints a frame by `paint` and measures it, unless it was equal to the one before.
    func measure(frame: Int, paint: () throws -> Void) rethrows {
        let painted = compositor.counts.composited
        compositor.willPaintLayer = { [self] place in costs.begin(layer: place, at: reading) }
        defer { compositor.willPaintLayer = nil }
        costs.begin(frame: frame, at: reading)
        try paint()
        costs.end(isPainted: compositor.counts.composited > painted, at: reading)
    }

    private var reading: PaintingCosts.Reading {
        PaintingCosts.Reading(time: clock.now - start, decoding: pictures.decodeTime)
    }
}
