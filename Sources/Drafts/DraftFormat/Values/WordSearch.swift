/// Finds the words of a transcript in a text, one after another.
struct WordSearch {
    private let characters: [String]
    /// Whether the character is one of a word that spaces part from others.
    private let isWordPart: [Bool]
    /// Number of Unicode scalars before each character, and before the end.
    private let offsets: [Int]
    private var cursor = 0

    /// How many characters after the last word the next one may begin; bounds the work for words that are not there.
    private static let reach = 4_000

    /// A search that begins at the start of a text.
    init(text: String) {
        var characters: [String] = []
        var isWordPart: [Bool] = []
        var offsets = [0]
        for character in text {
            characters.append(character.lowercased())
            isWordPart.append((character.isLetter || character.isNumber) && !Self.isWrittenWithoutSpaces(character))
            offsets.append((offsets.last ?? 0) + character.unicodeScalars.count)
        }
        self.characters = characters
        self.isWordPart = isWordPart
        self.offsets = offsets
    }

    /// The place of a word after the one found before, in Unicode scalars; nil where it is not there.
    ///
    /// Case does not matter, nor do spaces and punctuation around the word. A place where no letter or digit touches
    /// the word goes first, in scripts that put spaces between words.
    mutating func next(_ word: String) -> Range<Int>? {
        let whole = word.split(whereSeparator: \.isWhitespace).joined(separator: " ").map { $0.lowercased() }
        let bare = Array(
            whole.drop { !Self.isWordPart($0) }.reversed().drop { !Self.isWordPart($0) }.reversed())
        for wanted in bare.isEmpty || bare.count == whole.count ? [whole] : [whole, bare] where !wanted.isEmpty {
            if let found = place(of: wanted, apart: true) ?? place(of: wanted, apart: false) {
                cursor = found.upperBound
                return offsets[found.lowerBound]..<offsets[found.upperBound]
            }
        }
        return nil
    }

    /// Whether the character is of a script that puts no spaces between words.
    private static func isWrittenWithoutSpaces(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value ?? 0 {
        // Thai and Lao; Myanmar; Khmer; kana and Han.
        case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff, 0x3040...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: true
        default: false
        }
    }

    private static func isWordPart(_ character: String) -> Bool {
        character.first.map { $0.isLetter || $0.isNumber } ?? false
    }

    private func place(of wanted: [String], apart: Bool) -> Range<Int>? {
        let last = min(characters.count - wanted.count, cursor + Self.reach)
        guard cursor <= last else { return nil }
        for start in cursor...last where characters[start] == wanted[0] {
            let end = start + wanted.count
            guard wanted.indices.allSatisfy({ characters[start + $0] == wanted[$0] }) else { continue }
            if apart {
                let touchesBefore = start > 0 && isWordPart[start - 1] && isWordPart[start]
                let touchesAfter = end < characters.count && isWordPart[end] && isWordPart[end - 1]
                if touchesBefore || touchesAfter { continue }
            }
            return start..<end
        }
        return nil
    }
}
