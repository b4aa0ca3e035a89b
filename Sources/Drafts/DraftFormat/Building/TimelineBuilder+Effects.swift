import Diagnostics
import MediaBuffers
import TimelineModel

extension TimelineBuilder {
    /// The effects of a layer, in their order; unknown ones are reported and left out.
    func effects(_ object: ObjectReader) -> [Effect] {
        guard let field = object[.fx] else { return [] }
        guard let elements = field.elements(of: .effect) else {
            values.wrongType(field, .objects(.effect))
            return []
        }
        guard elements.count <= DraftLimits.effectCount else {
            log.error(
                .outOfRange, at: field,
                "holds \(grouped(elements.count)) effects, but a layer has at most \(DraftLimits.effectCount)")
            return []
        }
        return elements.compactMap(effect)
    }

    private func effect(_ field: Field) -> Effect? {
        guard let object = ObjectReader(field, .effect, log) else { return nil }
        guard let type = object[.type] else {
            log.error(.missingKey, at: object.field, "needs “type”, the name of the effect")
            return nil
        }
        guard let name = values.text(type) else { return nil }
        guard let kind = EffectKind(rawValue: plainWord(name)) else {
            log.warning(
                .unsupportedEffect, at: object.field,
                "is the effect \(quoted(name)), which is unknown, and is left out; known are "
                    + EffectKind.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        let reading = EffectReading(object: object, kind: kind, values: values, media: media)
        let effect = reading.effect()
        reading.reportUnread()
        return effect
    }
}

/// Reads the values of one effect.
private struct EffectReading {
    let object: ObjectReader
    let kind: EffectKind
    let values: ValueReader
    let media: MediaLibrary

    func effect() -> Effect? {
        switch kind {
        case .brightness: amount().map(Effect.brightness)
        case .contrast: amount().map(Effect.contrast)
        case .saturation: amount().map(Effect.saturation)
        case .hue: amount().map { Effect.hue(degrees: $0) }
        case .grayscale: amount(default: 1).map(Effect.grayscale)
        case .sepia: amount(default: 1).map(Effect.sepia)
        case .invert: amount(default: 1).map(Effect.invert)
        case .blur: field(.radius).flatMap { values.pixels($0, $1) }.map { Effect.blur(radius: $0) }
        case .exposure: amount().map { Effect.exposure(stops: $0) }
        case .temperature: amount().map(Effect.temperature)
        case .sharpen: amount().map { Effect.sharpen(amount: $0) }
        case .vignette: amount().map { Effect.vignette(strength: $0) }
        case .lut: table().map(Effect.lookup)
        case .chromaKey: key().map(Effect.colorKey)
        }
    }

    /// Says which of the object's keys the effect does not take.
    func reportUnread() {
        let taken = kind.values.map(\.name) + [.type]
        for key in object.table.keys where !taken.contains(key.name) {
            guard let field = object[key.name] else { continue }
            values.log.warning(.unknownKey, at: field, "has no effect: \(quoted(kind.rawValue)) does not take it")
            // The range of a `value` is each effect's own; what else effects take is the same for all of them.
            guard key.name != .value else { continue }
            let kinds = EffectKind.allCases.flatMap(\.values).filter { $0.name == key.name }.map(\.kind)
            values.log.note(unused: field, kinds)
        }
    }

    /// A value of the effect and what it may be; nil where it is not there, with a report where the effect needs it.
    private func field(_ name: DraftName) -> (Field, ValueKind)? {
        guard let value = kind.values.first(where: { $0.name == name }) else { return nil }
        if let field = object[name] { return (field, value.kind) }
        if value.isRequired {
            values.log.error(
                .missingKey, at: object.field,
                "needs “\(name.rawValue)” for \(quoted(kind.rawValue)): \(value.kind.expectation)")
        }
        return nil
    }

    private func amount(default value: Double? = nil) -> Double? {
        if let value, object[.value] == nil { return value }
        return field(.value).flatMap { values.number($0, $1) }
    }

    private func table() -> ColorTable? {
        guard let (field, kind) = field(.src) else { return nil }
        guard let text = field.value.string else {
            values.wrongType(field, kind)
            return nil
        }
        return media.colorTable(SourceReference(text, mayBeColor: false), at: field)
    }

    private func key() -> ColorKey? {
        var shares: [DraftName: Double] = [:]
        for name: DraftName in [.similarity, .smoothness, .spill] {
            guard let (field, kind) = field(name) else { continue }
            shares[name] = values.number(field, kind)
        }
        guard let (field, _) = field(.color), let color = values.color(field) else { return nil }
        var key = ColorKey(color: color)
        key.similarity = shares[.similarity] ?? key.similarity
        key.smoothness = shares[.smoothness] ?? key.smoothness
        key.spill = shares[.spill] ?? key.spill
        return key
    }
}
