package import TimelineModel

extension MixPlan {
    /// For each sound of the plan of a timeline, the position of its track in `Timeline.tracks`.
    package static func trackPositions(of timeline: Timeline) -> [Int] {
        timeline.tracks.indices.filter { !timeline.tracks[$0].isMuted && timeline.tracks[$0].gain > 0 }.flatMap {
            position in
            let track = timeline.tracks[position]
            return track.segments.indices.compactMap {
                PlacedSound(segmentAt: $0, on: track, of: timeline) == nil ? nil : position
            }
        }
    }
}
