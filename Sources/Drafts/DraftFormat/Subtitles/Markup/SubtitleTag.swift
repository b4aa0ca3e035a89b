/// A tag of a subtitle's text.
enum SubtitleTag {
    /// Begins a stretch: its name in small letters, WebVTT's classes, and HTML's attributes by their names in small letters.
    case open(String, classes: [Substring], attributes: [String: Substring])
    /// Ends a stretch, by its name in small letters.
    case close(String)
    /// When the word after it is said.
    case time
    /// A comment or a declaration of HTML.
    case comment

    /// The tags that are known; any other is one only where it does not read like a sentence.
    private static let names: Set<String> = [
        "a", "b", "big", "br", "c", "center", "del", "div", "em", "font", "i", "ins", "lang", "p", "rp", "rt", "ruby",
        "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "v",
    ]

    /// The tag that stands between `<` and `>`; nil where that is a text.
    init?(_ inside: ArraySlice<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: inside)
        let content = String(view)
        let isClosing = content.hasPrefix("/")
        let body = content.drop { $0 == "/" }
        // WebVTT ends a class without a name, and `</>` closes nothing.
        guard let first = body.first, first.isASCII else { return nil }
        if first == "!" {
            self = .comment
            return
        }
        if first.isNumber {
            // A number is a time of karaoke; “<3” and “<-” are text.
            guard body.contains(":"), body.allSatisfy({ $0.isNumber || ":., ".contains($0) }) else { return nil }
            self = .time
            return
        }
        guard first.isLetter else { return nil }
        let head = body.prefix { !$0.isWhitespace && $0 != "/" }
        let parts = head.split(separator: ".")
        let name = parts.first?.lowercased() ?? ""
        let rest = body[head.endIndex...]
        guard Self.names.contains(name) || !rest.contains(where: \.isWhitespace) || rest.contains("=") else {
            return nil
        }
        self =
            isClosing
            ? .close(name) : .open(name, classes: Array(parts.dropFirst()), attributes: Self.attributes(in: rest))
    }

    /// Attributes such as `color="red"`, `color=red` or `COLOR = 'red'`; of two with one name the first.
    private static func attributes(in text: Substring) -> [String: Substring] {
        var attributes: [String: Substring] = [:]
        var rest = text.drop { $0.isWhitespace || $0 == "/" }
        while !rest.isEmpty {
            let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
            rest = rest[name.endIndex...].drop(while: \.isWhitespace)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest[value.endIndex...].dropFirst()
            } else {
                value = rest.prefix { !$0.isWhitespace }
                rest = rest[value.endIndex...]
            }
            let key = name.lowercased()
            if attributes[key] == nil { attributes[key] = value }
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
        }
        return attributes
    }
}
