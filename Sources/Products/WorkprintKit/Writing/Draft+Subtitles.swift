import DraftWriting
import TimelineModel

/// A subtitle format.
public enum SubtitleFormat: String, Sendable, Hashable, CaseIterable {
    /// SubRip.
    case srt
    /// WebVTT.
    case vtt
}

extension Draft {
    /// The draft's texts as a subtitle file; nil where none is seen. `tracks` are positions counted from 0; without them
    /// all text tracks are written but the hidden ones. Throws where the draft has errors or a track is no text track.
    public func subtitles(_ format: SubtitleFormat, tracks: Set<Int>? = nil) throws(WorkprintError) -> String? {
        let timeline = try renderableTimeline()
        for track in (tracks ?? []).sorted() {
            guard timeline.tracks.indices.contains(track) else {
                throw .badRequest("--track \(track + 1): the draft has \(timeline.tracks.count) tracks, counted from 1")
            }
            guard timeline.tracks[track].kind == .text else {
                throw .badRequest("--track \(track + 1): that is no text track")
            }
        }
        let cues = SubtitleWriter.cues(of: timeline, tracks: tracks)
        guard !cues.isEmpty else { return nil }
        return SubtitleWriter.text(of: cues, format: format == .srt ? .srt : .vtt)
    }
}
