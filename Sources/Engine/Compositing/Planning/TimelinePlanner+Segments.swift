import MediaTiming
package import TimelineModel

extension TimelinePlanner {
    /// The segments that each layer of a frame's plan comes from, in the order of `plan(frame:).layers`: one, or while a
    /// transition lasts the outgoing and the incoming one, of which a side that is not seen is left out.
    ///
    /// Plans do not name their segments, because a frame's pixels do not depend on who asked for them.
    package func segments(frame index: Int) -> [[Segment]] {
        let time = timeline.frameRate.time(ofFrame: index)
        var found: [(layer: LayerPlan, segments: [Segment])] = []
        for track in pictures {
            for layer in layers(of: track, at: time) {
                found.append((layer, Self.segments(of: track, behind: layer, at: time)))
            }
        }
        let lowest = found.lastIndex { covers($0.layer) } ?? 0
        return found[lowest...].map(\.segments)
    }

    private static func segments(
        of track: [SegmentPlanner], behind layer: LayerPlan, at time: MediaTime
    ) -> [Segment] {
        guard let current = track.lastIndex(where: { $0.segment.compositionRange.start <= time }) else { return [] }
        let incoming = track[current]
        guard let transition = incoming.segment.transition, current > 0,
            time - incoming.segment.compositionRange.start < transition.duration
        else { return [incoming.segment] }
        let seen = Set(layer.pictures)
        let sides = [track[current - 1], incoming].filter { side in side.picture(at: time).map(seen.contains) ?? false }
        return sides.isEmpty ? [incoming.segment] : sides.map(\.segment)
    }
}
