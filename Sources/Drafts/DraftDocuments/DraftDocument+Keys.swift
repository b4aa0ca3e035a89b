import DraftFormat
public import MediaTiming

/// The keys of the draft itself.
struct DraftBody: KeyedPart {
    static let spellings = KeySpellings.draft
    var value: DraftValue
}

extension DraftDocument {
    /// The tracks from back to front.
    public var tracks: [DraftTrack] {
        get { body[.t] ?? [] }
        set { body[.t] = newValue }
    }

    /// Its length; without one, where the last segment ends.
    public var duration: DraftTime? {
        get { body[.d] }
        set { body[.d] = newValue }
    }

    /// Its title.
    public var title: String? {
        get { body[described: .title] }
        set { body[described: .title] = newValue }
    }

    /// Width of the canvas in pixels.
    public var width: Int? {
        get { body[described: .width] }
        set { body[described: .width] = newValue }
    }

    /// Height of the canvas in pixels.
    public var height: Int? {
        get { body[described: .height] }
        set { body[described: .height] = newValue }
    }

    /// Frames per second.
    public var frameRate: FrameRate? {
        get { body[described: .fps] }
        set { body[described: .fps] = newValue }
    }

    /// The color behind everything.
    public var background: String? {
        get { body[described: .background] }
        set { body[described: .background] = newValue }
    }

    /// Integrated loudness of the mix in LUFS, −30…−5.
    public var loudness: Double? {
        get { body[described: .loudness] }
        set { body[described: .loudness] = newValue }
    }

    /// What the file that is written should be.
    public var output: DraftOutput? {
        get { body[.output] }
        set { body[.output] = newValue }
    }

    /// The list of transitions between segments that name each other.
    public var transitions: [DraftTransition]? {
        get { body[.transitions] }
        set { body[.transitions] = newValue }
    }
}

/// What the file that is written should be.
public struct DraftOutput: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftOutput: KeyedPart {
    static let spellings = KeySpellings.output
}

extension DraftOutput {
    /// The container.
    public var format: String? {
        get { self[.format] }
        set { self[.format] = newValue }
    }

    /// How much time is spent on how good a file.
    public var quality: DraftQuality? {
        get { self[.quality] }
        set { self[.quality] = newValue }
    }

    /// `1080p`, or `1080x1920` and the like.
    public var resolution: String? {
        get { self[.resolution] }
        set { self[.resolution] = newValue }
    }

    /// Frames per second.
    public var frameRate: FrameRate? {
        get { self[.fps] }
        set { self[.fps] = newValue }
    }
}

extension FrameRate: DraftRepresentable {
    /// The rate that a number, or a fraction such as `"30000/1001"`, stands for; nil for anything else.
    public init?(draftValue value: DraftValue) {
        guard let rate = FrameRate(draft: value.string ?? value.number?.digits ?? "") else { return nil }
        self = rate
    }

    /// A whole number, or a fraction in a string.
    public var draftValue: DraftValue {
        let rate = framesPerSecond
        return rate.denominator == 1 ? .number(DraftNumber(rate.numerator)) : .string(rate.description)
    }
}
