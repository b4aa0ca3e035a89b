import TimelineModel

extension TextStyle.LetterCase {
    /// A text with its letters changed, by Unicode's rules without a language.
    func applied(to text: String) -> String {
        switch self {
        case .none: text
        case .upper: text.uppercased()
        case .lower: text.lowercased()
        case .title: Self.withCapitals(text)
        }
    }

    /// A capital at the start of each word; an apostrophe does not end a word.
    private static func withCapitals(_ text: String) -> String {
        var result = ""
        var isInWord = false
        for character in text {
            let isLetter = character.isLetter || character.isNumber
            if isLetter, !isInWord, let first = character.unicodeScalars.first {
                result += first.properties.titlecaseMapping
                result.unicodeScalars.append(contentsOf: character.unicodeScalars.dropFirst())
            } else {
                result.append(character)
            }
            isInWord = isLetter || (isInWord && (character == "'" || character == "\u{2019}"))
        }
        return result
    }
}
