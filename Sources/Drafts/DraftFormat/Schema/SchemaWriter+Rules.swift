import TimelineModel

extension SchemaWriter {
    /// What the keys of a table mean for each other.
    mutating func rules(of table: KeyTable) -> [JSONTree] {
        if table === KeyTable.track { return trackRules() }
        if table === KeyTable.draft { return [Self.canvasRule(of: table)] }
        if table === KeyTable.canvas { return [Self.canvasRule(of: table)] }
        if table === KeyTable.picture { return [colorRule(), colorSourceRule()] }
        if table === KeyTable.effect { return [Self.effectNames] + EffectKind.allCases.map { effectRule($0) } }
        if table === KeyTable.transition || table === KeyTable.listedTransition { return [Self.transitionNames] }
        if table === KeyTable.mask { return [Self.maskRule] }
        if table === KeyTable.animation { return [animationRule()] }
        if table === KeyTable.textStyle { return [["properties": ["font": ["not": ["const": ""]]]]] }
        return []
    }

    /// A track has segments or a subtitle file, and segments of its type.
    private mutating func trackRules() -> [JSONTree] {
        let segments = Self.presence(of: [.sg], in: .track)
        let source = Self.presence(of: [.src], in: .track)
        var rules: [JSONTree] = []
        for (number, table) in [(0, KeyTable.picture), (1, .sound), (7, .text)] {
            let items: JSONTree = ["items": reference(to: table)]
            let spellings = KeyTable.track.key(named: .sg)?.spellings ?? []
            let needed: JSONTree = number == 7 ? ["anyOf": [segments, source]] : segments
            rules.append([
                "if": Self.hasType(number),
                "then": [
                    "allOf": [
                        needed, ["properties": .object(spellings.map { .init($0, items) })],
                    ]
                ],
            ])
        }
        return rules
    }

    /// A color has no length of its own.
    private mutating func colorRule() -> JSONTree {
        let color = schema(of: .color)
        let places = KeyTable.picture.key(named: .src)?.spellings.prefix(1) ?? []
        return [
            "if": [
                "anyOf": .array(
                    places.map { ["required": [.string($0)], "properties": .object([.init($0, color)])] })
            ],
            "then": Self.presence(of: [.d, .end], in: .picture),
        ]
    }

    /// What begins like a color is one, unless it looks like a path.
    private mutating func colorSourceRule() -> JSONTree {
        let source: JSONTree = [
            "anyOf": [schema(of: .color), ["not": ["type": "string", "pattern": "^#[^./]*$"]]]
        ]
        let spellings = KeyTable.picture.key(named: .src)?.spellings ?? []
        let properties: JSONTree = .object(spellings.map { .init($0, source) })
        let homes = KeyTable.picture.key(named: .m)?.spellings ?? []
        let metadata: [JSONTree] = homes.map { ["properties": .object([.init($0, ["properties": properties])])] }
        return ["allOf": .array([["properties": properties]] + metadata)]
    }

    /// An effect of a type has the values that it needs, and the right ones. An unknown type is left out with a warning,
    /// and so is a value that the type does not take.
    private mutating func effectRule(_ effect: EffectKind) -> JSONTree {
        var properties: [JSONTree.Member] = []
        var needed: [JSONTree] = []
        for value in effect.values {
            let choice: JSONTree = ["anyOf": [schema(of: value.kind), ["type": "null"]]]
            properties += KeyTable.effect.key(named: value.name)?.spellings.map { .init($0, choice) } ?? []
            if value.isRequired { needed.append(Self.presence(of: [value.name], in: .effect)) }
        }
        // What it does not take must be right all the same, but for `value`, whose range is each effect's own.
        for key in KeyTable.effect.keys
        where key.name != .value && !effect.values.contains(where: { $0.name == key.name }) {
            let kinds = EffectKind.allCases.flatMap(\.values).filter { $0.name == key.name }.map(\.kind)
            guard let kind = kinds.first else { continue }
            var choices = [schema(of: kind), ["type": "null"]]
            switch kind {
            case .pixels, .color: choices.append(keyframes(of: kind))
            default: break
            }
            properties += key.spellings.map { .init($0, ["anyOf": .array(choices)]) }
        }
        var then: [JSONTree.Member] = [
            .init("title", .string("the effect \(effect.rawValue)")), .init("properties", .object(properties)),
        ]
        if !needed.isEmpty { then.append(.init("allOf", .array(needed))) }
        let type = Self.words([effect.rawValue] + Synonyms.of([effect.rawValue]))
        return ["if": ["required": ["type"], "properties": ["type": type]], "then": .object(then)]
    }

    /// The names of effects, for editors: an unknown one is left out with a warning, so none is refused.
    private static var effectNames: JSONTree {
        [
            "properties": [
                "type": [
                    "examples": .array(EffectKind.allCases.map { .string($0.rawValue) }),
                    "description":
                        "One of the examples, also in camel case or with underscores; another name is a warning and is left out.",
                ]
            ]
        ]
    }

    /// The names of transitions, for editors: an unknown one is rendered as a crossfade with a warning, so none is
    /// refused.
    private static var transitionNames: JSONTree {
        [
            "properties": [
                "type": [
                    "examples": .array(Transition.Kind.all.map { .string($0.name) }),
                    "description":
                        "One of the examples, also in camel case, with underscores or after glsl_; another name is a warning and becomes a crossfade.",
                ]
            ]
        ]
    }

    /// A part of an animation in place of both is right as a part.
    private mutating func animationRule() -> JSONTree {
        let hasType = Self.presence(of: [.type], in: .animationPart)
        let hasParts = Self.presence(of: [.animationIn, .animationOut], in: .animation)
        return ["if": ["allOf": [hasType, ["not": hasParts]]], "then": reference(to: .animationPart)]
    }

    /// A mask is a shape or an image, never both.
    private static var maskRule: JSONTree {
        ["not": ["allOf": [presence(of: [.shape], in: .mask), presence(of: [.src], in: .mask)]]]
    }

    /// Width and height come together, and the shorter one is at most 1080.
    private static func canvasRule(of table: KeyTable) -> JSONTree {
        let width = presence(of: [.width], in: table)
        let height = presence(of: [.height], in: table)
        let small: [JSONTree] = [.width, .height].map { (name: DraftName) in
            let side: JSONTree = .object([.init(name.rawValue, ["anyOf": [["maximum": 1_080], ["type": "null"]]])])
            return ["properties": side]
        }
        var rules: [JSONTree] = [
            ["if": width, "then": height], ["if": height, "then": width], ["anyOf": .array(small)],
        ]
        if let metadata = table.key(named: .m)?.spellings {
            rules.append(["properties": .object(metadata.map { .init($0, ["anyOf": .array(small)]) })])
        }
        return ["allOf": .array(rules)]
    }
}
