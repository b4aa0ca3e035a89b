import TimelineModel

/// What may stand in place of an object where it has one meaning: `"crossfade"` for a transition, `true` for a box.
extension KeyTable {
    /// The object that a value stands for; nil for an object itself, and for a value that stands for none.
    func object(for value: JSONValue) -> JSONValue? {
        func member(_ name: DraftName, _ value: JSONValue) -> JSONMember {
            JSONMember(name: name.rawValue, offset: value.offset, value: value, isImplied: true)
        }
        func text(_ text: String) -> JSONValue { JSONValue(content: .string(text), offset: value.offset) }
        func object(_ members: JSONMember...) -> JSONValue {
            JSONValue(content: .object(members), offset: value.offset)
        }
        switch value.content {
        case .null, .array: return nil
        case .bool(let isThere):
            guard isThere else { return nil }
            if self === Self.duck { return object() }
            return standardColor.map { object(member(.color, text($0))) }
        case .number:
            if self === Self.duck { return object(member(.to, value)) }
            if self === Self.stroke { return object(member(.color, text("#000")), member(.width, value)) }
            return nil
        case .string(let string):
            if self === Self.transition || self === Self.animationPart || self === Self.effect {
                return object(member(.type, value))
            }
            if self === Self.animation { return object(member(.animationIn, value), member(.animationOut, value)) }
            if self === Self.duck { return object(member(.to, value)) }
            if self === Self.mask {
                return object(member(Self.maskShapes.contains(plainWord(string)) ? .shape : .src, value))
            }
            if self === Self.stroke, decimal(string, unit: "px") ?? decimal(string, unit: "") != nil {
                return object(member(.color, text("#000")), member(.width, value))
            }
            return standardColor == nil ? nil : object(member(.color, value))
        case .object(let members):
            // One part of an animation in place of both.
            let names = members.filter { !$0.value.isNull }.map(\.name)
            guard self === Self.animation, names.contains("type"), !names.contains("in"), !names.contains("out") else {
                return nil
            }
            return object(member(.animationIn, value), member(.animationOut, value))
        }
    }

    /// The color of what is only said to be there; nil for what is no decoration of letters.
    var standardColor: String? {
        if self === Self.stroke { return "#000" }
        if self === Self.shadow { return "#00000080" }
        if self === Self.box { return "#00000099" }
        return nil
    }

    /// Whether `false` and `"none"` say that there is no such thing.
    var mayBeAbsent: Bool {
        [Self.stroke, .shadow, .box, .animation, .animationPart, .transition, .mask, .duck, .effect]
            .contains { $0 === self }
    }

    /// The object in its right form, for messages; nil where its title says enough.
    var example: String? {
        if self === Self.transition { return #"{"type": "crossfade", "d": 500}"# }
        if self === Self.listedTransition { return #"{"from": "a", "to": "b", "type": "crossfade", "d": 500}"# }
        if self === Self.animation { return #"{"in": {"type": "fade", "d": 500}}"# }
        if self === Self.animationPart { return #"{"type": "fade", "d": 500}"# }
        if self === Self.effect { return #"{"type": "blur", "radius": 8}"# }
        if self === Self.mask { return #"{"shape": "circle"}"# }
        if self === Self.duck { return #"{"to": 0.25}"# }
        if self === Self.stroke { return ##"{"color": "#000", "width": 4}"## }
        if self === Self.shadow { return ##"{"color": "#000", "x": 2, "y": 2, "blur": 4}"## }
        if self === Self.box { return ##"{"color": "#00000080", "padding": 12}"## }
        if self === Self.textStyle { return ##"{"size": 96, "color": "#fff"}"## }
        if self === Self.output { return #"{"resolution": "1080p"}"# }
        if self === Self.canvas { return #"{"width": 1080, "height": 1920}"# }
        if self === Self.pictureKeyframes || self === Self.textKeyframes { return #"{"op": [[0, 0], [500, 1]]}"# }
        if self === Self.soundKeyframes { return #"{"vol": [[0, 0], [500, 1]]}"# }
        return nil
    }
}

extension ValueKind {
    /// Whether a value says that there is no such thing as the key names.
    func saysNothing(_ value: JSONValue) -> Bool {
        switch self {
        case .object(let table), .objects(let table):
            guard table.mayBeAbsent else { return false }
            switch value.content {
            case .bool(let isThere): return !isThere
            case .string(let word): return plainWord(word) == "none"
            case .null, .number, .array, .object: return false
            }
        default: return false
        }
    }
}
