import DraftFormat

/// How a text is set.
public struct DraftTextStyle: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftTextStyle: KeyedPart {
    static let spellings = KeySpellings.textStyle
}

extension DraftTextStyle {
    /// A family, or a font file.
    public var font: String? {
        get { self[.font] }
        set { self[.font] = newValue }
    }

    /// Size of the type.
    public var size: DraftPixels? {
        get { self[.size] }
        set { self[.size] = newValue }
    }

    /// 100…900.
    public var weight: Int? {
        get { self[.weight] }
        set { self[.weight] = newValue }
    }

    /// Whether it is italic.
    public var isItalic: Bool? {
        get { self[.italic] }
        set { self[.italic] = newValue }
    }

    /// Color of the letters.
    public var color: String? {
        get { self[.color] }
        set { self[.color] = newValue }
    }

    /// How its lines lie in the box.
    public var alignment: DraftAlignment? {
        get { self[.align] }
        set { self[.align] = newValue }
    }

    /// Distance of lines in sizes.
    public var lineHeight: Double? {
        get { self[.lineHeight] }
        set { self[.lineHeight] = newValue }
    }

    /// What is added between letters.
    public var letterSpacing: DraftPixels? {
        get { self[.letterSpacing] }
        set { self[.letterSpacing] = newValue }
    }

    /// What becomes of its letters.
    public var letterCase: DraftLetterCase? {
        get { self[.letterCase] }
        set { self[.letterCase] = newValue }
    }

    /// A stroke around the letters.
    public var stroke: DraftStroke? {
        get { self[.stroke] }
        set { self[.stroke] = newValue }
    }

    /// A shadow behind the letters.
    public var shadow: DraftShadow? {
        get { self[.shadow] }
        set { self[.shadow] = newValue }
    }

    /// A box behind the lines.
    public var box: DraftTextBox? {
        get { self[.box] }
        set { self[.box] = newValue }
    }

    /// Color of the word that is spoken.
    public var highlight: String? {
        get { self[.highlight] }
        set { self[.highlight] = newValue }
    }

    /// Whether the type shrinks until the text fits its box.
    public var fitsBox: Bool? {
        get { self[.fit] }
        set { self[.fit] = newValue }
    }
}

/// A stroke around letters.
public struct DraftStroke: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftStroke: KeyedPart {
    static let spellings = KeySpellings.stroke
}

extension DraftStroke {
    /// Its color.
    public var color: String? {
        get { self[.color] }
        set { self[.color] = newValue }
    }

    /// Its width.
    public var width: DraftPixels? {
        get { self[.width] }
        set { self[.width] = newValue }
    }
}

/// A shadow behind letters.
public struct DraftShadow: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftShadow: KeyedPart {
    static let spellings = KeySpellings.shadow
}

extension DraftShadow {
    /// Its color.
    public var color: String? {
        get { self[.color] }
        set { self[.color] = newValue }
    }

    /// How far it lies to the right.
    public var x: DraftPixels? {
        get { self[.x] }
        set { self[.x] = newValue }
    }

    /// How far it lies below.
    public var y: DraftPixels? {
        get { self[.y] }
        set { self[.y] = newValue }
    }

    /// Sigma of its blur.
    public var blur: DraftPixels? {
        get { self[.blur] }
        set { self[.blur] = newValue }
    }
}

/// A box behind lines.
public struct DraftTextBox: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value }
}

extension DraftTextBox: KeyedPart {
    static let spellings = KeySpellings.box
}

extension DraftTextBox {
    /// Its color.
    public var color: String? {
        get { self[.color] }
        set { self[.color] = newValue }
    }

    /// How far it goes beyond the lines.
    public var padding: DraftPixels? {
        get { self[.padding] }
        set { self[.padding] = newValue }
    }

    /// Radius of its corners.
    public var radius: DraftPixels? {
        get { self[.radius] }
        set { self[.radius] = newValue }
    }
}

/// How a text comes and goes.
public struct DraftAnimation: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value.object(ofString: "in", "out") }
}

extension DraftAnimation: KeyedPart {
    static let spellings = KeySpellings.animation
}

extension DraftAnimation {
    /// How it comes.
    public var entrance: DraftAnimationPart? {
        get { self[.animationIn] }
        set { self[.animationIn] = newValue }
    }

    /// How it goes.
    public var exit: DraftAnimationPart? {
        get { self[.animationOut] }
        set { self[.animationOut] = newValue }
    }
}

/// How a text comes, or how it goes.
public struct DraftAnimationPart: DraftPart {
    /// All that the part says, known and unknown.
    public var value: DraftValue

    /// A part that says this.
    public init(value: DraftValue) { self.value = value.object(ofString: "type") }
}

extension DraftAnimationPart: KeyedPart {
    static let spellings = KeySpellings.animationPart
}

extension DraftAnimationPart {
    /// What happens.
    public var kind: DraftAnimationKind? {
        get { self[.type] }
        set { self[.type] = newValue }
    }

    /// How long it takes.
    public var duration: DraftTime? {
        get { self[.d] }
        set { self[.d] = newValue }
    }
}
