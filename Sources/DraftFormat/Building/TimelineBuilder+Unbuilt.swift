import TimelineModel

extension TimelineBuilder {
    /// Checks the shape of what cannot be rendered yet, and says what is rendered instead.
    func reportUnbuilt(in object: ObjectReader) {
        reportBlend(object)
        reportMask(object)
        reportEffects(object)
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
}
