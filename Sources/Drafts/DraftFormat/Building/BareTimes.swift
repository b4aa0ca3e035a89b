import TimelineModel

/// The times of a draft that are numbers without a unit, wherever they stand.
struct BareTimes {
    /// What a time is counted from.
    enum Clock {
        /// The composition's or a source's.
        case whole
        /// Within a segment: fades, transitions, keyframes.
        case segment
    }

    /// The times with their places, each once.
    private(set) var times: [(field: Field, milliseconds: DecimalNumber, clock: Clock)] = []
    private var offsets: Set<Int32> = []

    /// The times of a draft.
    init(of draft: Field) { read(draft, .draft) }

    private mutating func read(_ field: Field, _ table: KeyTable) {
        let object = table.object(for: field.value).map { Field(value: $0, pointer: field.pointer) } ?? field
        for member in object.value.members ?? [] {
            guard let (key, _) = table.key(spelled: member.name) else { continue }
            let inner = object.member(member)
            read(inner, key, of: table, in: object)
            guard key.name == .m else { continue }
            for member in inner.value.members ?? [] {
                guard let (key, _) = table.key(spelled: member.name), key.mayStandInMetadata else { continue }
                read(inner.member(member), key, of: table, in: object)
            }
        }
    }

    private mutating func read(_ field: Field, _ key: DraftKey, of table: KeyTable, in object: Field) {
        switch key.kind {
        case .time: note(field, [.s, .d, .end, .ss, .se].contains(key.name) && !table.isPart ? .whole : .segment)
        case .object(let inner): read(field, inner)
        case .objects(let inner): for element in field.elements(of: inner) ?? [] { read(element, inner) }
        case .list where key.name == .t: for track in field.elements ?? [] { read(track, .track) }
        case .list where key.name == .sg:
            guard let segments = Self.segments(of: object) else { return }
            for segment in field.elements ?? [] { read(segment, segments) }
        case .list where key.name == .words:
            for word in field.elements ?? [] { for time in (word.elements ?? []).prefix(2) { note(time, .segment) } }
        case .anything: break
        default:
            if ValueReader.isKeyframes(field.value) { for entry in field.elements ?? [] { readKeyframe(entry) } }
        }
    }

    private mutating func readKeyframe(_ entry: Field) {
        if let time = entry.elements?.first { note(time, .segment) } else { read(entry, .keyframe) }
    }

    private mutating func note(_ field: Field, _ clock: Clock) {
        let number: DecimalNumber?
        switch field.value.content {
        case .number(let decimal): number = decimal
        case .string(let string): number = decimal(string, unit: "")
        case .null, .bool, .array, .object: number = nil
        }
        guard let number, offsets.insert(field.value.offset).inserted else { return }
        times.append((field, number, clock))
    }

    /// What the segments of a track are; nil for a track that is left out.
    private static func segments(of track: Field) -> KeyTable? {
        let types = KeyTable.track.key(named: .tt)?.spellings ?? []
        guard let type = types.lazy.compactMap({ track.member($0)?.value }).first(where: { !$0.isNull }) else {
            return nil
        }
        let kind: Track.Kind?
        switch type.content {
        case .number(let number): kind = number.wholeValue.flatMap(Track.Kind.init(draftNumber:))
        case .string(let word): kind = Track.Kind(draftWord: word)
        case .null, .bool, .array, .object: kind = nil
        }
        switch kind {
        case .picture: return .picture
        case .sound: return .sound
        case .text: return .text
        case nil: return nil
        }
    }
}

extension KeyTable {
    /// Whether it is something within a segment.
    fileprivate var isPart: Bool {
        ![Self.draft, .track, .picture, .sound, .text].contains { $0 === self }
    }
}

extension TimelineBuilder {
    /// Every time of the draft as milliseconds, where all that say no unit may be seconds: nothing within a segment is over
    /// a minute, and nothing else over ten.
    func timesInMilliseconds() -> Remedy? {
        let times = BareTimes(of: draft.field).times
        let areSeconds = times.allSatisfy { time in
            ExactTime(milliseconds: time.milliseconds).map {
                $0 <= ExactTime(microseconds: time.clock == .whole ? 600_000 : 60_000)
            } ?? false
        }
        guard areSeconds else { return nil }
        return Remedy(
            "\(grouped(times.count)) times are milliseconds now",
            times.map { .thousandfold(at: Int($0.field.value.offset)) })
    }
}
