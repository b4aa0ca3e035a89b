import TimelineModel

extension TextStyle.LetterCase {
    /// A text's characters with their letters changed, by Unicode's rules without a language.
    func applied(to characters: [String]) -> [String] {
        switch self {
        case .none: characters
        case .upper: characters.map { $0.uppercased() }
        case .lower: characters.map { $0.lowercased() }
        case .title: Self.withCapitals(characters)
        }
    }

    /// A capital at the start of each word; an apostrophe does not end a word.
    private static func withCapitals(_ characters: [String]) -> [String] {
        var isInWord = false
        return characters.map { text in
            guard let character = text.first else { return text }
            let isLetter = character.isLetter || character.isNumber
            defer { isInWord = isLetter || (isInWord && (character == "'" || character == "\u{2019}")) }
            guard isLetter, !isInWord, let first = text.unicodeScalars.first else { return text }
            return first.properties.titlecaseMapping + String(text.unicodeScalars.dropFirst())
        }
    }
}
