import MediaTiming
package import TimelineModel

/// How large a segment shows the pixels of its source, in canvas pixels for each pixel of the upright picture after
/// sample aspect.
package struct LayerMagnification: Hashable, Sendable {
    /// The most while the segment lasts, in the direction that is enlarged more.
    package let largest: Double

    /// Stretches between the frames of a segment that are looked at, beside those at keyframes.
    private static let instantCount = 16

    /// How large a segment of a timeline shows its source; nil where it is never seen or shows no file.
    package init?(of segment: Segment, in timeline: Timeline) {
        guard case .picture(let picture) = segment.content, case .asset(let id) = picture.source,
            let aspect = timeline[id].facts.picture?.sampleAspect.doubleValue, aspect > 0
        else { return nil }
        let planner = SegmentPlanner(segment: segment, timeline: timeline, outputScale: .identity)
        let range = segment.compositionRange
        let frames = timeline.frameRate.frames(in: range)
        guard !frames.isEmpty else { return nil }
        // Only at frames is every time sure to be exact.
        var seen = (0...Self.instantCount).map { frames.lowerBound + (frames.count - 1) * $0 / Self.instantCount }
        seen += picture.placement.turningTimes.prefix(1_000).map {
            min(frames.upperBound - 1, timeline.frameRate.firstFrame(atOrAfter: range.start + $0))
        }
        var largest = 0.0
        for frame in Set(seen) {
            let time = timeline.frameRate.time(ofFrame: frame)
            guard let share = planner.picture(at: time)?.placed.geometry.canvasPixelsPerSample else { continue }
            largest = max(largest, share.x / aspect, share.y)
        }
        guard largest > 0, largest.isFinite else { return nil }
        self.largest = largest
    }
}

extension Placement {
    /// The times of all keyframes that change a layer's size.
    fileprivate var turningTimes: [MediaTime] { scale.times + width.times + height.times }
}

extension Animated {
    /// The times of the keyframes.
    fileprivate var times: [MediaTime] {
        switch self {
        case .constant: []
        case .keyframes(let keyframes): keyframes.map(\.time)
        }
    }
}
