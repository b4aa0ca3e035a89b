/// A tag of a subtitle's text.
enum SubtitleTag {
    /// Begins a stretch: its name in small letters, WebVTT's classes, and what follows.
    case open(String, classes: [Substring], attributes: String)
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
        self = isClosing ? .close(name) : .open(name, classes: Array(parts.dropFirst()), attributes: String(rest))
    }

    /// The value of an attribute such as `color="red"`, `color=red` or `COLOR = 'red'`.
    static func value(of name: String, in attributes: String) -> Substring? {
        guard let range = attributes.lowercased().firstRange(of: name) else { return nil }
        // Lowercasing may change how long a text is; attributes are ASCII, and others have no value.
        guard attributes.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let rest = attributes.dropFirst(
            attributes.lowercased().distance(from: attributes.startIndex, to: range.upperBound)
        )
        .drop(while: \.isWhitespace)
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop(while: \.isWhitespace)
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return value.prefix { !$0.isWhitespace && $0 != "/" }
        }
        return value.dropFirst().prefix { $0 != quote }
    }
}
