/// What frames cost, layer by layer; keeps the slowest. Whoever measures says what the clock shows.
package struct PaintingCosts {
    /// What the clocks show.
    package struct Reading: Sendable {
        /// Time that has passed.
        package var time: Duration
        /// Time that has been spent in decoding.
        package var decoding: Duration

        /// A reading of both clocks.
        package init(time: Duration, decoding: Duration) {
            self.time = time
            self.decoding = decoding
        }
    }

    /// What one frame took.
    package struct Cost: Sendable {
        /// The frame's number.
        package var frame: Int
        /// Time for painting, decoding left out.
        package var compositing: Duration = .zero
        /// Time for reading and decoding.
        package var decoding: Duration = .zero
        /// Place of the layer that took the longest to paint, and how long.
        package var slowestLayer: (place: Int, compositing: Duration)?
    }

    /// The slowest frames, at most ten, the slowest first; of equal ones the earlier first.
    package private(set) var slowest: [Cost] = []

    private static let limit = 10
    private var cost = Cost(frame: 0)
    private var mark = Reading(time: .zero, decoding: .zero)
    private var layer: Int?

    /// No frame yet.
    package init() {}

    /// A frame begins.
    package mutating func begin(frame: Int, at reading: Reading) {
        cost = Cost(frame: frame)
        layer = nil
        mark = reading
    }

    /// The next layer of the frame begins.
    package mutating func begin(layer place: Int, at reading: Reading) {
        close(at: reading)
        layer = place
    }

    /// The frame ends. One that was equal to the one before is not kept.
    package mutating func end(isPainted: Bool, at reading: Reading) {
        close(at: reading)
        guard isPainted else { return }
        let place = slowest.firstIndex { $0.compositing < cost.compositing } ?? slowest.count
        guard place < Self.limit else { return }
        slowest.insert(cost, at: place)
        if slowest.count > Self.limit { slowest.removeLast() }
    }

    /// Ends the stretch that began with the layer before, or with the frame.
    private mutating func close(at reading: Reading) {
        let decoding = reading.decoding - mark.decoding
        let compositing = reading.time - mark.time - decoding
        cost.compositing += compositing
        cost.decoding += decoding
        if let layer, compositing > cost.slowestLayer?.compositing ?? .zero {
            cost.slowestLayer = (layer, compositing)
        }
        mark = reading
    }
}
