import TimelineModel

/// Words that other programs and CSS have for words of the format, in small letters with hyphens, where they mean the same.
enum Synonyms {
    /// The format's word for each.
    static let words = [
        "centre": "center", "middle": "center", "horizontal": "h", "vertical": "v", "both": "hv", "uppercase": "upper",
        "lowercase": "lower", "capitalize": "title", "plus-lighter": "add", "rectangle": "rect", "luminance": "luma",
        "fade-in": "fade", "fade-out": "fade", "greyscale": "grayscale",
    ]

    /// Font weights by the names that CSS and font makers give them.
    static let weights = [
        "thin": 100, "hairline": 100, "extra-light": 200, "ultra-light": 200, "extralight": 200, "ultralight": 200,
        "light": 300, "normal": 400, "regular": 400, "medium": 500, "semi-bold": 600, "demi-bold": 600, "semibold": 600,
        "demibold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "extrabold": 800, "ultrabold": 800,
        "black": 900, "heavy": 900,
    ]

    /// What says that something is so, and what says that it is not.
    static let truths = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]

    /// Words for what a track carries.
    static let tracks: [(kind: Track.Kind, number: Int64, words: [String])] = [
        (.picture, 0, ["video", "image", "picture", "photo"]), (.sound, 1, ["audio", "sound", "music"]),
        (.text, 7, ["text", "title", "subtitle", "caption"]),
    ]

    /// The synonyms of some words of the format, in a fixed order.
    static func of(_ known: [String]) -> [String] {
        words.filter { known.contains($0.value) && !known.contains($0.key) }.keys.sorted()
    }
}

/// The number of the type of a track that a word, in any case, stands for; nil for any other word.
package func trackNumber(ofWord word: String) -> Int64? {
    let kind = Track.Kind(draftWord: word)
    return Synonyms.tracks.first { $0.kind == kind }?.number
}

/// What a word such as `"yes"` says; nil for any other word.
package func truth(ofWord word: String) -> Bool? { Synonyms.truths[word.lowercased()] }

/// A word without spaces around it, in small letters with hyphens, in the format's own spelling where it has one.
func plainWord(_ text: String) -> String {
    let word = hyphenated(text)
    return Synonyms.words[word] ?? word
}

extension Track.Kind {
    /// What a number stands for as the type of a track.
    init?(draftNumber number: Int64) {
        guard let entry = Synonyms.tracks.first(where: { $0.number == number }) else { return nil }
        self = entry.kind
    }

    /// What a word, in any case, stands for as the type of a track.
    init?(draftWord word: String) {
        let small = word.lowercased()
        guard let entry = Synonyms.tracks.first(where: { $0.words.contains(small) }) else {
            guard let number = decimal(word, unit: "")?.wholeValue else { return nil }
            self.init(draftNumber: number)
            return
        }
        self = entry.kind
    }
}
