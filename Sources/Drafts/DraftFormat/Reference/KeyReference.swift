/// Every key that a draft may have, as a page of the documentation, made from the tables that the reader goes by.
package enum KeyReference {
    /// A key of one sort of object.
    package struct Entry: Sendable {
        /// What the object is, as the section is called.
        package var section: String
        /// Its short name.
        package var key: String
        /// Its other spellings.
        package var otherSpellings: [String]
        /// Whether it may stand in the object's `m` too.
        package var mayStandInMetadata: Bool
        /// A value that it may have, as JSON.
        package var example: String
        /// The value that holds where it is not given, as JSON; nil where there is none or the rest of the draft decides.
        package var standard: String?
    }

    /// A whole object of one sort, or what may stand in its place, as JSON.
    package struct WholeExample: Sendable {
        /// What the object is, as the section is called.
        package var section: String
        /// The object.
        package var example: String
        /// The same with every default written out, where there are defaults.
        package var standard: String?
    }

    /// The tables in the order of the page: the draft, its tracks, their segments, then what stands in these.
    static let tables: [KeyTable] = {
        var tables: [KeyTable] = [.draft, .track, .picture, .sound, .text]
        var index = 0
        while index < tables.count {
            for inner in tables[index].keys.compactMap(\.kind.table) where !tables.contains(where: { $0 === inner }) {
                tables.append(inner)
            }
            index += 1
        }
        return tables + [.keyframe]
    }()

    /// The keys of all objects, in the order of the page.
    package static var entries: [Entry] {
        tables.flatMap { table in
            table.keys.map { key in
                Entry(
                    section: table.section, key: key.name.rawValue, otherSpellings: Array(key.spellings.dropFirst()),
                    mayStandInMetadata: key.mayStandInMetadata, example: KeyExamples.example(of: key, in: table),
                    standard: key.standard?.text)
            }
        }
    }

    /// What may stand in place of objects.
    package static var shorthands: [WholeExample] {
        tables.flatMap { table in
            KeyExamples.shorthands(of: table).map { WholeExample(section: table.section, example: $0) }
        }
    }

    /// An example of each value of each effect.
    package static var effects: [WholeExample] {
        EffectKind.allCases.flatMap { effect in
            effect.values.map { value in
                WholeExample(
                    section: KeyTable.effect.section, example: KeyExamples.example(of: effect, showing: value.name),
                    standard: value.standard?.text.map { KeyExamples.example(of: effect, showing: value.name, as: $0) })
            }
        }
    }

    /// `docs/keys.md`.
    package static var markdown: String {
        let introduction = [
            "# Keys", "",
            "Every key that a draft may have, object by object, with an example of each. [format.md](format.md) says what they",
            "mean. The page is made by `make codes` from the tables that the reader itself goes by, and tests read every example.",
            "",
            "Of two spellings of one key in one object, the one that comes first here is taken. Words may be in any case style,",
            "numbers may stand in strings, and `null` says that a key is not there.",
        ]
        return (introduction + tables.flatMap(section)).joined(separator: "\n") + "\n"
    }

    private static func section(_ table: KeyTable) -> [String] {
        var lines = ["", "## \(capitalized(table.section))", "", table.place]
        lines += remarks(table)
        lines += ["", "| key | other spellings | value | default | example |", "|---|---|---|---|---|"]
        lines += table.keys.map { key in
            row([
                code(key.name.rawValue), key.spellings.dropFirst().map(code).joined(separator: ", "),
                table.values(of: key), table.standard(of: key), code(KeyExamples.example(of: key, in: table)),
            ])
        }
        if table === KeyTable.effect { lines += effectRows() }
        return lines
    }

    private static func remarks(_ table: KeyTable) -> [String] {
        var remarks: [String] = []
        let shorthands = KeyExamples.shorthands(of: table)
        if !shorthands.isEmpty {
            remarks.append("In its place may stand \(alternatives(shorthands.map(code))).")
        }
        if table.mayBeAbsent { remarks.append("`false` and `\"none\"` say that there is none.") }
        let free = table.keys.filter(\.mayStandInMetadata).map { code($0.name.rawValue) }
        let own = table.keys.filter { !$0.mayStandInMetadata }.map { code($0.name.rawValue) }
        if !free.isEmpty {
            let names = free.count < own.count ? enumerated(free) : "All but \(enumerated(own))"
            remarks.append("\(names) may stand in `m` too.")
        }
        let animated = table.keys.map(\.name).filter(table.animated.contains).map { code($0.rawValue) }
        if !animated.isEmpty {
            remarks.append(
                "\(enumerated(animated)) may have an array of [keyframes](#a-keyframe) in place of the value.")
        }
        return remarks.isEmpty ? [] : [remarks.joined(separator: " ")]
    }

    private static func effectRows() -> [String] {
        let head = [
            "", "What each type takes:", "", "| type | key | value | default | example |", "|---|---|---|---|---|",
        ]
        return head
            + EffectKind.allCases.flatMap { effect in
                effect.values.map { value in
                    row([
                        code(effect.rawValue), code(value.name.rawValue),
                        value.name == .src ? "a string that names a `.cube` file" : value.kind.words,
                        value.standard?.words ?? "required",
                        code(KeyExamples.example(of: effect, showing: value.name)),
                    ])
                }
            }
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func enumerated(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// A text as code of Markdown.
func code(_ text: String) -> String { "`\(text)`" }
