/// Writes the schemas of key tables, each once.
struct SchemaWriter {
    /// The schemas that others refer to, by name.
    private(set) var definitions: [JSONTree.Member] = []
    private var titles: Set<String> = []

    private var names: [ObjectIdentifier: String] = [:]

    /// A reference to the schema of a table, which is written on its first use.
    mutating func reference(to table: KeyTable) -> JSONTree {
        reference(name(of: table)) { $0.tableSchema(table) }
    }

    /// The name of a table's schema: its title, with a number where another table has the same one.
    private mutating func name(of table: KeyTable) -> String {
        if let known = names[ObjectIdentifier(table)] { return known }
        let title = table.title.replacing(" ", with: "-")
        let same = names.values.filter { $0 == title || $0.hasPrefix(title + "-") }.count
        let name = same == 0 ? title : "\(title)-\(same + 1)"
        names[ObjectIdentifier(table)] = name
        return name
    }

    /// A reference to a definition that is made on its first use.
    mutating func reference(_ name: String, _ make: (inout SchemaWriter) -> JSONTree) -> JSONTree {
        if titles.insert(name).inserted {
            // The place is taken before the schema is made, so that the order is that of first use.
            let index = definitions.count
            definitions.append(.init(name, .null))
            definitions[index].value = make(&self)
        }
        return ["$ref": .string("#/$defs/\(name)")]
    }

    private mutating func tableSchema(_ table: KeyTable) -> JSONTree {
        var properties: [JSONTree.Member] = []
        var metadata: [JSONTree.Member] = []
        for key in table.keys {
            let isRepeated = key.spellings.count > 1 || key.mayStandInMetadata
            let name = "\(self.name(of: table)).\(key.name.rawValue)"
            let value =
                isRepeated ? reference(name) { $0.schema(of: key, in: table) } : schema(of: key, in: table)
            for spelling in key.spellings {
                properties.append(.init(spelling, value))
                if key.mayStandInMetadata { metadata.append(.init(spelling, value)) }
            }
        }
        if !metadata.isEmpty {
            let inner: JSONTree = ["type": ["object", "null"], "properties": .object(metadata)]
            properties = properties.map { member in
                table.key(spelled: member.name)?.key.name == .m ? .init(member.name, inner) : member
            }
        }
        var members: [JSONTree.Member] = [
            .init("title", .string(table.title)), .init("type", "object"), .init("properties", .object(properties)),
        ]
        let conditions = table.requirements.map { names in Self.presence(of: names, in: table) } + rules(of: table)
        if !conditions.isEmpty { members.append(.init("allOf", .array(conditions))) }
        return .object(members)
    }

    /// What a key may hold, or null, which stands for a key that is not there.
    private mutating func schema(of key: DraftKey, in table: KeyTable) -> JSONTree {
        if let special = listSchema(of: key, in: table) { return special }
        let kind = key.kind
        var choices = [schema(of: kind)]
        if table.animated.contains(key.name) { choices.append(keyframes(of: kind)) }
        if case .anything = kind { return true }
        switch kind {
        case .object(let inner) where inner.mayBeAbsent, .objects(let inner) where inner.mayBeAbsent:
            choices += [["const": false], Self.words(["none"])]
        default: break
        }
        return ["anyOf": .array(choices + [["type": "null"]])]
    }

    /// The keys whose arrays are read element by element, by what the elements are.
    private mutating func listSchema(of key: DraftKey, in table: KeyTable) -> JSONTree? {
        let element: JSONTree
        switch key.kind {
        case .list where table === KeyTable.draft && key.name == .t:
            return [
                "type": ["array", "null"], "maxItems": .integer(Int64(DraftLimits.trackCount)),
                "items": reference(to: .track),
                "contains": Self.filledTrack,
            ]
        case .list where table === KeyTable.track && key.name == .sg:
            // What the elements are depends on the track's type.
            return ["type": ["array", "null"], "maxItems": .integer(Int64(DraftLimits.segmentCount))]
        case .list where table === KeyTable.text && key.name == .words:
            let time = schema(of: .time(0...DraftLimits.time))
            element = [
                "type": "array", "prefixItems": [time, time, schema(of: .text)], "minItems": 3, "maxItems": 3,
            ]
        case .list:
            return [
                "anyOf": [keyframes(of: table.keyframeKind(of: key.name) ?? .anything), ["type": "null"]]
            ]
        default: return nil
        }
        return ["anyOf": [["type": "array", "items": element], ["type": "null"]]]
    }

    /// An array of keyframes whose values are of a kind.
    mutating func keyframes(of kind: ValueKind) -> JSONTree {
        reference("keyframes-of-" + kind.keyframeName) { $0.keyframeList(of: kind) }
    }

    /// What a keyframe may hold: what the property may, but for words for places.
    private mutating func stop(of kind: ValueKind) -> JSONTree {
        switch kind {
        case .horizontalLength(let range), .verticalLength(let range):
            Self.measure(range.lowerBound...min(20, range.upperBound), ["%", "px"])
        default: schema(of: kind)
        }
    }

    private mutating func keyframeList(of kind: ValueKind) -> JSONTree {
        let value = stop(of: kind)
        let time = schema(of: .time(0...DraftLimits.time))
        let easing = schema(of: .easing)
        let list: JSONTree = [
            "type": "array", "prefixItems": [time, value, easing], "minItems": 2, "maxItems": 3,
        ]
        var properties: [JSONTree.Member] = []
        for key in KeyTable.keyframe.keys {
            let schema: JSONTree =
                switch key.name {
                case .time: ["anyOf": [time, ["type": "null"]]]
                case .value: ["anyOf": [value, ["type": "null"]]]
                default: ["anyOf": [easing, ["type": "null"]]]
                }
            properties += key.spellings.map { .init($0, schema) }
        }
        let object: JSONTree = [
            "type": "object", "properties": .object(properties),
            "allOf": .array(KeyTable.keyframe.requirements.map { Self.presence(of: $0, in: .keyframe) }),
        ]
        return ["type": "array", "minItems": 1, "items": ["anyOf": [list, object]]]
    }

    // MARK: Presence

    /// An object that has one of some keys, under any spelling, in itself or in its `m`, and not null.
    static func presence(of names: [DraftName], in table: KeyTable) -> JSONTree {
        func has(_ name: String, _ schema: JSONTree) -> JSONTree {
            ["type": "object", "required": [.string(name)], "properties": .object([.init(name, schema)])]
        }
        let something: JSONTree = ["not": ["type": "null"]]
        var places: [JSONTree] = []
        for key in names.compactMap({ table.key(named: $0) }) {
            for spelling in key.spellings {
                places.append(has(spelling, something))
                guard key.mayStandInMetadata, let metadata = table.key(named: .m) else { continue }
                for home in metadata.spellings { places.append(has(home, has(spelling, something))) }
            }
        }
        return ["anyOf": .array(places)]
    }

    /// A track that holds something that can be rendered.
    private static var filledTrack: JSONTree {
        let segments = KeyTable.track.key(named: .sg)?.spellings ?? []
        let filled: [JSONTree] = segments.map { name in
            [
                "required": [.string(name)],
                "properties": .object([.init(name, ["type": "array", "minItems": 1])]),
            ]
        }
        return [
            "allOf": [
                ["anyOf": .array(filled + [presence(of: [.src], in: .track)])],
                ["anyOf": .array([0, 1, 7].map { hasType($0) })],
            ]
        ]
    }

    /// A track of a type, by its number.
    static func hasType(_ number: Int) -> JSONTree {
        let words = Synonyms.tracks.first { $0.number == number }?.words ?? []
        let word = "^(?:\(words.map(Patterns.inAnyCase).joined(separator: "|"))| *\\+?\(number)(?:\\.0*)? *)$"
        let types = KeyTable.track.key(named: .tt)?.spellings ?? []
        let choices: [JSONTree] = types.enumerated().map { rank, name in
            // An earlier spelling is the one that counts.
            let earlier = types.prefix(rank).map { JSONTree.Member($0, ["type": "null"]) }
            return [
                "type": "object", "required": [.string(name)],
                "properties": .object(
                    [
                        .init(
                            name,
                            [
                                "anyOf": [
                                    ["const": .integer(Int64(number))], ["type": "string", "pattern": .string(word)],
                                ]
                            ])
                    ] + earlier),
            ]
        }
        return ["anyOf": .array(choices)]
    }
}

extension ValueKind {
    /// A name for keyframes of this kind, different for each kind and range that is animated.
    fileprivate var keyframeName: String {
        switch self {
        case .horizontalLength(let range): range.lowerBound < 0 ? "x" : "width"
        case .verticalLength(let range): range.lowerBound < 0 ? "y" : "height"
        case .number(let range): range.lowerBound < 0 ? "rotation" : "opacity"
        case .pixels(let range): range.lowerBound > 0 ? "size" : "radius"
        case .scale: "scale"
        case .gain: "gain"
        case .color: "color"
        case .insets: "crop"
        default: "values"
        }
    }
}
