import MediaBuffers
import TimelineModel

extension TimelineBuilder {
    /// The effects of a layer, in their order; unknown ones are reported and left out.
    func effects(_ object: ObjectReader) -> [Effect] {
        guard let field = object[.fx] else { return [] }
        guard let elements = field.elements else {
            log.error(.wrongType, at: field, "is \(field.described), but must be an array of effects")
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
        guard let kind = EffectKind(rawValue: hyphenated(name)) else {
            log.warning(
                .unsupportedEffect, at: object.field,
                "is the effect \(quoted(name)), which is unknown, and is left out; known are "
                    + EffectKind.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        let reading = EffectReading(object: object, name: kind.rawValue, values: values, media: media)
        let effect = reading.effect(kind)
        reading.reportUnread()
        return effect
    }
}

/// The effects by their names in drafts.
private enum EffectKind: String, CaseIterable {
    case brightness, contrast, saturation, hue, grayscale, sepia, invert, blur, exposure, temperature, sharpen, vignette
    case lut
    case chromaKey = "chroma-key"
}

/// Reads the values of one effect.
private final class EffectReading {
    let object: ObjectReader
    let name: String
    let values: ValueReader
    let media: MediaLibrary
    private var read: [DraftName] = [.type]

    init(object: ObjectReader, name: String, values: ValueReader, media: MediaLibrary) {
        self.object = object
        self.name = name
        self.values = values
        self.media = media
    }

    func effect(_ kind: EffectKind) -> Effect? {
        switch kind {
        case .brightness: amount(0...100).map(Effect.brightness)
        case .contrast: amount(0...100).map(Effect.contrast)
        case .saturation: amount(0...100).map(Effect.saturation)
        case .hue: amount(-36_000...36_000).map { Effect.hue(degrees: $0) }
        case .grayscale: amount(0...1, default: 1).map(Effect.grayscale)
        case .sepia: amount(0...1, default: 1).map(Effect.sepia)
        case .invert: amount(0...1, default: 1).map(Effect.invert)
        case .blur: radius().map { Effect.blur(radius: $0) }
        case .exposure: amount(-10...10).map { Effect.exposure(stops: $0) }
        case .temperature: amount(-1...1).map(Effect.temperature)
        case .sharpen: amount(0...10).map { Effect.sharpen(amount: $0) }
        case .vignette: amount(0...1).map { Effect.vignette(strength: $0) }
        case .lut: table().map(Effect.lookup)
        case .chromaKey: key().map(Effect.colorKey)
        }
    }

    /// Says which of the object's keys the effect does not take.
    func reportUnread() {
        for key in object.table.keys where !read.contains(key.name) {
            guard let field = object[key.name] else { continue }
            values.log.warning(.unknownKey, at: field, "has no effect: \(quoted(name)) does not take it")
        }
    }

    private func required(_ key: DraftName, _ kind: ValueKind) -> Field? {
        read.append(key)
        if let field = object[key] { return field }
        values.log.error(
            .missingKey, at: object.field, "needs “\(key.rawValue)” for \(quoted(name)): \(kind.expectation)")
        return nil
    }

    private func amount(_ range: ClosedRange<Double>, default value: Double? = nil) -> Double? {
        if let value, object[.value] == nil {
            read.append(.value)
            return value
        }
        return required(.value, .number(range)).flatMap { values.number($0, .number(range)) }
    }

    private func radius() -> Double? {
        let kind = ValueKind.pixels(0...2_000)
        return required(.radius, kind).flatMap { values.pixels($0, kind) }
    }

    private func table() -> ColorTable? {
        guard let field = required(.src, .asset) else { return nil }
        guard let text = field.value.string else {
            values.wrongType(field, .asset)
            return nil
        }
        return media.colorTable(SourceReference(text, mayBeColor: false), at: field)
    }

    private func key() -> ColorKey? {
        var shares: [DraftName: Double] = [:]
        for name: DraftName in [.similarity, .smoothness, .spill] {
            read.append(name)
            guard let field = object[name] else { continue }
            guard let share = values.number(field, .number(0...1)) else { return nil }
            shares[name] = share
        }
        guard let field = required(.color, .color), let color = values.color(field) else { return nil }
        var key = ColorKey(color: color)
        key.similarity = shares[.similarity] ?? key.similarity
        key.smoothness = shares[.smoothness] ?? key.smoothness
        key.spill = shares[.spill] ?? key.spill
        return key
    }
}
