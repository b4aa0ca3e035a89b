/// Emoji that are made of several characters: keycaps, flags, skin tones, families (UTS #51, ED-17).
enum EmojiSequences {
    /// One of them in a text.
    struct Place {
        /// Its UTF-8 offsets.
        let range: Range<Int>
        /// What it is.
        let character: Character
    }

    /// The sequences of a text.
    static func places(in text: String) -> [Place] {
        var places: [Place] = []
        var offset = 0
        for character in text {
            let end = offset + character.utf8.count
            if isSequence(character) { places.append(Place(range: offset..<end, character: character)) }
            offset = end
        }
        return places
    }

    private static func isSequence(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard scalars.count > 1, scalars.allSatisfy(canBePart) else { return false }
        return scalars.contains { $0.properties.isEmojiPresentation || $0 == presentation || $0 == keycap }
    }

    private static let presentation: Unicode.Scalar = "\u{FE0F}"
    private static let keycap: Unicode.Scalar = "\u{20E3}"

    private static func canBePart(_ scalar: Unicode.Scalar) -> Bool {
        let isJoint = scalar == presentation || scalar == keycap || scalar == "\u{200D}"
        let isTag = (0xE0020...0xE007F).contains(scalar.value)
        return isJoint || isTag || scalar.properties.isEmoji
    }
}
