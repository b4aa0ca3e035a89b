import MediaBuffers

/// The text of a cue without its markup: the tags of SubRip and WebVTT, the overrides of SubStation Alpha that are found in
/// SubRip, and HTML's character references in WebVTT.
///
/// A look that all of the cue has is kept, and so is its place.
struct SubtitleMarkup {
    /// How letters look from some place on.
    struct State {
        var isItalic = false
        var isBold = false
        var hasLine = false
        var color: RGBAColor?
        /// Whether what looks like text are commands of a drawing.
        var isDrawing = false
    }

    /// The text, without rows and edges of rows that are blank.
    private(set) var text = ""
    /// How all of it looks.
    var look = SubtitleLook()
    /// What is not kept.
    var leftovers: Set<SubtitleLeftover> = []
    /// How many character references are text, because the format has none.
    private(set) var plainReferenceCount = 0

    var state = State()
    private var open: [(name: String, outside: State)] = []
    private var scalars: [Unicode.Scalar] = []
    private var position = 0
    private var output = String.UnicodeScalarView()
    private let hasReferences: Bool
    /// The looks of the letters so far.
    private var seen: (italic: Set<Bool>, bold: Set<Bool>, color: Set<RGBAColor?>) = ([], [], [])
    /// Whether the word so far holds a backslash that is text, as a path does.
    private var isInPath = false

    /// Scalars of the longest tag.
    private static let longestTag = 500

    /// Reads a cue's rows.
    init(_ rows: some Sequence<Substring>, hasReferences: Bool) {
        self.hasReferences = hasReferences
        scalars = Array(rows.joined(separator: "\n").unicodeScalars)
        while position < scalars.count {
            if !takeMarkup() {
                emit(scalars[position])
                position += 1
            }
        }
        text = Self.withoutBlankRows(String(output))
        finishLook()
    }

    /// Takes the markup at the position; false where a text stands there.
    private mutating func takeMarkup() -> Bool {
        switch scalars[position] {
        case "<": return takeTag()
        case "{": return takeOverride()
        case "\\": return takeBackslash()
        case "&":
            let rest = scalars[position...]
            guard hasReferences else {
                if CharacterReference(at: rest, needsSemicolon: true) != nil { plainReferenceCount += 1 }
                return false
            }
            guard let reference = CharacterReference(at: rest) else { return false }
            for scalar in reference.text.unicodeScalars { emit(scalar) }
            position += reference.length
            return true
        default: return false
        }
    }

    private mutating func emit(_ scalar: Unicode.Scalar) {
        guard !state.isDrawing || scalar == "\n" else { return }
        output.append(scalar)
        if scalar.properties.isWhitespace {
            isInPath = false
            return
        }
        seen.italic.insert(state.isItalic)
        seen.bold.insert(state.isBold)
        seen.color.insert(state.color)
        if state.hasLine { leftovers.insert(.lines) }
    }

    private mutating func finishLook() {
        look.isItalic = seen.italic == [true]
        look.isBold = seen.bold == [true]
        look.color = seen.color.count == 1 ? seen.color.first ?? nil : nil
        if [seen.italic.count, seen.bold.count, seen.color.count].contains(where: { $0 > 1 }) {
            leftovers.insert(.partialLook)
        }
    }

    private static func withoutBlankRows(_ text: String) -> String {
        let rows = text.split(separator: "\n").map { row in
            let start = row.drop { $0 == " " || $0 == "\t" }
            return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
        }
        return rows.filter { $0.unicodeScalars.contains(where: isInk) }.joined(separator: "\n")
    }

    private static func isInk(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
    }

    // MARK: Tags

    /// Takes a tag such as `<i>`, `</b>`, `<font color="red">`, `<c.loud>`, `<v Anna>` or a time; false where `<` is text.
    private mutating func takeTag() -> Bool {
        guard let end = endOfMarkup(">", before: "<") else { return false }
        let inside = scalars[(position + 1)..<end]
        guard let tag = SubtitleTag(inside) else { return false }
        position = end + 1
        switch tag {
        case .time: leftovers.insert(.wordTimes)
        case .comment: leftovers.insert(.others)
        case .close(let name):
            if let index = open.lastIndex(where: { $0.name == name }) {
                state = open[index].outside
                open.removeSubrange(index...)
            }
        case .open(let name, let classes, let attributes):
            if name == "br" {
                emit("\n")
                return true
            }
            open.append((name, state))
            apply(name, classes, attributes)
        }
        return true
    }

    /// Where markup ends: at `close`, before a line's end and before another beginning.
    private func endOfMarkup(_ close: Unicode.Scalar, before begin: Unicode.Scalar) -> Int? {
        let limit = min(scalars.count, position + Self.longestTag)
        for index in (position + 1)..<max(limit, position + 1) {
            if scalars[index] == close { return index }
            if scalars[index] == begin || scalars[index] == "\n" { return nil }
        }
        return nil
    }

    // MARK: Overrides

    /// Takes `{\an8}` and its like, and MicroDVD's `{y:i}`.
    private mutating func takeOverride() -> Bool {
        guard let end = endOfMarkup("}", before: "{") else { return false }
        var inside = String.UnicodeScalarView()
        inside.append(contentsOf: scalars[(position + 1)..<end])
        let code = String(inside)
        if code.hasPrefix("\\") {
            for part in code.split(separator: "\\") { applyOverride(part) }
        } else if code.dropFirst().first == ":", code.first?.isASCII == true, code.first?.isLetter == true {
            switch code.lowercased() {
            case "y:i": state.isItalic = true
            case "y:b": state.isBold = true
            default: leftovers.insert(.others)
            }
        } else {
            return false
        }
        position = end + 1
        return true
    }

    /// Takes `\N` and `\n`, which break the line, and `\h`, a space at which none breaks.
    private mutating func takeBackslash() -> Bool {
        let isAfterColon = position > 0 && scalars[position - 1] == ":"
        guard position + 1 < scalars.count, !isAfterColon, !isInPath else {
            isInPath = true
            return false
        }
        switch scalars[position + 1] {
        case "N", "n": emit("\n")
        case "h": emit("\u{A0}")
        default:
            isInPath = true
            return false
        }
        position += 2
        return true
    }
}
