/// Puts cues in the order of time, so that what is seen at an instant is one cue.
struct CueStretches {
    /// What is seen, none overlapping another.
    private(set) var cues: [SubtitleCue] = []
    /// The cues that are too many at their time.
    private(set) var problems: [SubtitleProblem] = []
    /// What cues lose to others that are seen with them, by the lines of their times, counted from 0.
    private(set) var leftovers: [Int: Set<SubtitleLeftover>] = [:]

    private let sorted: [(offset: Int, element: CueReader.FileCue)]

    /// The most cues that are seen together; no player has room for more.
    private static let limit = 20
    /// Milliseconds below which a cue that says the same as the one before is no new one: automatic captions have such.
    private static let shortest: Int64 = 100

    /// The cues that the last stretch is made of.
    private var lastSeen: [Int] = []

    /// Takes the cues of a file, in its order.
    init(_ cues: [CueReader.FileCue]) {
        sorted = cues.enumerated().map { ($0.offset, $0.element) }
            .sorted { ($0.element.cue.start, $0.offset) < ($1.element.cue.start, $1.offset) }
    }

    /// Makes one cue of each stretch in which the same cues are seen, a row each, in the order of the file.
    mutating func arrange() {
        let instants = Set(sorted.flatMap { [$0.element.cue.start, $0.element.cue.end] }).sorted()
        var seen: [(offset: Int, element: CueReader.FileCue)] = []
        var next = 0
        for (start, end) in zip(instants, instants.dropFirst()) {
            seen.removeAll { $0.element.cue.end <= start }
            while next < sorted.count, sorted[next].element.cue.start == start {
                take(sorted[next], into: &seen)
                next += 1
            }
            if !seen.isEmpty { append(seen, from: start, to: end) }
        }
    }

    private mutating func take(
        _ cue: (offset: Int, element: CueReader.FileCue), into seen: inout [(offset: Int, element: CueReader.FileCue)]
    ) {
        let bytes = seen.reduce(cue.element.cue.text.utf8.count) { $0 + 1 + $1.element.cue.text.utf8.count }
        guard seen.count < Self.limit, bytes <= DraftLimits.textBytes else {
            problems.append(
                SubtitleProblem(
                    kind: .overlap, line: cue.element.line + 1,
                    message: "begins while as much is seen as one text holds: \(Self.limit) cues or "
                        + "\(grouped(DraftLimits.textBytes)) bytes; the cue is left out"))
            return
        }
        seen.insert(cue, at: seen.firstIndex { $0.offset > cue.offset } ?? seen.count)
    }

    private mutating func append(_ seen: [(offset: Int, element: CueReader.FileCue)], from start: Int64, to end: Int64)
    {
        let text = seen.map(\.element.cue.text).joined(separator: "\n")
        let look = commonLook(seen.map(\.element))
        let offsets = seen.map(\.offset)
        defer { lastSeen = offsets }
        if let last = cues.last, last.end == start, last.text == text, last.look == look,
            offsets == lastSeen || min(end - start, last.end - last.start) < Self.shortest
        {
            cues[cues.count - 1].end = end
        } else {
            cues.append(SubtitleCue(start: start, end: end, text: text, look: look))
        }
    }

    /// What the looks of cues that are seen together have in common: a text has one.
    private mutating func commonLook(_ cues: [CueReader.FileCue]) -> SubtitleLook {
        guard var look = cues.first?.cue.look else { return .plain }
        for other in cues.dropFirst() where other.cue.look != look {
            let theirs = other.cue.look
            if (look.isItalic, look.isBold) != (theirs.isItalic, theirs.isBold) || look.color != theirs.color {
                leftovers[other.line, default: []].insert(.partialLook)
            }
            if look.height != theirs.height || look.alignment != theirs.alignment {
                leftovers[other.line, default: []].insert(.places)
            }
            look.isItalic = look.isItalic && theirs.isItalic
            look.isBold = look.isBold && theirs.isBold
            if look.color != theirs.color { look.color = nil }
            if look.height != theirs.height { look.height = nil }
            if look.alignment != theirs.alignment { look.alignment = nil }
        }
        return look
    }
}
