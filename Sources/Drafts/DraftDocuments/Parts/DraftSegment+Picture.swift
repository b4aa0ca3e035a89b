import DraftFormat

extension DraftSegment {
    /// Whether its source is played backwards.
    public var isReversed: Bool? {
        get { self[.rv] }
        set { self[.rv] = newValue }
    }

    /// How the source fills the box.
    public var fit: DraftFit? {
        get { self[.fit] }
        set { self[.fit] = newValue }
    }

    /// Where the anchor lies along the canvas's width.
    public var x: DraftLength? {
        get { self[.x] }
        set { self[.x] = newValue }
    }

    /// Where the anchor lies along the canvas's height.
    public var y: DraftLength? {
        get { self[.y] }
        set { self[.y] = newValue }
    }

    /// The anchor along the box's width, as a fraction of it.
    public var anchorX: Double? {
        get { self[.ax] }
        set { self[.ax] = newValue }
    }

    /// The anchor along the box's height, as a fraction of it.
    public var anchorY: Double? {
        get { self[.ay] }
        set { self[.ay] = newValue }
    }

    /// Width of the box; of a text, the width at which it wraps.
    public var width: DraftLength? {
        get { self[.w] }
        set { self[.w] = newValue }
    }

    /// Height of the box.
    public var height: DraftLength? {
        get { self[.h] }
        set { self[.h] = newValue }
    }

    /// Factors about the anchor.
    public var scale: DraftScale? {
        get { self[.sc] }
        set { self[.sc] = newValue }
    }

    /// Degrees, clockwise.
    public var rotation: Double? {
        get { self[.ro] }
        set { self[.ro] = newValue }
    }

    /// Opacity, 0…1.
    public var opacity: Double? {
        get { self[.op] }
        set { self[.op] = newValue }
    }

    /// Fractions of the source that are cut away: left, top, right, bottom.
    public var crop: [Double]? {
        get { self[.crop] }
        set { self[.crop] = newValue }
    }

    /// How the source is mirrored.
    public var flip: DraftFlip? {
        get { self[.flip] }
        set { self[.flip] = newValue }
    }

    /// Radius of the box's corners.
    public var cornerRadius: DraftPixels? {
        get { self[.radius] }
        set { self[.radius] = newValue }
    }

    /// How the layer meets what lies under it.
    public var blendMode: DraftBlendMode? {
        get { self[.blend] }
        set { self[.blend] = newValue }
    }

    /// What part of the box is seen.
    public var mask: DraftMask? {
        get { self[.mask] }
        set { self[.mask] = newValue }
    }

    /// The effects in their order.
    public var effects: [DraftEffect]? {
        get { self[.fx] }
        set { self[.fx] = newValue }
    }

    /// How the segment comes in over the one before it.
    public var transition: DraftTransition? {
        get { self[.tr] }
        set { self[.tr] = newValue }
    }
}
