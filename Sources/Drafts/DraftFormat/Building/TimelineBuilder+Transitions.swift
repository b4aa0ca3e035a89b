import Diagnostics
import MediaTiming
import TimelineModel

/// A transition as the draft gives it, before the segments that it joins are looked at.
struct PlacedTransition {
    /// Where it stands in the draft.
    let field: Field
    /// What happens to the picture.
    let kind: Transition.Kind
    /// How long it lasts, where the draft says.
    let statedDuration: ExactTime?
    /// How its picture runs.
    let easing: Easing
}

extension PlacedTransition {
    /// How long it lasts into a segment: half a second where the draft does not say, or all of a shorter segment.
    func duration(into segment: PlacedSegment) -> ExactTime {
        statedDuration ?? min(ExactTime(microseconds: 500_000), segment.end - segment.start)
    }
}

extension Transition.Kind {
    /// Names without hyphens that mean a crossfade too.
    private static let crossfades: Set<String> = ["fade", "dissolve", "crossdissolve"]

    /// The kind that a word in a draft stands for; nil for an unknown one.
    init?(draftWord word: String) {
        var name = hyphenated(word)
        if name.hasPrefix("glsl-") { name.removeFirst(5) }
        let compact = name.filter { $0 != "-" }
        if Self.crossfades.contains(compact) {
            self = .crossfade
        } else {
            guard let kind = Self.all.first(where: { $0.name.filter { $0 != "-" } == compact }) else { return nil }
            self = kind
        }
    }
}

extension TimelineBuilder {
    /// A transition, or nil where something in it is wrong.
    func transition(_ field: Field) -> PlacedTransition? {
        ObjectReader(field, .transition, log).flatMap { transition($0) }
    }

    private func transition(_ object: ObjectReader) -> PlacedTransition? {
        let pictureKind = self.kind(of: object)
        let easing: Easing? = if let field = object[.ease] { values.easing(field) } else { .linear }
        let duration = object.find(.d).map { values.exactTime($0.field, $0.kind) }
        if case .some(.none) = duration { return nil }
        guard let easing else { return nil }
        return PlacedTransition(
            field: object.field, kind: pictureKind, statedDuration: duration ?? nil, easing: easing)
    }

    private func kind(of object: ObjectReader) -> Transition.Kind {
        guard let field = object[.type] else {
            log.error(.missingKey, at: object.field, "needs “type”, such as “crossfade”")
            return .crossfade
        }
        guard let type = values.text(field) else { return .crossfade }
        if let kind = Transition.Kind(draftWord: type) { return kind }
        log.warning(
            .unsupportedTransition, at: field,
            "is \(quoted(type)), which is none of \(alternatives(Transition.Kind.all.map(\.name))); a crossfade is "
                + "rendered instead",
            remedy: Remedy("now “crossfade”", [.replace(at: Int(field.value.offset), with: "\"crossfade\"")]))
        return .crossfade
    }

    /// Gives segments their transitions: their own, else the one of the draft's list.
    func resolveTransitions(in tracks: inout [PlacedTrack]) {
        let listed = listedTransitions(tracks)
        for track in tracks.indices {
            for index in tracks[track].segments.indices {
                let segment = tracks[track].segments[index]
                guard let transition = segment.transition ?? listed[segment.identifier] else { continue }
                tracks[track].segments[index].isJoined = true
                let previous = index > 0 ? tracks[track].segments[index - 1] : nil
                guard check(transition, from: previous, to: segment) else { continue }
                let duration = end(of: transition, into: segment) - segment.range.start
                guard duration > .zero else { continue }
                tracks[track].segments[index].segment?.transition = Transition(
                    kind: transition.kind, duration: duration, easing: transition.easing)
            }
        }
    }

    /// When the segment that comes in is there alone: at its own end, on a frame, or between frames.
    private func end(of transition: PlacedTransition, into segment: PlacedSegment) -> MediaTime {
        let end = segment.start + transition.duration(into: segment)
        return end.isAt(segment.end) ? segment.range.end : boundary(end, .picture)
    }

    private func check(
        _ transition: PlacedTransition, from previous: PlacedSegment?, to segment: PlacedSegment
    ) -> Bool {
        if segment.followsUnknown || segment.isGuessed || previous?.isGuessed == true { return false }
        guard let previous else {
            log.error(
                .transitionRange, at: transition.field,
                "leads into the first segment of its track, but a transition needs a segment before it")
            return false
        }
        let from = previous.field.pointer
        guard previous.end >= segment.start || previous.end.isAt(segment.start) else {
            log.error(
                .transitionRange, at: transition.field,
                "needs segments that abut, but \(from) ends at \(milliseconds(previous.end)) and "
                    + "\(segment.field.pointer) starts at \(milliseconds(segment.start))")
            return false
        }
        // The outgoing one goes on beyond its end, however short it is.
        let length = segment.end - segment.start
        let duration = transition.duration(into: segment)
        guard duration <= length || duration.isAt(length) else {
            log.error(
                .transitionRange, at: transition.field,
                "lasts \(milliseconds(duration)), but \(segment.field.pointer), which comes in, lasts only "
                    + "\(milliseconds(length)); shorten the transition, or let the segment last longer")
            return false
        }
        return true
    }

    /// The transitions of the draft's list by the identifier of the segment that comes in.
    private func listedTransitions(_ tracks: [PlacedTrack]) -> [String: PlacedTransition] {
        guard let list = draft[.transitions] else { return [:] }
        guard let entries = list.elements(of: .listedTransition) else {
            values.wrongType(list, .objects(.listedTransition))
            return [:]
        }
        var places: [String: (track: Int, index: Int)] = [:]
        for (track, placed) in tracks.enumerated() {
            for (index, segment) in placed.segments.enumerated() { places[segment.identifier] = (track, index) }
        }
        var transitions: [String: PlacedTransition] = [:]
        for entry in entries {
            guard let object = ObjectReader(entry, .listedTransition, log) else { continue }
            let from = end(.from, of: object, places)
            let to = end(.to, of: object, places)
            guard let transition = transition(object), let from, let to else { continue }
            guard tracks[to.place.track].track.kind == .picture, from.place.track == to.place.track,
                from.place.index + 1 == to.place.index
            else {
                log.error(
                    .transitionRange, at: entry,
                    "joins \(quoted(from.identifier)) and \(quoted(to.identifier)), but a transition leads from one "
                        + "segment of a picture track to the next one of that track")
                continue
            }
            if let earlier = transitions[to.identifier] {
                log.warning(
                    .duplicateKey, at: entry,
                    "joins the same segments as \(earlier.field.pointer), which is used; remove one of the two")
                continue
            }
            transitions[to.identifier] = transition
        }
        return transitions
    }

    private func end(
        _ name: DraftName, of object: ObjectReader, _ places: [String: (track: Int, index: Int)]
    ) -> (identifier: String, place: (track: Int, index: Int))? {
        guard let (field, kind) = object.find(name) else {
            log.error(.missingKey, at: object.field, "needs \(quoted(name.rawValue)), the identifier of a segment")
            return nil
        }
        guard let identifier = values.text(field, kind) else { return nil }
        guard let place = places[identifier] else {
            log.error(
                .transitionRange, at: field,
                "is \(quoted(identifier)), but no segment that can be placed has this identifier")
            return nil
        }
        return (identifier, place)
    }
}
