import MediaTiming
package import TimelineModel

/// The line that says what is on a timeline.
package enum TimelineSummary {
    /// Segments of a track that are all told; of more, the first ones are.
    private static let mostSegments = 8
    /// Tracks that are all told; of more, the first ones are.
    private static let mostTracks = 20
    /// Characters of a name that are told.
    private static let mostCharacters = 60

    /// One line, such as `Timeline (2 tracks): 1. Video: coffee (0-4s) 2. Title: "Urban Dreams" (0-3s)`. What would make it
    /// unreadable is only counted.
    package static func line(for timeline: Timeline) -> String {
        let count = timeline.tracks.count
        let told = count > mostTracks ? mostTracks - 1 : count
        var parts = ["Timeline (\(count) \(count == 1 ? "track" : "tracks")):"]
        for (index, track) in timeline.tracks.prefix(told).enumerated() {
            parts.append("\(index + 1). \(label(for: track, in: timeline)): \(list(of: track, in: timeline))")
        }
        if told < count { parts.append("… and \(count - told) more tracks") }
        return parts.joined(separator: " ")
    }

    private static func list(of track: Track, in timeline: Timeline) -> String {
        guard let last = track.segments.last else { return "(empty)" }
        let count = track.segments.count
        let told = count > mostSegments ? mostSegments - 2 : count
        var parts = track.segments.prefix(told).map { text(for: $0, of: track, in: timeline) }
        if told < count {
            let end = min(last.compositionRange.end, timeline.duration)
            parts.append("… and \(count - told) more (to \(tenths(end))s)")
        }
        return parts.joined(separator: ", ")
    }

    private static func shortened(_ name: String) -> String {
        name.count > mostCharacters ? name.prefix(mostCharacters - 1) + "…" : name
    }

    private static func label(for track: Track, in timeline: Timeline) -> String {
        switch track.kind {
        case .picture: return "Video"
        case .text: return "Title"
        case .sound:
            let isBed = track.segments.contains { segment in
                if case .sound(let sound) = segment.content { sound.loops || sound.ducking != nil } else { false }
            }
            let covered = track.segments.reduce(MediaTime.zero) { sum, segment in
                sum + (min(segment.compositionRange.end, timeline.duration) - segment.compositionRange.start)
            }
            return isBed || covered * Rational(5) >= timeline.duration * Rational(4) ? "BGM" : "Audio"
        }
    }

    private static func text(for segment: Segment, of track: Track, in timeline: Timeline) -> String {
        let range = segment.compositionRange
        let end = min(range.end, timeline.duration)
        var details = ["\(tenths(range.start))-\(tenths(end))s"]
        var name = shortened(firstLine(of: segment.name))
        switch segment.content {
        case .picture: break
        case .sound(let sound):
            if case .constant(let gain) = sound.envelope.gain {
                let percent = Int((gain * track.gain * 100).rounded())
                if percent != 100 { details.append("\(percent)%") }
            }
        case .text(let text): name = "\"\(shortened(firstLine(of: text.text)))\""
        }
        return "\(name) (\(details.joined(separator: ", ")))"
    }

    /// Seconds with at most one decimal; halves go up.
    private static func tenths(_ time: MediaTime) -> String {
        let tenths = time.nearestTick(atRate: 10)
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
