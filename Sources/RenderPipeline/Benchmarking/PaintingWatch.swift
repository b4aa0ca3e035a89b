import Compositing

/// Measures the frames that one compositor paints, layer by layer, and keeps the slowest.
final class PaintingWatch {
    /// What one frame took.
    struct Cost {
        var frame: Int
        var compositing: Duration = .zero
        var decoding: Duration = .zero
        /// Place of the layer that took the longest to paint, and how long.
        var slowestLayer: (place: Int, compositing: Duration)?
    }

    /// The slowest frames, the slowest first.
    private(set) var slowest: [Cost] = []

    private static let limit = 10
    private let compositor: Compositor
    private let pictures: SourcePictures
    private let clock = ContinuousClock()
    private var mark: (time: ContinuousClock.Instant, decoding: Duration)
    private var layer: Int?
    private var cost = Cost(frame: 0)

    /// A watch on a compositor and the pictures that it paints.
    init(_ compositor: Compositor, pictures: SourcePictures) {
        self.compositor = compositor
        self.pictures = pictures
        mark = (clock.now, .zero)
    }

    /// Paints a frame by `paint` and measures it, unless it was equal to the one before.
    func measure(frame: Int, paint: () throws -> Void) rethrows {
        let painted = compositor.counts.composited
        compositor.willPaintLayer = { [self] place in
            close()
            layer = place
        }
        defer { compositor.willPaintLayer = nil }
        cost = Cost(frame: frame)
        layer = nil
        mark = (clock.now, pictures.decodeTime)
        try paint()
        close()
        if compositor.counts.composited > painted { keep() }
    }

    /// Ends the stretch that began with the layer before, or with the frame.
    private func close() {
        let now = (time: clock.now, decoding: pictures.decodeTime)
        let decoding = now.decoding - mark.decoding
        let compositing = now.time - mark.time - decoding
        cost.compositing += compositing
        cost.decoding += decoding
        if let layer, compositing > cost.slowestLayer?.compositing ?? .zero {
            cost.slowestLayer = (layer, compositing)
        }
        mark = now
    }

    private func keep() {
        let place = slowest.firstIndex { $0.compositing < cost.compositing } ?? slowest.count
        guard place < Self.limit else { return }
        slowest.insert(cost, at: place)
        if slowest.count > Self.limit { slowest.removeLast() }
    }
}
