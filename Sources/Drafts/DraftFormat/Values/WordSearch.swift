/// Finds the words of a transcript in a text, one after another.
///
/// Transcripts spell words otherwise than texts do: without punctuation, in other case, with other apostrophes, quotes and
/// dashes, composed or decomposed. All of these are the same word.
struct WordSearch {
    /// The text's characters as they are compared, and the character of the text that each is of.
    private let units: [(unit: Int, index: Int)]
    /// Those of them that are letters and digits, as places in `units`.
    private let letters: [Int]
    /// For each of `units` the place in `letters` of the first that does not lie before it.
    private let lettersBefore: [Int]
    /// Whether the character is one of a word that spaces part from others.
    private let isWordPart: [Bool]
    /// Whether the character is a space.
    private let isSpace: [Bool]
    /// Number of Unicode scalars before each character, and before the end.
    private let offsets: [Int]
    /// What the text's units are numbered by.
    private let numbers: [Character: Int]
    /// Where in `units` the next word may begin.
    private var cursor = 0

    /// How many characters after the last word the next one may begin; bounds the work for words that are not there.
    private static let reach = 4_000
    /// The most characters from one letter of a word to the next.
    private static let gap = 4

    /// A search that begins at the start of a text.
    init(text: String) {
        var units: [(unit: Int, index: Int)] = []
        var letters: [Int] = []
        var lettersBefore: [Int] = []
        var isWordPart: [Bool] = []
        var isSpace: [Bool] = []
        var offsets = [0]
        var numbers: [Character: Int] = [:]
        for (index, character) in text.enumerated() {
            let isLetter = Self.isLetter(character)
            isWordPart.append(isLetter && !Self.isWrittenWithoutSpaces(character))
            isSpace.append(character.isWhitespace)
            offsets.append((offsets.last ?? 0) + character.unicodeScalars.count)
            for folded in Self.folded(character) {
                let number = numbers[folded] ?? numbers.count
                numbers[folded] = number
                lettersBefore.append(letters.count)
                if isLetter { letters.append(units.count) }
                units.append((number, index))
            }
        }
        lettersBefore.append(letters.count)
        self.units = units
        self.letters = letters
        self.lettersBefore = lettersBefore
        self.isWordPart = isWordPart
        self.isSpace = isSpace
        self.offsets = offsets
        self.numbers = numbers
    }

    /// The place of a word after the one found before, in Unicode scalars; nil where it is not there.
    ///
    /// A place where no letter or digit touches the word goes first, in scripts that put spaces between words; then the
    /// one that has the word's own punctuation within; then the nearest.
    mutating func next(_ word: String) -> Range<Int>? {
        let characters = word.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let letters = characters.filter(Self.isLetter)
        // Without punctuation the letters are the whole word.
        let exact = letters == characters ? Places() : numbered(characters).map(places) ?? Places()
        let loose = numbered(letters).map(placesOfLetters) ?? Places()
        // A word that has its apostrophe is not one that has none: “we're” and “were”. A word without one may have lost it.
        let isSpelled = !letters.isEmpty && characters.firstRange(of: letters) == nil
        for (exact, loose) in [(exact.apart, loose.apart), (exact.any, loose.any)] {
            guard let near = [exact, loose].compactMap(\.self).min(by: { $0.lowerBound < $1.lowerBound }) else {
                continue
            }
            let found = if let exact, isSpelled || exact.overlaps(near) { exact } else { near }
            cursor = found.upperBound
            return offsets[units[found.lowerBound].index]..<offsets[units[found.upperBound - 1].index + 1]
        }
        return nil
    }

    // MARK: Folding

    /// The characters that one is compared as: without case, with the plain one of its quotes or dashes.
    private static func folded(_ character: Character) -> String {
        switch character {
        case "’", "‘", "‛", "ʼ", "ʻ", "′", "`", "´", "＇", "‹", "›": "'"
        case "“", "”", "„", "‟", "″", "«", "»", "＂": "\""
        case "‐", "‑", "‒", "–", "—", "―", "−", "－": "-"
        case "…": "..."
        default: character.isWhitespace ? " " : character.uppercased().lowercased()
        }
    }

    /// A word's characters by the text's numbers; nil where it has none, or one that the text does not have.
    private func numbered(_ word: String) -> [Int]? {
        var result: [Int] = []
        for character in word {
            for folded in Self.folded(character) {
                guard let number = numbers[folded] else { return nil }
                result.append(number)
            }
        }
        return result.isEmpty ? nil : result
    }

    private static func isLetter(_ character: Character) -> Bool {
        // Unicode counts two apostrophes as letters.
        (character.isLetter || character.isNumber) && character != "ʼ" && character != "ʻ"
    }

    /// Whether the character is of a script that puts no spaces between words.
    private static func isWrittenWithoutSpaces(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value ?? 0 {
        // Thai and Lao; Myanmar; Khmer; kana and Han.
        case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff, 0x3040...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: true
        default: false
        }
    }

    // MARK: Places in `units`

    /// The first places of a word from the cursor on.
    private struct Places {
        /// Where no letter touches it.
        var apart: Range<Int>?
        /// Wherever it is.
        var any: Range<Int>?
    }

    private func places(of wanted: [Int]) -> Places {
        var places = Places()
        let last = min(units.count - wanted.count, cursor + Self.reach)
        var start = cursor
        while start <= last {
            var count = 0
            while count < wanted.count, units[start + count].unit == wanted[count] { count += 1 }
            if count == wanted.count, take(start..<(start + count), into: &places) { break }
            start += 1
        }
        return places
    }

    /// The places where a word's letters follow each other with nothing but punctuation between them.
    private func placesOfLetters(_ wanted: [Int]) -> Places {
        var places = Places()
        var start = lettersBefore[cursor]
        while start + wanted.count <= letters.count, letters[start] <= cursor + Self.reach {
            var count = 0
            while count < wanted.count, units[letters[start + count]].unit == wanted[count],
                count == 0 || areTogether(letters[start + count - 1], letters[start + count])
            {
                count += 1
            }
            if count == wanted.count, take(letters[start]..<(letters[start + count - 1] + 1), into: &places) { break }
            start += 1
        }
        return places
    }

    /// Notes a place; true where no better one can follow.
    private func take(_ range: Range<Int>, into places: inout Places) -> Bool {
        places.any = places.any ?? range
        guard isApart(range) else { return false }
        places.apart = range
        return true
    }

    private func areTogether(_ first: Int, _ second: Int) -> Bool {
        let (first, second) = (units[first].index, units[second].index)
        return second - first <= Self.gap && (first..<second).allSatisfy { !isSpace[$0] }
    }

    /// Whether no letter touches a place from outside.
    private func isApart(_ range: Range<Int>) -> Bool {
        let (first, last) = (units[range.lowerBound].index, units[range.upperBound - 1].index)
        let touchesBefore = first > 0 && isWordPart[first - 1] && isWordPart[first]
        let touchesAfter = last + 1 < isWordPart.count && isWordPart[last + 1] && isWordPart[last]
        return !touchesBefore && !touchesAfter
    }
}
