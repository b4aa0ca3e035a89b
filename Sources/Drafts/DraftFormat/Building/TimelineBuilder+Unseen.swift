import Diagnostics
import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// Samples of the sound per second.
    private static let sampleRate: Int64 = 48_000

    /// Reports what is never seen or heard, and gaps that nobody means.
    func reportUnseen(_ tracks: [PlacedTrack], duration: MediaTime) {
        if reportSeconds(tracks, duration: duration) { return }
        for track in tracks {
            switch track.track.kind {
            case .picture where !track.track.isHidden, .text where !track.track.isHidden:
                reportUnseen(track, duration: duration) { isSeen($0, until: min($1, duration)) }
            case .sound where !track.track.isMuted:
                reportUnseen(track, duration: duration) { isHeard($0, until: min($1, duration)) }
            case .picture, .text, .sound: break
            }
            if track.track.kind == .picture, !track.track.isHidden { reportGaps(track, duration: duration) }
        }
    }

    private func isSeen(_ start: MediaTime, until end: MediaTime) -> Bool {
        shownRate.firstFrame(atOrAfter: start) < shownRate.firstFrame(atOrAfter: end)
    }

    private func isHeard(_ start: MediaTime, until end: MediaTime) -> Bool {
        start.firstTick(atRate: Self.sampleRate) < end.firstTick(atRate: Self.sampleRate)
    }

    private func reportUnseen(
        _ track: PlacedTrack, duration: MediaTime, _ isThere: (_ start: MediaTime, _ end: MediaTime) -> Bool
    ) {
        let segments = track.segments
        let unseen = segments.indices.filter { index in
            guard segments[index].segment != nil, !segments[index].isGuessed else { return false }
            // While a transition lasts the one before it is still there.
            let after = index + 1 < segments.count ? segments[index + 1].segment?.transition?.duration : nil
            return !isThere(segments[index].range.start, segments[index].range.end + (after ?? .zero))
        }.map { segments[$0] }
        for segment in unseen where !segment.isCue {
            log.warning(.segmentUnseen, at: segment.field, reason(of: segment, track.track.kind, duration: duration))
        }
        let cues = Dictionary(grouping: unseen.filter(\.isCue), by: \.index)
        guard !cues.isEmpty else { return }
        let counts = segments.reduce(into: [:]) { counts, segment in counts[segment.index, default: 0] += 1 }
        for (place, cues) in cues.sorted(by: { $0.key < $1.key }) {
            log.warning(
                .segmentUnseen, at: cues[0].field,
                "has \(grouped(cues.count)) of \(grouped(counts[place] ?? 0)) cues that no frame shows; the first one "
                    + reason(of: cues[0], .text, duration: duration))
        }
    }

    private func reason(of segment: PlacedSegment, _ kind: Track.Kind, duration: MediaTime) -> String {
        let (start, end) = (segment.range.start, segment.range.end)
        let outcome = kind == .sound ? "it is not heard" : "no frame shows it"
        guard start < duration else {
            return "starts at \(milliseconds(start)), but the draft ends at \(milliseconds(duration)), so \(outcome); "
                + "start it earlier, or give the draft a longer “d”"
        }
        guard kind != .sound else {
            return
                "lasts from \(milliseconds(start)) to \(milliseconds(end)), which is less than a sample, so \(outcome)"
        }
        let next = shownRate.time(ofFrame: shownRate.firstFrame(atOrAfter: start))
        return "lasts from \(milliseconds(start)) to \(milliseconds(min(end, duration))), but at \(shownRate) the next "
            + "frame is at \(milliseconds(next)), so \(outcome); let it last \(milliseconds(shownRate.frameDuration)) at least"
    }

    private func reportGaps(_ track: PlacedTrack, duration: MediaTime) {
        for (before, after) in zip(track.segments, track.segments.dropFirst()) {
            let (end, start) = (before.range.end, after.range.start)
            // Where a transition should lead over the gap, an error tells of it already.
            guard end < start, start - end < shownRate.frameDuration, start < duration, !after.isJoined,
                !after.isGuessed, !before.isGuessed
            else { continue }
            let flash =
                isSeen(end, until: start)
                ? "one frame shows what lies behind the track" : "no frame falls into it here"
            log.warning(
                .gapShort, at: after.field,
                "starts at \(milliseconds(start)), \(milliseconds(start - end)) after \(before.field.pointer) ends, which "
                    + "is less than a frame; \(flash); start it at \(milliseconds(end))",
                remedy: ended(before, at: after.start))
        }
    }
}
