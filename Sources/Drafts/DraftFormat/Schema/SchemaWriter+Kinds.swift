extension SchemaWriter {
    /// The schema of a kind of value.
    mutating func schema(of kind: ValueKind) -> JSONTree {
        switch kind {
        case .anything: return true
        case .text: return ["type": "string", "maxLength": .integer(Int64(DraftLimits.textBytes))]
        case .identifier:
            return ["type": "string", "minLength": 1, "maxLength": .integer(Int64(DraftLimits.identifierBytes))]
        case .truth:
            return ["anyOf": [["type": "boolean"], ["enum": [0, 1]], Self.words(Synonyms.truths.keys.sorted())]]
        case .number(let range): return Self.measure(range, kind.units)
        case .wholeNumber(let range) where range == 16...1_920:
            // The only whole numbers of this range are sides of a canvas, which are even.
            let side: JSONTree = ["type": "integer", "minimum": 16, "maximum": 1_920, "multipleOf": 2]
            return ["anyOf": [side, Self.whole(Patterns.evenSide, unit: "(?:[pP][xX])?")]]
        case .wholeNumber(let range):
            return [
                "anyOf": [
                    ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)],
                    Self.whole((range.lowerBound...range.upperBound).map(String.init).joined(separator: "|")),
                ]
            ]
        case .weight:
            return [
                "anyOf": [
                    ["type": "integer", "minimum": 100, "maximum": 900], Self.whole("[1-8][0-9][0-9]|900"),
                    Self.words(Synonyms.weights.keys.sorted()),
                ]
            ]
        case .pixels(let range): return Self.measure(range, kind.units)
        case .time(let range): return time(range)
        case .horizontalLength(let range), .verticalLength(let range):
            let length = Self.measure(range.lowerBound...min(20, range.upperBound), ["%", "px"])
            return kind.edges.isEmpty
                ? length : ["anyOf": [length, Self.words(kind.edges + Synonyms.of(kind.edges))]]
        case .scale:
            let factor = Self.measure(0...100, ["%"])
            return ["anyOf": [factor, ["type": "array", "items": factor, "minItems": 2, "maxItems": 2]]]
        case .gain:
            return [
                "anyOf": [
                    Self.number(0...4), Self.string(Patterns.measure(["%", ""]), sign: false),
                    Self.string(Patterns.measure(["db"]), sign: true),
                ]
            ]
        case .color: return color()
        case .word(let words): return Self.words(words + Synonyms.of(words))
        case .insets:
            return ["type": "array", "items": Self.measure(0...1, ["%"]), "minItems": 4, "maxItems": 4]
        case .frameRate: return Self.frameRate
        case .easing: return easing()
        case .asset: return asset()
        case .trackType: return ["type": ["number", "string"]]
        case .pair(let first, let second):
            return [
                "type": "array", "prefixItems": [schema(of: first), schema(of: second)], "minItems": 2, "maxItems": 2,
            ]
        case .object(let table): return choice(of: table)
        case .objects(let table):
            let element = choice(of: table)
            let most = table === KeyTable.effect ? DraftLimits.effectCount : DraftLimits.segmentCount
            return ["anyOf": [["type": "array", "items": element, "maxItems": .integer(Int64(most))], element]]
        case .list: return ["type": "array"]
        }
    }

    /// An object of a table, or what may stand in its place.
    private mutating func choice(of table: KeyTable) -> JSONTree {
        let whole = reference(to: table)
        let shorthands = shorthands(of: table)
        return shorthands.isEmpty ? whole : ["anyOf": .array([whole] + shorthands)]
    }

    /// What `KeyTable.object(for:)` takes in place of an object.
    private mutating func shorthands(of table: KeyTable) -> [JSONTree] {
        if table === KeyTable.transition { return [schema(of: .text)] }
        if table === KeyTable.animationPart || table === KeyTable.animation {
            return KeyTable.animationPart.key(named: .type).map { [schema(of: $0.kind)] } ?? []
        }
        if table === KeyTable.effect {
            let needy = EffectKind.allCases.filter { $0.values.contains(where: \.isRequired) }.map(\.rawValue)
            return [["allOf": [schema(of: .text), ["not": Self.words(needy)]]]]
        }
        if table === KeyTable.mask { return [asset()] }
        if table === KeyTable.duck { return [["const": true], schema(of: .gain)] }
        guard table.standardColor != nil else { return [] }
        let width = table === KeyTable.stroke ? table.key(named: .width).map { [schema(of: $0.kind)] } ?? [] : []
        return [["const": true], schema(of: .color)] + width
    }

    /// A number, or a string of it with one of some units or none.
    static func measure(_ range: ClosedRange<Double>, _ units: [String]) -> JSONTree {
        ["anyOf": [number(range), string(Patterns.measure(units + [""]), sign: range.lowerBound < 0)]]
    }

    /// A whole number in a string, by a pattern of its digits.
    private static func whole(_ digits: String, unit: String = "") -> JSONTree {
        ["type": "string", "maxLength": 64, "pattern": .string("^ *\\+?0*(?:\(digits))(?:\\.0*)? *\(unit) *$")]
    }

    /// One of some words, in any case style.
    static func words(_ words: [String]) -> JSONTree {
        ["type": "string", "pattern": .string(Patterns.words(words))]
    }

    private static func number(_ range: ClosedRange<Double>) -> JSONTree {
        ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    }

    private static func string(_ pattern: (Bool) -> String, sign: Bool) -> JSONTree {
        ["type": "string", "maxLength": 64, "pattern": .string(pattern(sign))]
    }

    private mutating func time(_ range: ClosedRange<Int64>) -> JSONTree {
        let most = range.upperBound == DraftLimits.time
        return reference(most ? (range.lowerBound > 0 ? "a-length" : "a-time") : "the-duration") { _ in
            // Half a microsecond rounds up to the shortest length.
            let least: JSONTree = range.lowerBound > 0 ? .number(0.0005) : .number(-0.00049)
            let number: JSONTree = [
                "type": "number", "minimum": least, "maximum": .number(Double(range.upperBound) / 1_000),
            ]
            return ["anyOf": [number, Self.string(Patterns.measure(["ms", "s", ""]), sign: false)]]
        }
    }

    private mutating func color() -> JSONTree {
        reference("a-color") { _ in
            let names = NamedColors.codes.keys.sorted() + ["transparent"]
            let hexadecimal = "#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
            let pattern = "^(?:\(hexadecimal)|\(names.map(Patterns.inAnyCase).joined(separator: "|")))$"
            return ["type": "string", "pattern": .string(pattern)]
        }
    }

    private mutating func easing() -> JSONTree {
        reference("an-easing") { _ in
            let fraction: JSONTree = ["type": "number", "minimum": 0, "maximum": 1]
            let height: JSONTree = ["type": "number", "minimum": -100, "maximum": 100]
            let words = ["linear", "hold", "ease", "ease-in", "ease-out", "ease-in-out"]
            return [
                "anyOf": [
                    ["type": "string", "pattern": .string(Patterns.words(words))],
                    [
                        "type": "array", "prefixItems": [fraction, height, fraction, height], "minItems": 4,
                        "maxItems": 4,
                    ],
                ]
            ]
        }
    }

    private mutating func asset() -> JSONTree {
        reference("a-source") { _ in
            ["type": "string", "minLength": 1, "maxLength": .integer(Int64(DraftLimits.pathBytes))]
        }
    }

    private static var frameRate: JSONTree {
        [
            "anyOf": [
                ["type": "number", "minimum": 1, "maximum": 60],
                [
                    "type": "string", "maxLength": 64,
                    "pattern": "^(?:[0-9.]+(?:[eE][-+]?[0-9]+)? *(?:[fF][pP][sS])?|[0-9.eE+]+/[0-9.eE+]+)$",
                ],
            ]
        ]
    }
}

/// Regular expressions of what the reader takes, in the part of ECMA-262 that every validator knows.
enum Patterns {
    /// The digits of even numbers from 16 to 1920.
    static let evenSide = "1[68]|[2-9][02468]|[1-9][0-9][02468]|1[0-8][0-9][02468]|19[01][02468]|1920"

    /// A decimal number and one of some units, in any case, as `decimal(_:unit:)` reads them.
    static func measure(_ units: [String]) -> (_ hasSign: Bool) -> String {
        { hasSign in
            let unit = units.map(inAnyCase).joined(separator: "|")
            let number = "(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
            // What is below zero by its sign may still be zero by its digits.
            let negative = hasSign ? "-?" : "(?:-(?=[0.]*[^0-9.]))?"
            return "^ *\\+?\(negative)\(number) *(?:\(unit)) *$"
        }
    }

    /// A word whose letters may be small or large.
    static func inAnyCase(_ word: String) -> String {
        word.map { $0.isLetter ? "[\($0.lowercased())\($0.uppercased())]" : String($0) }.joined()
    }

    /// One of some words as `hyphenated(_:)` reads them: with hyphens, underscores or spaces, in camel case or in large
    /// letters.
    static func words(_ words: [String]) -> String { "^(?:\(words.map(word).joined(separator: "|")))$" }

    private static func word(_ word: String) -> String {
        let parts = word.split(separator: "-").map(String.init)
        guard word.contains(where: \.isLetter) else { return word }
        // Each joint is a separator or a hump, and a hump needs a small letter before it and a large one after it.
        return (0..<(1 << (parts.count - 1))).map { humps in
            var pattern = ""
            for (index, part) in parts.enumerated() {
                let isHumpBefore = index > 0 && humps >> (index - 1) & 1 == 1
                let isHumpAfter = index + 1 < parts.count && humps >> index & 1 == 1
                if index > 0, !isHumpBefore { pattern += "[-_ ]" }
                pattern += forms(of: part, startsLarge: isHumpBefore, endsSmall: isHumpAfter)
            }
            return pattern
        }.joined(separator: "|")
    }

    /// A part with some large letters first and small ones after them; a large one after a small one would begin a new part.
    private static func forms(of part: String, startsLarge: Bool, endsSmall: Bool) -> String {
        let least = startsLarge ? 1 : 0
        let most = endsSmall ? part.count - 1 : part.count
        guard least <= most else { return "(?!)" }
        let forms = (least...most).map { part.prefix($0).uppercased() + part.dropFirst($0) }
        return forms.count == 1 ? forms[0] : "(?:\(forms.joined(separator: "|")))"
    }
}
