import MediaTiming
package import TimelineModel

/// The line that says what is on a timeline.
package enum TimelineSummary {
    /// One line, such as `Timeline (2 tracks): 1. Video: coffee (0-4s) 2. Title: "Urban Dreams" (0-3s)`.
    package static func line(for timeline: Timeline) -> String {
        let tracks = timeline.tracks.enumerated().map { index, track in
            let segments = track.segments.map { text(for: $0, of: track, in: timeline) }
            let list = segments.isEmpty ? "(empty)" : segments.joined(separator: ", ")
            return "\(index + 1). \(label(for: track, in: timeline)): \(list)"
        }
        let count = timeline.tracks.count
        return (["Timeline (\(count) \(count == 1 ? "track" : "tracks")):"] + tracks).joined(separator: " ")
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
        var name = firstLine(of: segment.name)
        switch segment.content {
        case .picture: break
        case .sound(let sound):
            if case .constant(let gain) = sound.envelope.gain {
                let percent = Int((gain * track.gain * 100).rounded())
                if percent != 100 { details.append("\(percent)%") }
            }
        case .text(let text): name = "\"\(firstLine(of: text.text))\""
        }
        return "\(name) (\(details.joined(separator: ", ")))"
    }

    /// Seconds with at most one decimal; halves go up.
    private static func tenths(_ time: MediaTime) -> String {
        let tenths = time.nearestTick(atRate: 10)
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
