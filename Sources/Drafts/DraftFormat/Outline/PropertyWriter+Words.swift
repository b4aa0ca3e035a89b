import Foundation
import MediaBuffers
import MediaTiming
import TimelineModel

extension PropertyWriter {
    /// A value in words; levels and lengths in every unit that they have.
    func wording(_ field: Field, _ kind: ValueKind) -> Wording {
        if case .objects(let table) = kind, let list = list(field, table) { return list }
        let words = words(for: field, kind)
        let other: MeasureUnit
        switch kind {
        case .gain: other = .decibels
        case .horizontalLength, .verticalLength: other = .pixels
        default: return Wording(words)
        }
        var writer = self
        writer.unit = other
        return Wording(percent: words, other, writer.words(for: field, kind), unit: writtenUnit(field))
    }

    /// A length along a side of the canvas, as a fraction of it.
    func wording(fraction: Double, _ kind: ValueKind) -> Wording {
        var writer = self
        writer.unit = .pixels
        return Wording(
            percent: words(forFraction: fraction, kind), .pixels, writer.words(forFraction: fraction, kind), unit: nil)
    }

    /// The first unit that a value or its keyframes say.
    private func writtenUnit(_ field: Field) -> MeasureUnit? {
        if let string = field.value.string {
            for (unit, mark) in [(MeasureUnit.percent, "%"), (.decibels, "db"), (.pixels, "px")]
            where decimal(string, unit: mark) != nil {
                return unit
            }
            return nil
        }
        let inner = field.elements ?? field.member("value").map { [$0] } ?? []
        return inner.lazy.compactMap { self.writtenUnit($0) }.first
    }

    /// A transition into a segment, such as `crossfade 0.5 s`. Without a length it lasts half a second, or all of a shorter
    /// segment.
    func wording(forTransition object: ObjectReader, into length: ExactTime?) -> Wording {
        let written = object[.type]?.value.string
        let type = written.map(hyphenated) ?? "transition"
        let standard = min(ExactTime(microseconds: 500_000), length ?? ExactTime(microseconds: 500_000))
        let duration =
            object.find(.d).map { words(for: $0.field, $0.kind) }
            ?? Self.digits(Double(standard.microseconds) / 1_000_000) + " s"
        let ease = object.find(.ease).map { words(for: $0.field, $0.kind) } ?? "linear"
        let rest = duration + (ease == "linear" ? "" : " \(ease)")
        return Wording(
            meaning: "\(written.flatMap(Transition.Kind.init(draftWord:))?.name ?? type) \(rest)", "\(type) \(rest)")
    }

    /// A value in words.
    func words(for field: Field, _ kind: ValueKind) -> String {
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
        case .pixels: return values.pixels(field, kind).map { Self.digits($0) + " px" }
        case .time: return values.time(field, kind).map { Self.digits(Double($0) / 1_000_000) + " s" }
        case .horizontalLength:
            if let edge = values.edge(field, kind) { return words(forFraction: edge, kind) }
            return values.length(field, kind, canvas: canvas).map {
                words(forFraction: $0 / Double(canvas.width), kind)
            }
        case .verticalLength:
            if let edge = values.edge(field, kind) { return words(forFraction: edge, kind) }
            return values.length(field, kind, canvas: canvas).map {
                words(forFraction: $0 / Double(canvas.height), kind)
            }
        case .scale:
            return values.scale(field).map { scale in
                scale.x == scale.y ? Self.digits(scale.x) : "\(Self.digits(scale.x)) by \(Self.digits(scale.y))"
            }
        case .gain: return values.gain(field).map { words(forGain: $0) }
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
        case .anything, .trackType, .pair, .object, .objects, .list: return nil
        }
    }

    /// Effects in words, such as `blur (radius 5 px), sepia`; nil for what is no list of them.
    private func list(_ field: Field, _ table: KeyTable) -> Wording? {
        guard let elements = field.elements(of: table) else { return nil }
        guard !elements.isEmpty else { return Wording("none") }
        let words = elements.map(effect)
        return Wording(
            meaning: words.map(\.meaning).joined(separator: ", "), words.map(\.plain).joined(separator: ", "))
    }

    private func effect(_ field: Field) -> Wording {
        guard let object = ObjectReader(field, .effect, FindingLog()), let type = object[.type]?.value.string,
            let kind = EffectKind(rawValue: plainWord(type))
        else { return Wording(field.value.line) }
        var all: [String] = []
        var stated: [String] = []
        for value in kind.values {
            let given = object[value.name]
            let standard = value.standard?.json.map { Field(value: $0, pointer: .draft) }
            guard let field = given ?? standard else { continue }
            all.append("\(value.name.rawValue) \(words(for: field, value.kind))")
            if given != nil { stated.append(all[all.count - 1]) }
        }
        func text(_ details: [String]) -> String {
            details.isEmpty ? kind.rawValue : "\(kind.rawValue) (\(details.joined(separator: ", ")))"
        }
        return Wording(meaning: text(all), text(stated))
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

    // MARK: Numbers

    static func digits(_ value: Double) -> String {
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }

    private static func percent(_ fraction: Double) -> String { digits((fraction * 1e6).rounded() / 1e4) + " %" }

    private func words(forFraction fraction: Double, _ kind: ValueKind) -> String {
        guard unit == .pixels else { return Self.percent(fraction) }
        if case .horizontalLength = kind { return Self.digits(fraction * Double(canvas.width)) + " px" }
        return Self.digits(fraction * Double(canvas.height)) + " px"
    }

    /// A level, in hundredths of a decibel where it is said in them.
    private func words(forGain gain: Double) -> String {
        guard unit == .decibels else { return Self.percent(gain) }
        return gain > 0 ? Self.digits((2_000 * log10(gain)).rounded() / 100) + " dB" : "silent"
    }

    private static func words(for color: RGBAColor) -> String {
        let parts = [color.red, color.green, color.blue] + (color.alpha == 255 ? [] : [color.alpha])
        return "#" + parts.map { String($0 + 0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined()
    }
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
