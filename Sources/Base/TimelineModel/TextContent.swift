package import MediaBuffers

/// What a text segment says and how it looks.
package struct TextContent: Sendable {
    /// The text; a newline breaks the line.
    package var text: String
    /// How it is set; lengths are pixels of the draft's canvas.
    package var style: TextStyle
    /// Type size in canvas pixels, by time from the segment's start; takes the place of the style's.
    package var size: Animated<Double>
    /// Fill color by time; takes the place of the style's.
    package var color: Animated<RGBAColor>
    /// Where the text's box lies; the width wraps the lines, the height bounds them where the text is to fit.
    package var placement: Placement
    /// Whether the size shrinks until the text fits the placement's width and height.
    package var fitsBox: Bool
    /// How it comes, from the segment's start.
    package var animationIn: TextAnimation?
    /// How it goes, until the segment's end.
    package var animationOut: TextAnimation?
    /// Words that are highlighted while the segment lasts, in the order of the draft.
    package var words: [TimedWord]
    /// Fill color of a highlighted word.
    package var highlight: RGBAColor
    /// JSON Pointer of the font in the draft, or nil where it names none.
    package var fontPointer: String?

    /// The color of highlighted words where the draft gives none: a strong yellow.
    package static let standardHighlight = RGBAColor(red: 255, green: 212, blue: 0)

    /// A text from its parts.
    package init(
        text: String, style: TextStyle, size: Animated<Double>, color: Animated<RGBAColor>, placement: Placement,
        fitsBox: Bool = false, animationIn: TextAnimation? = nil, animationOut: TextAnimation? = nil,
        words: [TimedWord] = [], highlight: RGBAColor = standardHighlight, fontPointer: String? = nil
    ) {
        self.text = text
        self.style = style
        self.size = size
        self.color = color
        self.placement = placement
        self.fitsBox = fitsBox
        self.animationIn = animationIn
        self.animationOut = animationOut
        self.words = words
        self.highlight = highlight
        self.fontPointer = fontPointer
    }
}

/// How a text is set. Lengths are pixels of the draft's canvas.
package struct TextStyle: Hashable, Sendable {
    /// Where the typeface comes from.
    package enum Font: Hashable, Sendable {
        /// The default family.
        case standard
        /// A family by its name.
        case family(String)
        /// A font file by its absolute path.
        case file(String)
    }

    /// Where lines stand in the box.
    package enum Alignment: String, Hashable, Sendable, CaseIterable {
        /// At the left side.
        case left
        /// Amid.
        case center
        /// At the right side.
        case right
    }

    /// How letters are changed before they are set.
    package enum LetterCase: String, Hashable, Sendable, CaseIterable {
        /// As written.
        case none
        /// All capital letters.
        case upper
        /// All small letters.
        case lower
        /// A capital at the start of each word.
        case title
    }

    /// An outline around the letters, half of it outside.
    package struct Stroke: Hashable, Sendable {
        /// Its color.
        package var color: RGBAColor
        /// How far it reaches out of the letters' outline, in pixels.
        package var width: Double

        /// A stroke from its parts.
        package init(color: RGBAColor, width: Double) {
            self.color = color
            self.width = width
        }
    }

    /// A shadow behind letters and stroke.
    package struct Shadow: Hashable, Sendable {
        /// Its color.
        package var color: RGBAColor
        /// Offset to the right.
        package var x: Double
        /// Offset downwards.
        package var y: Double
        /// Gaussian sigma in pixels.
        package var blur: Double

        /// A shadow from its parts.
        package init(color: RGBAColor, x: Double, y: Double, blur: Double) {
            self.color = color
            self.x = x
            self.y = y
            self.blur = blur
        }
    }

    /// A filled rectangle behind the lines.
    package struct Box: Hashable, Sendable {
        /// Its color.
        package var color: RGBAColor
        /// How far it reaches beyond the lines, in pixels.
        package var padding: Double
        /// Radius of its corners in pixels.
        package var radius: Double

        /// A box from its parts.
        package init(color: RGBAColor, padding: Double, radius: Double) {
            self.color = color
            self.padding = padding
            self.radius = radius
        }
    }

    /// Where the typeface comes from.
    package var font: Font = .standard
    /// Type size, above 0.
    package var size: Double
    /// Weight 100…900.
    package var weight: Int = 700
    /// Slanted.
    package var isItalic: Bool = false
    /// Fill color.
    package var color: RGBAColor = .white
    /// Where lines stand in the box.
    package var alignment: Alignment = .center
    /// Distance of baselines as a multiple of the size.
    package var lineHeight: Double = 1.2
    /// Extra space between letters in pixels.
    package var letterSpacing: Double = 0
    /// How letters are changed before they are set.
    package var letterCase: LetterCase = .none
    /// An outline, or nil.
    package var stroke: Stroke?
    /// A shadow, or nil.
    package var shadow: Shadow?
    /// A box behind the lines, or nil.
    package var box: Box?
}

// Not in the declaration, so that the initializer of all parts stays, which keys of caches name: see `CanonicalWriter`.
extension TextStyle {
    /// The default style at a type size.
    package init(size: Double) { self.init(font: .standard, size: size) }
}
