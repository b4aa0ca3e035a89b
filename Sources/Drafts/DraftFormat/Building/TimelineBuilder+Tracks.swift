import Diagnostics
import MediaTiming
import TimelineModel

/// A track whose segments are read and placed, but not yet fit together.
struct PlacedTrack {
    /// The track; its segments are still to come.
    var track: Track
    /// The segments in rising order of their start; those whose times could not be read are left out.
    var segments: [PlacedSegment]
    /// How many segments the draft gives it.
    var statedCount = 0

    /// The track with its segments, without those that begin at or after the composition's end.
    ///
    /// A segment that runs on beyond the end keeps its range: its fade belongs to its own end, which is not reached.
    func finished(within duration: MediaTime) -> Track {
        var track = track
        track.segments = segments.filter { $0.range.start < duration }.compactMap(\.segment)
        return track
    }
}

/// A segment whose place on the composition clock is known.
struct PlacedSegment {
    /// Where it stands in the draft.
    let field: Field
    /// Its identifier.
    let identifier: String
    /// Where it stands among the track's segments in the draft.
    let index: Int
    /// Whether the one before it in the draft could not be placed.
    let followsUnknown: Bool
    /// Whether its start hangs on a segment that could not be placed.
    let isGuessed: Bool
    /// Its start as it is written.
    let start: ExactTime
    /// Its end as it is written: its start and its length.
    let end: ExactTime
    /// When it is seen or heard, once it is fit together with its neighbors.
    var range = TimeRange(start: .zero, duration: .zero)
    /// Whether it says its start itself.
    var hasOwnStart = false
    /// Whether it says its end or its length itself.
    var hasOwnLength = false
    /// Whether it is a cue of a subtitle file, which shares its place in the draft with others.
    var isCue = false
    /// Whether it or the draft's list says that a transition leads into it.
    var isJoined = false
    /// Its own transition.
    var transition: PlacedTransition?
    /// The segment, or nil where something in it is wrong.
    var segment: Segment?
}

extension TimelineBuilder {
    /// A track with its segments, or nil where it is left out.
    func placedTrack(_ field: Field, at index: Int) -> PlacedTrack? {
        guard let object = ObjectReader(field, .track, log) else { return nil }
        guard let kind = trackKind(of: object) else { return nil }
        let identifier = identifier(of: object, position: "t/\(index)", isTrack: true)
        let track = Track(
            id: identifier, pointer: field.pointer.description,
            name: object[.name].flatMap { values.text($0) }, kind: kind,
            isMuted: object[.muted].flatMap { values.truth($0) } ?? false,
            isHidden: object[.hidden].flatMap { values.truth($0) } ?? false,
            gain: object[.volume].flatMap { values.gain($0) } ?? 1, segments: [])
        let cues = trackSubtitles(object, kind, trackIndex: index)
        if object[.sg] == nil, let cues {
            return PlacedTrack(track: track, segments: fitted(cues, kind), statedCount: max(1, cues.count))
        }
        guard let list = object[.sg] else {
            log.error(.missingKey, at: field, "needs “sg”, the array of its segments")
            return PlacedTrack(track: track, segments: [])
        }
        guard let fields = list.elements else {
            log.error(.wrongType, at: list, "is \(list.described), but must be an array of segments")
            return PlacedTrack(track: track, segments: [])
        }
        return PlacedTrack(
            track: track, segments: placedSegments(fields, kind, trackIndex: index, cues: cues ?? []),
            statedCount: fields.count + (cues?.count ?? 0))
    }

    private func trackKind(of object: ObjectReader) -> Track.Kind? {
        guard let field = object[.tt] else {
            log.error(.missingKey, at: object.field, "needs “tt”: 0 (video and images), 1 (audio) or 7 (text)")
            return nil
        }
        switch field.value.content {
        case .number(let number):
            if let kind = number.wholeValue.flatMap(Track.Kind.init(draftNumber:)) { return kind }
        case .string(let word):
            if let kind = Track.Kind(draftWord: word) { return kind }
        case .null, .bool, .array, .object:
            values.wrongType(field, .trackType)
            return nil
        }
        log.warning(
            .unsupportedTrack, at: field,
            "is \(field.described), but only \(ValueKind.trackType.expectation) are known; the track is left out")
        return nil
    }

    private func placedSegments(
        _ fields: [Field], _ kind: Track.Kind, trackIndex: Int, cues: [PlacedSegment]
    ) -> [PlacedSegment] {
        var placed: [PlacedSegment] = []
        placed.reserveCapacity(fields.count)
        var previousEnd: ExactTime? = .zero
        for (index, field) in fields.enumerated() {
            if kind == .text, Self.namesSubtitles(field) {
                let cues = segmentSubtitles(
                    field, position: (trackIndex, index), previousEnd: previousEnd ?? placed.last?.end ?? .zero)
                previousEnd = cues?.end
                placed += cues?.segments ?? []
                continue
            }
            let segment = placedSegment(
                field, kind, position: (trackIndex, index), previousEnd: previousEnd ?? placed.last?.end ?? .zero,
                followsUnknown: previousEnd == nil, isPreviousGuessed: placed.last?.isGuessed ?? false)
            previousEnd = segment?.end
            if let segment { placed.append(segment) }
        }
        placed += cues
        placed.sort { ($0.start, $0.index) < ($1.start, $1.index) }
        reportOverlaps(placed)
        return fitted(placed, kind)
    }

    private func reportOverlaps(_ segments: [PlacedSegment]) {
        let sure = segments.filter { !$0.isGuessed }
        guard var longest = sure.first else { return }
        for segment in sure.dropFirst() {
            if segment.start < longest.end, !segment.start.isAt(longest.end) {
                log.error(
                    .segmentOverlap, at: segment.field,
                    "starts at \(milliseconds(segment.start)), but \(longest.field.pointer) ends at \(milliseconds(longest.end))",
                    remedy: shortened(longest, before: segment))
            }
            if segment.end > longest.end { longest = segment }
        }
    }
}
