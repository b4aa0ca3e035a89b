/// A font family that stands in for another one.
package struct FontSubstitution: Hashable, Sendable {
    /// The family that the style names.
    package let requested: String
    /// The family that is used.
    package let used: String
}

/// What is known of a set text without drawing it. Lengths are pixels of the draft's canvas.
package struct TextMetrics: Sendable {
    /// Type size: the request's, or the one to which it shrank.
    package let size: Double
    /// How many lines there are, at least 1.
    package let lineCount: Int
    /// Width of the box: the request's wrapping width.
    package let boxWidth: Double
    /// Height of the box: lines × lineHeight × size.
    package let boxHeight: Double
    /// Advance width of each line, without the space at which it was broken.
    package let lineWidths: [Double]
    /// Distance from the top of the box to each line's baseline.
    package let baselines: [Double]
    /// Characters that no font has, once each, in the order of the text; so also emoji of several characters that no font has
    /// as one picture.
    package let missingCharacters: [Character]
    /// The stand-in for a family that is not there, or nil.
    package let substitution: FontSubstitution?
}
