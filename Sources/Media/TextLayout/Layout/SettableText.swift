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
        string = letterCase.applied(to: source.map(Self.withoutControls)).joined()
    }

    /// Where each Unicode scalar of the draft's text, and its end, lies in `string`, in UTF-8 bytes.
    ///
    /// A letter may change its length with its case.
    var byteOffsets: [Int] {
        let pieces = letterCase.applied(to: source.map(Self.withoutControls))
        var offsets: [Int] = []
        var end = 0
        for (character, piece) in zip(source, pieces) {
            for _ in character.unicodeScalars { offsets.append(end) }
            end += piece.utf8.count
        }
        offsets.append(end)
        return offsets
    }

    /// A character, `\n` for every line end, nothing for a control character, which would be drawn as a box.
    private static func withoutControls(_ character: Character) -> String {
        switch character {
        // All of Unicode's line ends (UAX #14, BK, CR, LF, NL), and the form feed, which is one too.
        case "\r\n", "\r", "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": return "\n"
        case "\t": return "\t"
        case let keycap where keycap.unicodeScalars.count == 2 && keycap.unicodeScalars.last == "\u{20E3}":
            // A keycap is meant, though what asks for its picture was left out.
            return keycap.unicodeScalars.first.map { "\($0)\u{FE0F}\u{20E3}" } ?? ""
        default:
            let scalars = character.unicodeScalars
            return scalars.first?.properties.generalCategory == .control ? "" : String(character)
        }
    }
}
