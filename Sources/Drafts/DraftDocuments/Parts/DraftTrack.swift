import DraftFormat

/// A track of a draft.
public struct DraftTrack: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftTrack: KeyedPart {
    static let spellings = KeySpellings.track
}

extension DraftTrack {
    /// What the track carries.
    public var kind: DraftTrackKind? {
        get { self[.tt] }
        set { self[.tt] = newValue }
    }

    /// Its identifier.
    public var id: String? {
        get { self[.id] }
        set { self[.id] = newValue }
    }

    /// Its name.
    public var name: String? {
        get { self[described: .name] }
        set { self[described: .name] = newValue }
    }

    /// Whether it gives no sound.
    public var isMuted: Bool? {
        get { self[described: .muted] }
        set { self[described: .muted] = newValue }
    }

    /// Whether it is not painted.
    public var isHidden: Bool? {
        get { self[described: .hidden] }
        set { self[described: .hidden] = newValue }
    }

    /// The gain of the whole track.
    public var volume: DraftGain? {
        get { self[described: .volume] }
        set { self[described: .volume] = newValue }
    }

    /// The subtitle file of a text track.
    public var source: String? {
        get { self[.src] }
        set { self[.src] = newValue }
    }
}

extension DraftTrack {
    /// A track of a kind with its segments.
    public init(_ kind: DraftTrackKind, name: String? = nil, segments: [DraftSegment] = []) {
        self.init()
        self.kind = kind
        self.name = name
        self.segments = segments
    }

    /// The segments in the order of the draft's text.
    public var segments: [DraftSegment] {
        get { self[.sg] ?? [] }
        set { self[.sg] = newValue }
    }
}

/// What a track carries.
public enum DraftTrackKind: Hashable, Sendable {
    /// Video and images.
    case picture
    /// Sound.
    case sound
    /// Text.
    case text
}

extension DraftTrackKind: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        switch value.number?.decimal.wholeValue ?? value.string.flatMap(trackNumber(ofWord:)) {
        case 0: self = .picture
        case 1: self = .sound
        case 7: self = .text
        default: return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue {
        switch self {
        case .picture: 0
        case .sound: 1
        case .text: 7
        }
    }
}
