import DraftFormat

/// The keyframes of a segment by property. Those that stand in a property's own place are in the segment's `object`.
public struct DraftKeyframes: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftKeyframes: KeyedPart {
    static let spellings = KeySpellings.keyframes
}

extension DraftKeyframes {
    /// Where the anchor lies along the canvas's width.
    public var x: [DraftKeyframe<DraftLength>]? {
        get { self[.x] }
        set { self[.x] = newValue }
    }

    /// Where the anchor lies along the canvas's height.
    public var y: [DraftKeyframe<DraftLength>]? {
        get { self[.y] }
        set { self[.y] = newValue }
    }

    /// Width of the box.
    public var width: [DraftKeyframe<DraftLength>]? {
        get { self[.w] }
        set { self[.w] = newValue }
    }

    /// Height of the box.
    public var height: [DraftKeyframe<DraftLength>]? {
        get { self[.h] }
        set { self[.h] = newValue }
    }

    /// Factors about the anchor.
    public var scale: [DraftKeyframe<DraftScale>]? {
        get { self[.sc] }
        set { self[.sc] = newValue }
    }

    /// Degrees, clockwise.
    public var rotation: [DraftKeyframe<Double>]? {
        get { self[.ro] }
        set { self[.ro] = newValue }
    }

    /// Opacity, 0…1.
    public var opacity: [DraftKeyframe<Double>]? {
        get { self[.op] }
        set { self[.op] = newValue }
    }

    /// Fractions that are cut away: left, top, right, bottom.
    public var crop: [DraftKeyframe<[Double]>]? {
        get { self[.crop] }
        set { self[.crop] = newValue }
    }

    /// Radius of the box's corners.
    public var cornerRadius: [DraftKeyframe<DraftPixels>]? {
        get { self[.radius] }
        set { self[.radius] = newValue }
    }

    /// The gain of the sound.
    public var volume: [DraftKeyframe<DraftGain>]? {
        get { self[.vol] }
        set { self[.vol] = newValue }
    }

    /// Size of the type.
    public var size: [DraftKeyframe<DraftPixels>]? {
        get { self[.size] }
        set { self[.size] = newValue }
    }

    /// Color of the letters.
    public var color: [DraftKeyframe<String>]? {
        get { self[.color] }
        set { self[.color] = newValue }
    }
}
