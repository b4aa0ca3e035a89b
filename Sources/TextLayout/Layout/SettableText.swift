import TimelineModel

/// A text as it is set: one kind of line end, no control characters, letters in their case.
struct SettableText {
    /// The text.
    let string: String

    private let source: String
    private let letterCase: TextStyle.LetterCase

    /// Prepares a text of the draft.
    init(_ source: String, letterCase: TextStyle.LetterCase) {
        self.source = source
        self.letterCase = letterCase
        string = Self.prepared(source, letterCase)
    }

    /// Where a place in the draft's text, counted in Unicode scalars, lies in `string`, counted in UTF-8 bytes.
    func byteOffset(ofScalar offset: Int) -> Int {
        // Letters may change their number with their case, so what lies before the place is prepared by itself.
        let before = source.unicodeScalars.prefix(max(0, offset))
        return Self.prepared(String(before), letterCase).utf8.count
    }

    private static func prepared(_ text: String, _ letterCase: TextStyle.LetterCase) -> String {
        letterCase.applied(to: withoutControls(text))
    }

    /// A text with `\n` for every line end and without control characters, which would be drawn as boxes.
    private static func withoutControls(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": if last != "\r" { scalars.append("\n") }
            case "\r": scalars.append("\n")
            case "\t": scalars.append(scalar)
            default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
            last = scalar
        }
        return String(scalars)
    }
}
