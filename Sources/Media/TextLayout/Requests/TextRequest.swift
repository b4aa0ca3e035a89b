package import MediaBuffers
package import TimelineModel

/// A text to be set and drawn: everything that its pixels depend on.
///
/// Lengths are pixels of the draft's canvas unless something else is said. Two equal requests give the same pixels.
package struct TextRequest: Hashable, Sendable {
    /// The text; a newline breaks the line. At most `TextRasterizer.characterLimit` scalars.
    package var text: String
    /// How it is set; `size` and `color` of the request take the place of the style's.
    package var style: TextStyle
    /// Type size, above 0, at most `TextRasterizer.sizeLimit`.
    package var size: Double
    /// Fill color.
    package var color: RGBAColor
    /// Width of the box, in which lines are broken.
    package var wrapWidth: Double
    /// Output pixels per canvas pixel across, above 0, at most 64.
    package var scaleX: Double
    /// Output pixels per canvas pixel down, above 0, at most 64.
    package var scaleY: Double
    /// Where in a pixel the left edge of the box lies, from 0 up to 1 exclusive, in output pixels.
    package var phaseX: Double
    /// Where in a pixel the top edge of the box lies, from 0 up to 1 exclusive, in output pixels.
    package var phaseY: Double
    /// The height that the text must not exceed: the size shrinks until it and every word fit; nil keeps the size.
    package var fitHeight: Double?
    /// How many Unicode scalars of the text are drawn, from its start; all lines stay where they are. Nil draws all.
    package var shownScalars: Int?
    /// Ranges of Unicode scalars that are filled with `highlight` instead of `color`.
    package var highlighted: [Range<Int>] = []
    /// Fill color of what is highlighted.
    package var highlight: RGBAColor = .white
    /// Gaussian sigma by which the finished picture is blurred.
    package var blur: Double = 0

    /// A request from its parts; without `size` and `color` the style's hold.
    package init(
        text: String, style: TextStyle, size: Double? = nil, color: RGBAColor? = nil, wrapWidth: Double,
        scaleX: Double = 1, scaleY: Double = 1, phaseX: Double = 0, phaseY: Double = 0
    ) {
        self.text = text
        self.style = style
        self.size = size ?? style.size
        self.color = color ?? style.color
        self.wrapWidth = wrapWidth
        self.scaleX = scaleX
        self.scaleY = scaleY
        self.phaseX = phaseX
        self.phaseY = phaseY
    }

    /// Throws where a number is not finite or outside its range.
    func validate() throws(TextError) {
        func check(_ value: Double, _ range: ClosedRange<Double>, _ name: String) throws(TextError) {
            guard value.isFinite, range.contains(value) else {
                throw .invalid("\(name) is \(value), but must be between \(range.lowerBound) and \(range.upperBound)")
            }
        }
        let count = text.unicodeScalars.count
        guard count <= TextRasterizer.characterLimit else { throw .tooLong(count: count) }
        let reach = 0.0...10_000
        let offset = -100_000.0...100_000
        try check(size, .leastNonzeroMagnitude...TextRasterizer.sizeLimit, "the type size")
        try check(wrapWidth, 0...100_000, "the width of the text's box")
        try check(scaleX, 1e-6...64, "the horizontal scale")
        try check(scaleY, 1e-6...64, "the vertical scale")
        try check(phaseX, 0...1.0.nextDown, "the horizontal phase")
        try check(phaseY, 0...1.0.nextDown, "the vertical phase")
        try check(style.lineHeight, 0...100, "lineHeight")
        try check(style.letterSpacing, -10_000...10_000, "letterSpacing")
        try check(Double(style.weight), 1...1000, "weight")
        try check(fitHeight ?? 0, 0...100_000, "the height of the text's box")
        try check(blur, reach, "the blur")
        if let stroke = style.stroke { try check(stroke.width, reach, "the width of the stroke") }
        if let shadow = style.shadow {
            try check(shadow.x, offset, "the shadow's x")
            try check(shadow.y, offset, "the shadow's y")
            try check(shadow.blur, reach, "the shadow's blur")
        }
        if let box = style.box {
            try check(box.padding, offset, "the padding of the box")
            try check(box.radius, offset, "the radius of the box")
        }
    }
}
