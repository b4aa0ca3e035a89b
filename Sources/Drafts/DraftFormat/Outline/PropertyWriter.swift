import Foundation
import MediaBuffers
import MediaTiming
import TimelineModel

/// Puts the values of a draft into words that are equal where the values mean the same.
struct PropertyWriter {
    private let canvas: CanvasSize
    private let values = ValueReader(log: FindingLog())

    /// A writer for a draft with a canvas.
    init(canvas: CanvasSize) { self.canvas = canvas }

    /// The time of a key, or nil where it is not given or cannot be read.
    func time(_ object: ObjectReader, _ name: DraftName) -> ExactTime? {
        object.find(name).flatMap { values.exactTime($0.field, $0.kind) }
    }

    /// The properties of an object that differ from their defaults; objects within it give one for each of their keys.
    func properties(of object: ObjectReader, names: [DraftName], prefix: String = "") -> [DraftOutline.Property] {
        var properties: [DraftOutline.Property] = []
        for name in names {
            guard object.table.key(named: name) != nil, let (field, kind) = object.find(name) else { continue }
            let label = prefix + (Self.labels[name] ?? name.rawValue)
            switch kind {
            case .object(let table) where table === KeyTable.transition: break
            case .object(let table):
                let isStyle = table === KeyTable.textStyle
                let isKeyframes = object.table.key(named: .kf)?.name == name
                guard let inner = ObjectReader(field, table, FindingLog()) else {
                    properties.append(.init(name: label, value: field.value.line, standard: "none"))
                    continue
                }
                if inner.isShorthand, table.standardColor != nil {
                    properties.append(.init(name: label, value: "as its letters are", standard: "none"))
                }
                // An empty object says that the thing is there; a style or keyframes without keys say nothing.
                let found = self.properties(
                    of: inner, names: table.keys.map(\.name),
                    prefix: isStyle || isKeyframes ? (isStyle ? prefix + "text " : prefix) : label + " ")
                if found.isEmpty, !isStyle, !isKeyframes, table !== KeyTable.output {
                    properties.append(.init(name: label, value: "yes", standard: "none"))
                }
                properties += found
            case .pair:
                let parts = (field.elements ?? []).enumerated().map {
                    words(for: $0.element, part(of: kind, $0.offset))
                }
                properties.append(.init(name: label, value: parts.joined(separator: ", "), standard: "none"))
            default:
                let value = words(for: field, object.table.keyframeKind(of: name) ?? kind)
                let standard = Self.standards[name] ?? (object.table === KeyTable.text && name == .w ? "86 %" : "none")
                if value != standard { properties.append(.init(name: label, value: value, standard: standard)) }
            }
        }
        // Keyframes win over a single value of the same property; only what counts is listed.
        var last: [String: Int] = [:]
        for (index, property) in properties.enumerated() { last[property.name] = index }
        return properties.enumerated().filter { last[$0.element.name] == $0.offset }.map(\.element)
    }

    private func part(of kind: ValueKind, _ index: Int) -> ValueKind {
        guard case .pair(let first, let second) = kind else { return kind }
        return index == 0 ? first : second
    }

    /// A transition in words, such as `crossfade 0.5 s`.
    func words(forTransition object: ObjectReader) -> String {
        let type = object[.type].flatMap { $0.value.string }.map(hyphenated) ?? "transition"
        let length = object.find(.d).map { " " + words(for: $0.field, $0.kind) } ?? ""
        let ease = object.find(.ease).map { words(for: $0.field, $0.kind) } ?? "linear"
        return type + length + (ease == "linear" ? "" : " \(ease)")
    }

    /// A value in words.
    func words(for field: Field, _ kind: ValueKind) -> String {
        if case .objects = kind { return known(field, kind) ?? field.value.line }
        if ValueReader.isKeyframes(field.value), field.value.elements?.isEmpty == false {
            return keyframes(field, kind)
        }
        return known(field, kind) ?? field.value.line
    }

    private func known(_ field: Field, _ kind: ValueKind) -> String? {
        switch kind {
        case .text, .identifier, .asset: return values.text(field).map { quoted($0) }
        case .truth: return values.truth(field).map { $0 ? "yes" : "no" }
        case .number: return values.number(field, kind).map { Self.digits($0) }
        case .wholeNumber: return values.wholeNumber(field, kind).map { "\($0)" }
        case .weight: return values.weight(field).map { "\($0)" }
        // At an edge the layer's own edge lies, which no fraction says.
        case .horizontalLength where values.edge(field, kind) != nil,
            .verticalLength where values.edge(field, kind) != nil:
            return values.edge(field, kind) == 0.5 ? "50 %" : field.value.string.map(plainWord)
        case .pixels: return values.pixels(field, kind).map { Self.digits($0) + " px" }
        case .time: return values.time(field, kind).map { Self.digits(Double($0) / 1_000_000) + " s" }
        case .horizontalLength:
            return values.length(field, kind, canvas: canvas).map { Self.percent($0 / Double(canvas.width)) }
        case .verticalLength:
            return values.length(field, kind, canvas: canvas).map { Self.percent($0 / Double(canvas.height)) }
        case .scale:
            return values.scale(field).map { scale in
                scale.x == scale.y ? Self.digits(scale.x) : "\(Self.digits(scale.x)) by \(Self.digits(scale.y))"
            }
        case .gain: return values.gain(field).map { Self.percent($0) }
        case .color: return values.color(field).map { Self.words(for: $0) }
        case .word: return values.word(field, kind)
        case .insets:
            return values.insets(field).map { insets in
                [insets.left, insets.top, insets.right, insets.bottom].map(Self.percent).joined(separator: ", ")
            }
        case .frameRate: return values.frameRate(field)?.description
        case .easing:
            if let name = field.value.string { return hyphenated(name) }
            return field.value.line
        case .objects(let table): return list(field, table)
        case .anything, .trackType, .pair, .object, .list: return nil
        }
    }

    /// Effects in words, such as `blur (radius 5), sepia (value 1)`.
    private func list(_ field: Field, _ table: KeyTable) -> String? {
        guard let elements = field.elements(of: table), !elements.isEmpty else { return "none" }
        return elements.map { element in
            guard let object = ObjectReader(element, table, FindingLog()) else { return element.value.line }
            let details = table.keys.compactMap { key -> String? in
                guard key.name != .type, let value = object[key.name] else { return nil }
                return "\(key.name.rawValue) \(value.value.line)"
            }
            let type = object[.type]?.value.string ?? "effect"
            return details.isEmpty ? type : "\(type) (\(details.joined(separator: ", ")))"
        }.joined(separator: ", ")
    }

    /// Keyframes in words, such as `1 at 0 s, 1.15 at 4 s (ease-in-out)`.
    private func keyframes(_ field: Field, _ kind: ValueKind) -> String {
        (field.elements ?? []).map { entry in
            var parts = entry.elements ?? []
            if let object = ObjectReader(entry, .keyframe, FindingLog()) {
                parts = [object[.time], object[.value], object[.easing]].compactMap { $0 }
            }
            guard parts.count >= 2 else { return entry.value.line }
            let time = known(parts[0], .time(0...DraftLimits.time)) ?? parts[0].value.line
            let value = known(parts[1], kind) ?? parts[1].value.line
            let ease = parts.count > 2 ? known(parts[2], .easing) ?? "" : "linear"
            return "\(value) at \(time)" + (ease == "linear" ? "" : " (\(ease))")
        }.joined(separator: ", ")
    }

    private static func digits(_ value: Double) -> String {
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }

    private static func percent(_ fraction: Double) -> String { digits((fraction * 1e6).rounded() / 1e4) + " %" }

    private static func words(for color: RGBAColor) -> String {
        let parts = [color.red, color.green, color.blue] + (color.alpha == 255 ? [] : [color.alpha])
        return "#" + parts.map { String($0 + 0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined()
    }

    /// What properties are called where their key is no word.
    private static let labels: [DraftName: String] = [
        .ss: "source start", .se: "source end", .sp: "speed", .rv: "reverse", .w: "width", .h: "height", .sc: "scale",
        .ro: "rotation", .op: "opacity", .ax: "anchor x", .ay: "anchor y", .fx: "effects", .vol: "volume",
        .fi: "fade in", .fo: "fade out", .an: "animation", .kf: "keyframes", .src: "source", .tx: "text",
        .lineHeight: "line height", .letterSpacing: "letter spacing", .letterCase: "case", .duck: "ducking",
        .d: "length",
    ]

    /// What holds where a key is not given.
    private static let standards: [DraftName: String] = [
        .ss: "0 s", .sp: "1", .rv: "no", .fit: "cover", .x: "50 %", .y: "50 %", .ax: "0.5", .ay: "0.5", .h: "100 %",
        .sc: "1", .ro: "0", .op: "1", .crop: "0 %, 0 %, 0 %, 0 %", .radius: "0 px", .blend: "normal", .vol: "100 %",
        .volume: "100 %", .fi: "0 s", .fo: "0 s", .mute: "no", .loop: "no", .muted: "no", .hidden: "no",
        .weight: "700", .italic: "no", .align: "center", .lineHeight: "1.2", .letterSpacing: "0 px",
        .letterCase: "none", .background: "#000000",
    ]
}

extension JSONValue {
    /// The value on one line, cut after 200 characters.
    var line: String {
        let whole = text
        return whole.count > 200 ? String(whole.prefix(199)) + "…" : whole
    }

    private var text: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): "\(number)"
        case .string(let string): quoted(string)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }
}
