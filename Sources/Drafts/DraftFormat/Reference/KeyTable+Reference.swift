import TimelineModel

/// What the page of keys says of an object.
extension KeyTable {
    /// The name of the section, different for each table.
    var section: String { self === Self.listedTransition ? "a transition of the list" : title }

    /// A link to the section.
    var link: String { "[\(section)](#\(section.replacing(" ", with: "-")))" }

    /// Where the object stands.
    var place: String {
        if self === Self.draft { return "The file, or the draft that a session state holds." }
        if self === Self.track { return "An element of `t`." }
        if self === Self.picture { return "An element of `sg` where the track's `tt` is 0." }
        if self === Self.sound { return "An element of `sg` where the track's `tt` is 1." }
        if self === Self.text { return "An element of `sg` where the track's `tt` is 7." }
        if self === Self.keyframe {
            return
                "An element of an array of keyframes. It may be written as `[time, value]` or `[time, value, easing]` too."
        }
        let homes = KeyReference.tables.flatMap { home in
            home.keys.filter { $0.kind.table === self }.map { "\(code($0.name.rawValue)) of \(home.link)" }
        }
        return "\(homes.joined(separator: ", "))."
    }

    /// What the value of a key may be.
    func values(of key: DraftKey) -> String {
        switch key.name {
        case .t: return "an array; each element is \(Self.track.link)"
        case .sg:
            return
                "an array; each element is \(alternatives([Self.picture, .sound, .text].map(\.link))), by the track's `tt`"
        case .words: return "an array; each element is `[startMs, endMs, \"word\"]`"
        case .src where self === Self.picture: return key.kind.words
        case .src where self !== Self.effect: return "a string that names a file"
        case .resolution: return "a height such as `\"1080p\"`, or a size such as `\"1080x1920\"`"
        case .position: return "`[x, y]`"
        case .anchor: return "`[ax, ay]`"
        case .m: return "an object; it may hold anything"
        case .videoInfos, .generatedMedia: return "an array; what the cloud says of its files"
        case .type where self === Self.transition || self === Self.listedTransition:
            return ValueKind.word(Transition.Kind.all.map(\.name)).words
        case .type where self === Self.effect: return ValueKind.word(EffectKind.allCases.map(\.rawValue)).words
        case .value where self === Self.keyframe: return "what the property may be"
        default: break
        }
        if self === Self.effect { return "what its type takes, below" }
        guard let kind = keyframeKind(of: key.name) else { return key.kind.words }
        // A word for an edge is a place, but no value of keyframes.
        return
            "an array of [keyframes](#a-keyframe); each value is \(kind.words.replacing(kind.edgeExpectation, with: ""))"
    }

    /// What holds where a key is not given.
    func standard(of key: DraftKey) -> String {
        if let needed = requirements.first(where: { $0.contains(key.name) }) {
            let others = needed.filter { $0 != key.name }.map { code($0.rawValue) }
            let length = key.standard.map { "; \($0.words)" } ?? ""
            return (others.isEmpty ? "required" : "required, or \(alternatives(others))") + length
        }
        return key.standard?.words ?? ""
    }
}

extension KeyDefault {
    /// The default in Markdown.
    var words: String {
        switch self {
        case .value(let json): code(json)
        case .words(let words): words
        }
    }

    /// The value as JSON; nil for words.
    var text: String? {
        switch self {
        case .value(let json): json
        case .words: nil
        }
    }
}

extension ValueKind {
    /// The table of the object that a value is, or of the objects that it holds; nil for any other value.
    var table: KeyTable? {
        switch self {
        case .object(let table), .objects(let table): table
        case .anything, .text, .identifier, .truth, .number, .wholeNumber, .weight, .pixels, .time, .horizontalLength,
            .verticalLength, .scale, .gain, .color, .word, .insets, .frameRate, .easing, .asset, .trackType, .pair,
            .list:
            nil
        }
    }

    /// What a value may be, in Markdown.
    var words: String {
        switch self {
        case .word(let words): return alternatives(words.map(code))
        case .object(let table): return table.link
        case .objects(let table): return "an array, or one element alone; each is \(table.link)"
        case .wholeNumber(let range) where range.lowerBound == range.upperBound: return "\(range.lowerBound)"
        case .trackType:
            return Synonyms.tracks.map { "\(code("\($0.number)")) (\($0.words.map(code).joined(separator: ", ")))" }
                .joined(separator: ", ")
        default:
            let said = expectation.replacing("“", with: "`\"").replacing("”", with: "\"`")
            let units = units.filter { !said.contains($0 + "\"") }
            return units.isEmpty ? said : "\(said), or a string with \(alternatives(units.map(code))) behind it"
        }
    }
}
