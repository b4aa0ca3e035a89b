/// A unit that a measure may be said in.
package enum MeasureUnit: Hashable, Sendable, CaseIterable {
    /// Hundredths: of full level, or of the canvas.
    case percent
    /// A level against full level.
    case decibels
    /// Canvas pixels.
    case pixels
}

/// A value in words for people.
package struct Wording: Hashable, Sendable {
    /// Equal exactly where values mean the same.
    package var meaning: String
    /// The value in words; measures of level and place in percent.
    package var plain: String
    /// The unit that the draft writes it in; nil where it writes none.
    package var unit: MeasureUnit?
    /// The words with other units, for values that have them.
    private var others: [MeasureUnit: String] = [:]

    /// A value whose words are what it means.
    init(_ words: String) { self.init(meaning: words, words) }

    /// A value in words, and what they mean.
    init(meaning: String, _ words: String) { (self.meaning, plain) = (meaning, words) }

    /// A measure in percent and in another unit; `unit` is the one that the draft writes.
    init(percent: String, _ other: MeasureUnit, _ words: String, unit: MeasureUnit?) {
        self.init(percent)
        others[other] = words
        self.unit = unit
    }

    /// The words in a unit, where the value has it; else the plain ones.
    package func text(in unit: MeasureUnit?) -> String { unit.flatMap { others[$0] } ?? plain }
}
