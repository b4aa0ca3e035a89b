import DraftFormat
import MediaTiming

/// Where a segment stands in an outline.
struct OutlinePlace: Hashable {
    var track: Int
    var segment: Int
}

/// Which parts of two drafts are the same thing: by their identifiers, then by what they show, then by their place.
struct OutlineMatch {
    /// For each new track the old one that it was, or nil.
    private(set) var oldTrack: [Int?]
    /// For each new segment the old one that it was.
    private(set) var oldSegment: [OutlinePlace: OutlinePlace] = [:]
    /// The old segments that are nowhere in the new draft, in order.
    private(set) var removedSegments: [OutlinePlace] = []

    private let old: DraftOutline
    private let new: DraftOutline
    private var openOld: [OutlinePlace]
    private var openNew: [OutlinePlace]

    /// Matches two drafts.
    init(_ old: DraftOutline, _ new: DraftOutline) {
        self.old = old
        self.new = new
        oldTrack = Array(repeating: nil, count: new.tracks.count)
        openOld = Self.places(of: old)
        openNew = Self.places(of: new)
        matchTracks()
        matchSegments()
        removedSegments = openOld
    }

    private static func places(of outline: DraftOutline) -> [OutlinePlace] {
        outline.tracks.enumerated().flatMap { track, value in
            value.segments.indices.map { OutlinePlace(track: track, segment: $0) }
        }
    }

    // MARK: Tracks

    private mutating func matchTracks() {
        pairTracks { $0.identifier.map { ["id", $0] } }
        pairTracks { track in track.name.map { ["name", track.kind, $0] } }
        pairTracksByContent()
        pairTracks { ["kind", $0.kind] }
    }

    /// Pairs tracks with the same key, in order.
    private mutating func pairTracks(_ key: (DraftOutline.Track) -> [String]?) {
        var byKey: [[String]: [Int]] = [:]
        let taken = Set(oldTrack.compactMap { $0 })
        for (index, track) in old.tracks.enumerated() where !taken.contains(index) {
            if let key = key(track) { byKey[key, default: []].append(index) }
        }
        for (index, track) in new.tracks.enumerated() where oldTrack[index] == nil {
            guard let key = key(track), let found = byKey[key]?.first else { continue }
            byKey[key]?.removeFirst()
            oldTrack[index] = found
        }
    }

    private mutating func pairTracksByContent() {
        let oldContents = old.tracks.map { Set($0.segments.map(\.content)) }
        var taken = Set(oldTrack.compactMap { $0 })
        for (index, track) in new.tracks.enumerated() where oldTrack[index] == nil {
            let contents = Set(track.segments.map(\.content))
            let candidates = old.tracks.indices.filter { !taken.contains($0) && old.tracks[$0].kind == track.kind }
            let shared = candidates.map { (index: $0, count: oldContents[$0].intersection(contents).count) }
            guard let best = shared.max(by: { ($0.count, $1.index) < ($1.count, $0.index) }), best.count > 0 else {
                continue
            }
            oldTrack[index] = best.index
            taken.insert(best.index)
        }
    }

    // MARK: Segments

    private struct Key: Hashable {
        var parts: [String]
        var track: Int?
        var start: MediaTime?
    }

    private mutating func matchSegments() {
        pair { place, outline, _ in
            let track = outline.tracks[place.track]
            return track.segments[place.segment].identifier.map { Key(parts: [track.kind, $0]) }
        }
        // The same content: at the same place, on the same track, anywhere.
        pair { place, outline, track in
            let segment = outline.tracks[place.track].segments[place.segment]
            return track.map { Key(parts: [segment.content], track: $0, start: segment.start) }
        }
        pair { place, outline, track in
            track.map { Key(parts: [outline.tracks[place.track].segments[place.segment].content], track: $0) }
        }
        pair { place, outline, _ in
            let track = outline.tracks[place.track]
            return Key(parts: [track.kind, track.segments[place.segment].content])
        }
        // Something else at the same place.
        pair { place, outline, track in
            let segment = outline.tracks[place.track].segments[place.segment]
            guard let track, let start = segment.start else { return nil }
            return Key(parts: [], track: track, start: start)
        }
        pairOverlapping()
    }

    /// Pairs open segments with the same key, in order. `key` gets the number of the new track that a segment's is matched to.
    private mutating func pair(_ key: (OutlinePlace, DraftOutline, Int?) -> Key?) {
        var newTrack: [Int: Int] = [:]
        for (index, old) in oldTrack.enumerated() { if let old { newTrack[old] = index } }
        var byKey: [Key: [OutlinePlace]] = [:]
        for place in openOld.reversed() {
            if let key = key(place, old, newTrack[place.track]) { byKey[key, default: []].append(place) }
        }
        var paired: Set<OutlinePlace> = []
        openNew = openNew.filter { place in
            guard let key = key(place, new, oldTrack[place.track] == nil ? nil : place.track),
                let found = byKey[key]?.popLast()
            else { return true }
            oldSegment[place] = found
            paired.insert(found)
            return false
        }
        openOld = openOld.filter { !paired.contains($0) }
    }

    /// Pairs what is left on a track where it is there at the same time, in order.
    private mutating func pairOverlapping() {
        var left = Dictionary(grouping: openOld) { $0.track }
        var paired: Set<OutlinePlace> = []
        openNew = openNew.filter { place in
            guard let track = oldTrack[place.track] else { return true }
            let segment = new.tracks[place.track].segments[place.segment]
            // Both lists are in the order of time, so what ends before this one ends before all that follow.
            while let first = left[track]?.first {
                let candidate = old.tracks[track].segments[first.segment]
                guard let start = segment.start, let end = segment.end, let candidateStart = candidate.start,
                    let candidateEnd = candidate.end
                else { return true }
                if candidateEnd <= start {
                    left[track]?.removeFirst()
                    continue
                }
                guard candidateStart < end else { return true }
                left[track]?.removeFirst()
                oldSegment[place] = first
                paired.insert(first)
                return false
            }
            return true
        }
        openOld = openOld.filter { !paired.contains($0) }
    }
}
