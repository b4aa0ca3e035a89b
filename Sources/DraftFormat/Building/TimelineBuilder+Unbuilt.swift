import TimelineModel

extension TimelineBuilder {
    /// Checks the shape of what cannot be rendered yet, and says what is rendered instead.
    func reportUnbuilt(in object: ObjectReader) {
        reportBlend(object)
        reportMask(object)
        reportEffects(object)
        reportAnimation(object)
        reportWords(object)
    }

    private func reportBlend(_ object: ObjectReader) {
        guard let (field, kind) = object.find(.blend), let mode = values.word(field, kind), mode != "normal" else {
            return
        }
        log.warning(
            .unsupportedBlend, at: field, "is \(quoted(mode)), which is not built yet; “normal” is rendered instead")
    }

    private func reportMask(_ object: ObjectReader) {
        guard let field = object[.mask], let mask = ObjectReader(field, .mask, log) else { return }
        for name: DraftName in [.shape, .channel] {
            if let (field, kind) = mask.find(name) { _ = values.word(field, kind) }
        }
        if let (field, kind) = mask.find(.radius) { _ = values.pixels(field, kind) }
        if let field = mask[.src], field.value.string == nil { values.wrongType(field, .asset) }
        if mask[.shape] == nil, mask[.src] == nil {
            log.error(.missingKey, at: field, "needs “shape” or “src”")
            return
        }
        log.warning(.unsupportedMask, at: field, "is a mask, which is not built yet; the layer is rendered without it")
    }

    private func reportEffects(_ object: ObjectReader) {
        guard let field = object[.fx] else { return }
        guard let effects = field.elements else {
            log.error(.wrongType, at: field, "is \(field.described), but must be an array of effects")
            return
        }
        for effect in effects {
            guard let effect = ObjectReader(effect, .effect, log) else { continue }
            guard let type = effect[.type] else {
                log.error(.missingKey, at: effect.field, "needs “type”, the name of the effect")
                continue
            }
            guard let name = values.text(type) else { continue }
            log.warning(
                .unsupportedEffect, at: effect.field,
                "is the effect \(quoted(name)), which is not built yet; the layer is rendered without it")
        }
    }

    private func reportAnimation(_ object: ObjectReader) {
        guard let field = object[.an], let animation = ObjectReader(field, .animation, log) else { return }
        for name: DraftName in [.animationIn, .animationOut] {
            guard let field = animation[name], let part = ObjectReader(field, .animationPart, log) else { continue }
            if let (field, kind) = part.find(.type) { _ = values.word(field, kind) }
            if let (field, kind) = part.find(.d) { _ = values.time(field, kind) }
        }
        log.warning(
            .unsupportedAnimation, at: field,
            "is an animation, which is not built yet; the text stands still all the time")
    }

    private func reportWords(_ object: ObjectReader) {
        guard let field = object[.words] else { return }
        guard let words = field.elements else {
            log.error(.wrongType, at: field, "is \(field.described), but must be an array of [startMs, endMs, “word”]")
            return
        }
        for word in words {
            guard let parts = word.elements, parts.count == 3 else {
                log.error(.outOfRange, at: word, "is \(word.described), but must be [startMs, endMs, “word”]")
                continue
            }
            for part in parts.prefix(2) { _ = values.time(part, .time(0...DraftLimits.time)) }
            _ = values.text(parts[2])
        }
        guard !words.isEmpty else { return }
        log.warning(
            .unsupportedWords, at: field,
            "highlights single words, which is not built yet; the whole text is rendered in its own color")
    }
}
