import TimelineModel

/// The families that a text is set in, first choice first.
struct FontChoice {
    /// Names for the font description, comma separated.
    let families: String
    /// The stand-in for a family that is not there, or nil.
    let substitution: FontSubstitution?
    /// Whether no font that is not there could be a better choice.
    let isComplete: Bool

    private static let genericFamilies: Set<String> = [
        "sans", "sans-serif", "system-ui", "ui-sans-serif", "serif", "ui-serif", "monospace", "ui-monospace",
    ]

    /// Chooses for a style's font and a text.
    init(font: TextStyle.Font, text: String, fonts: FontConfiguration) {
        var names: [String] = []
        var substitution: FontSubstitution?
        var isComplete = true
        switch font {
        case .standard: break
        case .file: names.append(FontRules.fileFamily)
        case .family(let list):
            let wanted = Self.split(list)
            let used = wanted.lazy.compactMap { Self.family($0, in: fonts) }.first
            names += used.map(fonts.lookupNames(ofFamily:)) ?? []
            isComplete = wanted.first.map { Self.isSettled($0, in: fonts) } ?? true
            if let first = wanted.first, Self.family(first, in: fonts) == nil {
                substitution = FontSubstitution(requested: first, used: used ?? fonts.standardFamily)
            }
        }
        let partial = Set(fonts.bundledFamilies.filter { $0.contains("CJK") })
        let ideographs = text.unicodeScalars.filter(Self.isEastAsian)
        for family in fonts.bundledFamilies {
            // A subset that lacks some of the text would mix two designs in one line; then the system's comes first.
            if partial.contains(family), !fonts.bundledFamily(family, covers: ideographs) {
                isComplete = false
                continue
            }
            names.append(FontRules.bundledPrefix + family)
        }
        families = names.joined(separator: ",")
        self.substitution = substitution
        self.isComplete = isComplete
    }

    /// The families of a list such as CSS has them.
    private static func split(_ list: String) -> [String] {
        list.split(separator: ",").map { part in
            String(part.drop { " \t\"'".contains($0) }.reversed().drop { " \t\"'".contains($0) }.reversed())
        }.filter { !$0.isEmpty }
    }

    /// Whether a name means the same family whatever fonts there are besides.
    private static func isSettled(_ name: String, in fonts: FontConfiguration) -> Bool {
        fonts.spelling(ofFamily: name) != nil
            || genericFamilies.contains(name.lowercased()) && candidates(for: name).isEmpty
    }

    /// The family to use for a name, nil where there is none.
    private static func family(_ name: String, in fonts: FontConfiguration) -> String? {
        if let spelling = fonts.spelling(ofFamily: name) { return spelling }
        guard genericFamilies.contains(name.lowercased()) else { return nil }
        return candidates(for: name).lazy.compactMap(fonts.spelling(ofFamily:)).first ?? fonts.standardFamily
    }

    /// Families that a generic name may mean before the standard one.
    private static func candidates(for name: String) -> [String] {
        switch name.lowercased() {
        case "serif", "ui-serif": ["Noto Serif", "DejaVu Serif", "Liberation Serif"]
        case "monospace", "ui-monospace": ["Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"]
        default: []
        }
    }

    private static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11ff, 0x3041...0x9fff, 0xac00...0xd7a3, 0xf900...0xfaff, 0x20000...0x3ffff: true
        default: false
        }
    }
}
