import TimelineModel

extension TimelineBuilder {
    /// Checks the shape of what cannot be rendered yet, and says what is rendered instead.
    func reportUnbuilt(in object: ObjectReader) {
        if let field = object[.rv], values.truth(field) == true {
            log.warning(
                .unsupportedReverse, at: field,
                "asks for reverse play, which is not built yet; the source plays forwards")
        }
        reportDucking(object)
        reportAnimation(object)
        reportWords(object)
    }

    private func reportDucking(_ object: ObjectReader) {
        guard let field = object[.duck], let duck = ObjectReader(field, .duck, log) else { return }
        if let to = duck[.to] { _ = values.gain(to) }
        for name: DraftName in [.attack, .release] {
            if let (field, kind) = duck.find(name) { _ = values.time(field, kind) }
        }
        log.warning(
            .unsupportedDuck, at: field, "asks for ducking, which is not built yet; the segment keeps its own loudness")
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
