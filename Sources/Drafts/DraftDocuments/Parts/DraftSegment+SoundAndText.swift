import DraftFormat

extension DraftSegment {
    /// The gain of its sound.
    public var volume: DraftGain? {
        get { self[.vol] }
        set { self[.vol] = newValue }
    }

    /// How long its sound takes to come.
    public var fadeIn: DraftTime? {
        get { self[.fi] }
        set { self[.fi] = newValue }
    }

    /// How long its sound takes to go.
    public var fadeOut: DraftTime? {
        get { self[.fo] }
        set { self[.fo] = newValue }
    }

    /// Whether it gives no sound.
    public var isMuted: Bool? {
        get { self[.mute] }
        set { self[.mute] = newValue }
    }

    /// Whether its sound begins anew until the segment ends.
    public var isLooping: Bool? {
        get { self[.loop] }
        set { self[.loop] = newValue }
    }

    /// How its sound makes way for others.
    public var ducking: DraftDucking? {
        get { self[.duck] }
        set { self[.duck] = newValue }
    }

    /// What it says.
    public var text: String? {
        get { self[.tx] }
        set { self[.tx] = newValue }
    }

    /// How its text is set.
    public var style: DraftTextStyle? {
        get { self[.style] }
        set { self[.style] = newValue }
    }

    /// How its text comes and goes.
    public var animation: DraftAnimation? {
        get { self[.an] }
        set { self[.an] = newValue }
    }

    /// Its words with the times at which they are spoken.
    public var words: [DraftTimedWord]? {
        get { self[.words] }
        set { self[.words] = newValue }
    }
}

/// A word and when it is spoken, counted from the segment's start.
public struct DraftTimedWord: Hashable, Sendable {
    /// When it begins.
    public var start: DraftTime
    /// When it ends.
    public var end: DraftTime
    /// The word as the text holds it.
    public var word: String

    /// A word from its parts.
    public init(from start: DraftTime, to end: DraftTime, _ word: String) {
        (self.start, self.end, self.word) = (start, end, word)
    }
}

extension DraftTimedWord: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        guard let parts = value.elements, parts.count == 3, let start = DraftTime(draftValue: parts[0]),
            let end = DraftTime(draftValue: parts[1]), let word = parts[2].string
        else { return nil }
        self.init(from: start, to: end, word)
    }

    /// The value that is written.
    public var draftValue: DraftValue { .array([start.draftValue, end.draftValue, .string(word)]) }
}
