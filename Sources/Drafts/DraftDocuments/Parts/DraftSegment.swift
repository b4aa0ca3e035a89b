import DraftFormat

/// A segment of a track. Of what it may say, each kind of track takes its own part.
public struct DraftSegment: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftSegment: KeyedPart {
    static let spellings = KeySpellings.segment
}

extension DraftSegment {
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

    /// When it begins; without one, where the segment before it ends.
    public var start: DraftTime? {
        get { self[.s] }
        set { self[.s] = newValue }
    }

    /// How long it lasts.
    public var duration: DraftTime? {
        get { self[.d] }
        set { self[.d] = newValue }
    }

    /// When it ends, where it has no `duration`.
    public var end: DraftTime? {
        get { self[.end] }
        set { self[.end] = newValue }
    }

    /// What it plays: a file, a URL or, on picture tracks, a color.
    public var source: String? {
        get { self[.src] }
        set { self[.src] = newValue }
    }

    /// Where its source begins, on the source's clock.
    public var sourceStart: DraftTime? {
        get { self[.ss] }
        set { self[.ss] = newValue }
    }

    /// Where its source ends, on the source's clock.
    public var sourceEnd: DraftTime? {
        get { self[.se] }
        set { self[.se] = newValue }
    }

    /// Source seconds per second, 0.1…10.
    public var speed: Double? {
        get { self[.sp] }
        set { self[.sp] = newValue }
    }

    /// Its keyframes by property.
    public var keyframes: DraftKeyframes? {
        get { self[.kf] }
        set { self[.kf] = newValue }
    }
}
