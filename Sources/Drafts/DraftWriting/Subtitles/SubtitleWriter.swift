package import DraftFormat
import MediaTiming
package import TimelineModel

/// Writes the texts of a timeline as subtitles.
package enum SubtitleWriter {
    /// A subtitle format.
    package enum Format: String, Sendable, CaseIterable {
        /// SubRip.
        case srt
        /// WebVTT (W3C).
        case vtt
    }

    /// What is read of a timeline: at every instant the texts that are seen, the highest on the canvas first.
    ///
    /// Texts of the same time share a cue, so cues never overlap, which not every player can show. Times are the exact ones,
    /// rounded to milliseconds. `tracks` are places in `Timeline.tracks`; nil takes all text tracks that are not hidden.
    package static func cues(of timeline: Timeline, tracks: Set<Int>? = nil) -> [SubtitleCue] {
        var entries: [Entry] = []
        for (index, track) in timeline.tracks.enumerated() where track.kind == .text {
            guard tracks?.contains(index) ?? !track.isHidden else { continue }
            for segment in track.segments {
                guard case .text(let text) = segment.content else { continue }
                let start = segment.compositionRange.start.nearestTick(atRate: 1_000)
                let end = min(segment.compositionRange.end, timeline.duration).nearestTick(atRate: 1_000)
                let lines = self.lines(of: text.text)
                guard start < end, !lines.isEmpty else { continue }
                let height = text.placement.y.value(at: .zero)
                entries.append(Entry(start: start, end: end, text: lines, height: height, order: entries.count))
            }
        }
        return flattened(entries)
    }

    private struct Entry {
        var start: Int64
        var end: Int64
        var text: String
        var height: Double
        var order: Int
    }

    /// One cue for each stretch in which the same texts are seen.
    private static func flattened(_ entries: [Entry]) -> [SubtitleCue] {
        let sorted = entries.sorted { ($0.start, $0.order) < ($1.start, $1.order) }
        let instants = Set(entries.flatMap { [$0.start, $0.end] }).sorted()
        var cues: [SubtitleCue] = []
        var seen: [Entry] = []
        var next = 0
        for (start, end) in zip(instants, instants.dropFirst()) {
            seen.removeAll { $0.end <= start }
            while next < sorted.count, sorted[next].start == start {
                seen.append(sorted[next])
                next += 1
            }
            guard !seen.isEmpty else { continue }
            let text = seen.sorted { ($0.height, $0.order) < ($1.height, $1.order) }.map(\.text).joined(separator: "\n")
            if let last = cues.last, last.end == start, last.text == text {
                // Two texts that say the same one after the other stay two cues only if they are two segments.
                if seen.count == 1, seen[0].start == start {
                    cues.append(SubtitleCue(start: start, end: end, text: text))
                } else {
                    cues[cues.count - 1].end = end
                }
            } else {
                cues.append(SubtitleCue(start: start, end: end, text: text))
            }
        }
        return cues
    }

    /// A text without empty lines, which would end its cue.
    private static func lines(of text: String) -> String {
        text.split(whereSeparator: \.isNewline).filter { line in line.contains { !$0.isWhitespace } }
            .joined(separator: "\n")
    }

    /// The text of a subtitle file.
    package static func text(of cues: [SubtitleCue], format: Format) -> String {
        let blocks = cues.enumerated().map { index, cue in
            let times = "\(time(cue.start, format)) --> \(time(cue.end, format))"
            return "\(index + 1)\n\(times)\n\(body(cue.text, format))\n"
        }
        let head = format == .vtt ? "WEBVTT\n\n" : ""
        return head + blocks.joined(separator: "\n")
    }

    private static func time(_ milliseconds: Int64, _ format: Format) -> String {
        func digits(_ value: Int64, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let seconds = milliseconds / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }.joined(separator: ":")
        return clock + (format == .vtt ? "." : ",") + digits(milliseconds % 1_000, 3)
    }

    /// WebVTT has character references for what would be a tag; SubRip has none, so a text stands there as it is.
    private static func body(_ text: String, _ format: Format) -> String {
        guard format == .vtt else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
