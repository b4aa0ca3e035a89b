import DraftFormat

/// What part of a layer's box is seen.
public struct DraftMask: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftMask: KeyedPart {
    static let spellings = KeySpellings.mask
}

extension DraftMask {
    /// A shape, where it is no image.
    public var shape: DraftMaskShape? {
        get { self[.shape] }
        set { self[.shape] = newValue }
    }

    /// Radius of the corners of a rounded shape.
    public var radius: DraftPixels? {
        get { self[.radius] }
        set { self[.radius] = newValue }
    }

    /// An image, where it is no shape.
    public var source: String? {
        get { self[.src] }
        set { self[.src] = newValue }
    }

    /// What of the image counts.
    public var channel: DraftMaskChannel? {
        get { self[.channel] }
        set { self[.channel] = newValue }
    }
}

/// An effect on a layer.
public struct DraftEffect: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value.object(ofString: "type") }
}

extension DraftEffect: KeyedPart {
    static let spellings = KeySpellings.effect
}

extension DraftEffect {
    /// What it does.
    public var kind: DraftEffectKind? {
        get { self[.type] }
        set { self[.type] = newValue }
    }

    /// How much of it.
    public var amount: Double? {
        get { self[.value] }
        set { self[.value] = newValue }
    }

    /// The sigma of a blur.
    public var radius: DraftPixels? {
        get { self[.radius] }
        set { self[.radius] = newValue }
    }

    /// The color table of a `lut`.
    public var source: String? {
        get { self[.src] }
        set { self[.src] = newValue }
    }

    /// The color that a `chroma-key` takes away.
    public var color: String? {
        get { self[.color] }
        set { self[.color] = newValue }
    }

    /// How far from its color a `chroma-key` takes all away, 0…1.
    public var similarity: Double? {
        get { self[.similarity] }
        set { self[.similarity] = newValue }
    }

    /// Over which further distance it takes less and less, 0…1.
    public var smoothness: Double? {
        get { self[.smoothness] }
        set { self[.smoothness] = newValue }
    }

    /// How much of the color it takes out of what stays, 0…1.
    public var spill: Double? {
        get { self[.spill] }
        set { self[.spill] = newValue }
    }
}

extension DraftEffect {
    /// An effect of a kind.
    public init(_ kind: DraftEffectKind, amount: Double? = nil) {
        self.init()
        self.kind = kind
        self.amount = amount
    }
}

/// How a segment comes in over the one before it.
public struct DraftTransition: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value.object(ofString: "type") }
}

extension DraftTransition: KeyedPart {
    static let spellings = KeySpellings.transition
}

extension DraftTransition {
    /// What happens.
    public var kind: DraftTransitionKind? {
        get { self[.type] }
        set { self[.type] = newValue }
    }

    /// How long it lasts from the cut on.
    public var duration: DraftTime? {
        get { self[.d] }
        set { self[.d] = newValue }
    }

    /// How it runs.
    public var easing: DraftEasing? {
        get { self[.ease] }
        set { self[.ease] = newValue }
    }

    /// In the draft's list of transitions, the segment that goes.
    public var from: String? {
        get { self[.from] }
        set { self[.from] = newValue }
    }

    /// In the draft's list of transitions, the segment that comes.
    public var to: String? {
        get { self[.to] }
        set { self[.to] = newValue }
    }
}

extension DraftTransition {
    /// A transition of a kind.
    public init(_ kind: DraftTransitionKind, duration: DraftTime, easing: DraftEasing? = nil) {
        self.init()
        self.kind = kind
        self.duration = duration
        self.easing = easing
    }
}

/// How a sound makes way for others.
public struct DraftDucking: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftDucking: KeyedPart {
    static let spellings = KeySpellings.duck
}

extension DraftDucking {
    /// How loud it is meanwhile, 0…1.
    public var gain: DraftGain? {
        get { self[.to] }
        set { self[.to] = newValue }
    }

    /// How long it takes to go down.
    public var attack: DraftTime? {
        get { self[.attack] }
        set { self[.attack] = newValue }
    }

    /// How long it takes to come back.
    public var release: DraftTime? {
        get { self[.release] }
        set { self[.release] = newValue }
    }
}

extension DraftDucking {
    /// Ducking from its parts.
    public init(to gain: DraftGain, attack: DraftTime, release: DraftTime) {
        self.init()
        self.gain = gain
        self.attack = attack
        self.release = release
    }
}
