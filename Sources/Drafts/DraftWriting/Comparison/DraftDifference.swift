package import DraftFormat
import MediaTiming

/// One thing that differs between two drafts.
package struct DraftChange: Hashable, Sendable {
    /// What sort of difference it is.
    package enum Kind: String, Sendable {
        /// It is only in the new draft.
        case added
        /// It is only in the old draft.
        case removed
        /// A property has another value.
        case changed
        /// It lies at another time.
        case retimed
        /// It lies on another track, or its track between others.
        case moved
    }

    /// What sort of difference it is.
    package var kind: Kind
    /// What differs, such as `title “Paradise Found”`; `draft` for the whole.
    package var subject: String
    /// The property, for a changed one.
    package var property: String?
    /// What was before, in words.
    package var before: String?
    /// What is now, in words.
    package var after: String?
    /// JSON Pointer into the old draft, where it is there.
    package var oldPointer: String?
    /// JSON Pointer into the new draft, where it is there.
    package var newPointer: String?

    /// The change on one line.
    package var line: String {
        switch kind {
        case .added: "\(subject) added\(after.map { ", \($0)" } ?? "")"
        case .removed: "\(subject) removed\(before.map { ", was \($0)" } ?? "")"
        case .changed: "\(subject): \(property ?? "value") \(before ?? "none") → \(after ?? "none")"
        case .retimed where before == nil: "\(subject) moved \(after ?? "")"
        case .retimed: "\(subject): \(before ?? "") → \(after ?? "")"
        case .moved: "\(subject) moved from \(before ?? "") to \(after ?? "")"
        }
    }
}

/// What differs between two drafts, in words.
package enum DraftDifference {
    /// The changes from one draft to another: the whole first, then track by track in the new draft's order.
    package static func changes(from old: DraftOutline, to new: DraftOutline) -> [DraftChange] {
        let match = OutlineMatch(old, new)
        var changes = properties(
            old.properties, new.properties, "draft", pointers: ("", ""), sameCanvas: old.hasSameCanvas(as: new))
        changes += trackChanges(old, new, match)
        for (index, track) in new.tracks.enumerated() {
            changes += segmentChanges(index, track, old, new, match)
        }
        for place in match.removedSegments {
            let track = old.tracks[place.track]
            let segment = track.segments[place.segment]
            changes.append(
                DraftChange(
                    kind: .removed, subject: Names.subject(segment, of: track), before: Names.range(segment),
                    oldPointer: segment.pointer))
        }
        return changes
    }

    private static func properties(
        _ old: [DraftOutline.Property], _ new: [DraftOutline.Property], _ subject: String, pointers: (String, String),
        sameCanvas: Bool
    ) -> [DraftChange] {
        let before = Dictionary(old.map { ($0.name, $0) }) { $1 }
        let after = Dictionary(new.map { ($0.name, $0) }) { $1 }
        let names = new.map(\.name) + old.map(\.name).filter { after[$0] == nil }
        return names.flatMap { name -> [DraftChange] in
            let (left, right) = (before[name], after[name])
            if let inner = left?.parts, let other = right?.parts {
                return properties(inner, other, subject, pointers: pointers, sameCanvas: sameCanvas)
            }
            guard let (was, now) = difference(left, right) else { return [] }
            // Where the place itself changed, its words tell of the anchor.
            let stated = [left, right].compactMap(\.self)
            let places = Set(stated.map(\.impliedBy))
            if places.count == 1, let place = places.first ?? nil, difference(before[place], after[place]) != nil {
                return []
            }
            let words = inOneUnit(was, now, sameCanvas: sameCanvas)
            return [
                DraftChange(
                    kind: .changed, subject: subject, property: name, before: words.before, after: words.after,
                    oldPointer: pointers.0, newPointer: pointers.1)
            ]
        }
    }

    /// The values of a property in two drafts; nil where they mean the same.
    private static func difference(
        _ left: DraftOutline.Property?, _ right: DraftOutline.Property?
    ) -> (was: Wording, now: Wording)? {
        guard let standard = right?.standard ?? left?.standard else { return nil }
        let (was, now) = (left?.value ?? standard, right?.value ?? standard)
        return was.meaning == now.meaning ? nil : (was, now)
    }

    /// Two values in the unit that the new one is written in, else in that of the old one.
    private static func inOneUnit(_ was: Wording, _ now: Wording, sameCanvas: Bool) -> (before: String, after: String) {
        let unit = now.unit ?? was.unit
        // Pixels of different canvases cannot be compared.
        if unit == .pixels, !sameCanvas { return (was.plain, now.plain) }
        let words = (was.text(in: unit), now.text(in: unit))
        // Levels closer than their words are told apart in percent.
        return words.0 == words.1 ? (was.plain, now.plain) : words
    }

    private static func trackChanges(_ old: DraftOutline, _ new: DraftOutline, _ match: OutlineMatch) -> [DraftChange] {
        var changes: [DraftChange] = []
        let matchedOld = Set(match.oldTrack.compactMap { $0 })
        for (index, track) in old.tracks.enumerated() where !matchedOld.contains(index) {
            changes.append(
                DraftChange(kind: .removed, subject: Names.track(track, index), oldPointer: track.pointer))
        }
        let still = longestRise(match.oldTrack)
        for (index, track) in new.tracks.enumerated() {
            let subject = Names.track(track, index)
            guard let oldIndex = match.oldTrack[index] else {
                changes.append(DraftChange(kind: .added, subject: subject, newPointer: track.pointer))
                continue
            }
            let before = old.tracks[oldIndex]
            if !still.contains(index) {
                changes.append(
                    DraftChange(
                        kind: .moved, subject: subject, before: "place \(oldIndex + 1)", after: "place \(index + 1)",
                        oldPointer: before.pointer, newPointer: track.pointer))
            }
            if before.name != track.name {
                changes.append(
                    DraftChange(
                        kind: .changed, subject: subject, property: "name", before: before.name ?? "none",
                        after: track.name ?? "none", oldPointer: before.pointer, newPointer: track.pointer))
            }
            if before.kind != track.kind {
                changes.append(
                    DraftChange(
                        kind: .changed, subject: subject, property: "type", before: before.kind, after: track.kind,
                        oldPointer: before.pointer, newPointer: track.pointer))
            }
            changes += properties(
                before.properties, track.properties, subject, pointers: (before.pointer, track.pointer),
                sameCanvas: old.hasSameCanvas(as: new))
        }
        return changes
    }

    /// The new tracks that kept their order among each other: the largest such group.
    private static func longestRise(_ oldTracks: [Int?]) -> Set<Int> {
        var best: [(length: Int, previous: Int?)] = []
        for (index, old) in oldTracks.enumerated() {
            var entry: (length: Int, previous: Int?) = (1, nil)
            for earlier in 0..<index {
                guard let old, let before = oldTracks[earlier], before < old, best[earlier].length >= entry.length
                else {
                    continue
                }
                entry = (best[earlier].length + 1, earlier)
            }
            best.append(entry)
        }
        var kept: Set<Int> = []
        var index = best.indices.filter { oldTracks[$0] != nil }.max { best[$0].length < best[$1].length }
        while let current = index {
            kept.insert(current)
            index = best[current].previous
        }
        return kept
    }

    // MARK: Segments

    private static func segmentChanges(
        _ index: Int, _ track: DraftOutline.Track, _ old: DraftOutline, _ new: DraftOutline, _ match: OutlineMatch
    ) -> [DraftChange] {
        var changes: [DraftChange] = []
        var shifts = ShiftedRun()
        for (place, segment) in track.segments.enumerated() {
            let subject = Names.subject(segment, of: track)
            guard let from = match.oldSegment[OutlinePlace(track: index, segment: place)] else {
                changes += shifts.finish()
                changes.append(
                    DraftChange(
                        kind: .added, subject: subject, after: Names.range(segment), newPointer: segment.pointer))
                continue
            }
            let oldTrack = old.tracks[from.track]
            let before = oldTrack.segments[from.segment]
            let pointers = (before.pointer, segment.pointer)
            var own: [DraftChange] = []
            if match.oldTrack[index] != from.track {
                own.append(
                    DraftChange(
                        kind: .moved, subject: subject, before: Names.track(oldTrack, from.track),
                        after: Names.track(track, index), oldPointer: pointers.0, newPointer: pointers.1))
            }
            if before.content != segment.content {
                let isText = track.kind == "text"
                own.append(
                    DraftChange(
                        kind: .changed, subject: Names.subject(before, of: oldTrack),
                        property: isText ? "text" : "source",
                        before: Names.quoted(before.content), after: Names.quoted(segment.content),
                        oldPointer: pointers.0, newPointer: pointers.1))
            } else if before.name != segment.name {
                own.append(
                    DraftChange(
                        kind: .changed, subject: subject, property: "name", before: Names.quoted(before.name),
                        after: Names.quoted(segment.name), oldPointer: pointers.0, newPointer: pointers.1))
            }
            own += properties(
                before.properties, segment.properties, subject, pointers: pointers,
                sameCanvas: old.hasSameCanvas(as: new))
            let retimed = before.start != segment.start || before.end != segment.end
            if retimed {
                let change = DraftChange(
                    kind: .retimed, subject: subject, before: Names.range(before), after: Names.range(segment),
                    oldPointer: pointers.0, newPointer: pointers.1)
                changes += shifts.add(change, Names.shift(from: before, to: segment))
            } else {
                changes += shifts.finish()
            }
            changes += own
        }
        return changes + shifts.finish()
    }

    /// Neighbors that moved by the same time, since something before them grew or shrank: one line for all of them.
    private struct ShiftedRun {
        private var changes: [DraftChange] = []
        private var shift: MediaTime?

        /// Takes a change of time; gives back the changes that are complete.
        mutating func add(_ change: DraftChange, _ shift: MediaTime?) -> [DraftChange] {
            guard let shift else { return finish() + [change] }
            if shift == self.shift {
                changes.append(change)
                return []
            }
            let finished = finish()
            changes = [change]
            self.shift = shift
            return finished
        }

        mutating func finish() -> [DraftChange] {
            defer {
                changes = []
                shift = nil
            }
            guard let shift, changes.count > 2, let first = changes.first else { return changes }
            var joined = first
            joined.subject = "\(first.subject) and \(changes.count - 1) after it"
            joined.before = nil
            joined.after =
                shift < .zero ? "\(Names.seconds(.zero - shift)) s earlier" : "\(Names.seconds(shift)) s later"
            return [joined]
        }
    }
}
