import Foundation
import MediaBuffers
import MediaTiming
package import TimelineModel

/// The table of `inspect`.
package enum InspectTable {
    /// Tracks and segments, one line each, in columns.
    package static func text(of timeline: Timeline) -> String {
        var rows: [[String]] = [["track", "segment", "from", "to", "what", "source", "details"]]
        for (index, track) in timeline.tracks.enumerated() {
            for segment in track.segments {
                let description = SegmentDescription(segment, track: track, timeline: timeline)
                rows.append([
                    "\(index + 1) \(track.kindName)", segment.id, description.start, description.end, segment.name,
                    description.source, description.details,
                ])
            }
            if track.segments.isEmpty { rows.append(["\(index + 1) \(track.kindName)", "–", "", "", "", "", "empty"]) }
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let size = "\(timeline.canvasSize.width)x\(timeline.canvasSize.height)"
        let head =
            "\(size) at \(timeline.frameRate), \(format(timeline.duration.doubleValue, 3)) s, "
            + "\(timeline.frameCount) frames"
        let lines = rows.map { row in
            row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        return ([head] + lines).joined(separator: "\n")
    }
}

/// What a segment is, in words.
package struct SegmentDescription {
    var start: String
    var end: String
    var source: String
    var details: String

    init(_ segment: Segment, track: Track, timeline: Timeline) {
        start = format(segment.compositionRange.start.doubleValue, 3)
        end = format(segment.compositionRange.end.doubleValue, 3)
        var notes: [String] = []
        if track.isHidden { notes.append("hidden") }
        if track.isMuted { notes.append("muted") }
        if let transition = segment.transition {
            notes.append("\(transition.kind.name) \(format(transition.duration.doubleValue, 3)) s")
        }
        switch segment.content {
        case .picture(let picture):
            switch picture.source {
            case .color(let color):
                source = String(format: "#%02x%02x%02x", color.red, color.green, color.blue)
            case .asset(let id):
                source = Self.facts(timeline[id])
                if timeline[id].facts.kind == .video {
                    notes.append(Self.stretch(picture.sourceRange))
                    notes.append(picture.sound == nil ? "silent" : "with sound")
                }
            }
            if picture.playbackRate != .one { notes.append("\(format(picture.playbackRate.doubleValue, 2))× speed") }
            notes.append(picture.contentMode.rawValue)
        case .sound(let sound):
            source = Self.facts(timeline[sound.asset])
            notes.append(Self.stretch(sound.sourceRange))
            if sound.playbackRate != .one { notes.append("\(format(sound.playbackRate.doubleValue, 2))× speed") }
            if sound.loops { notes.append("loops") }
        case .text(let text):
            source = "text"
            notes.append("\(format(text.style.size, 0)) px")
        }
        details = notes.joined(separator: ", ")
    }

    private static func stretch(_ range: TimeRange) -> String {
        "source \(format(range.start.doubleValue, 3))–\(format(range.end.doubleValue, 3)) s"
    }

    private static func facts(_ asset: Asset) -> String {
        var parts = [asset.facts.format]
        if let picture = asset.facts.picture { parts.append("\(picture.width)x\(picture.height)") }
        if let sound = asset.facts.sound { parts.append("\(sound.sampleRate) Hz \(sound.channelCount) ch") }
        return parts.joined(separator: " ")
    }
}

extension Track {
    /// The kind in a word.
    var kindName: String {
        switch kind {
        case .picture: "video"
        case .sound: "audio"
        case .text: "text"
        }
    }
}
