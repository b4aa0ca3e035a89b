import Diagnostics
import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// How long a text comes or goes where the draft does not say, in microseconds.
    private static let standardAnimation: Int64 = 500_000
    /// The most timed words of a text.
    private static let wordLimit = 10_000

    /// How a text comes and goes.
    func readAnimations(of object: ObjectReader, into content: inout TextContent) {
        guard let field = object[.an], let animation = ObjectReader(field, .animation, log) else { return }
        content.animationIn = animation[.animationIn].flatMap { self.animation($0) }
        content.animationOut = animation[.animationOut].flatMap { self.animation($0) }
    }

    private func animation(_ field: Field) -> TextAnimation? {
        guard let part = ObjectReader(field, .animationPart, log) else { return nil }
        guard let (type, typeKind) = part.find(.type) else {
            log.error(.missingKey, at: field, "needs “type”, such as “fade”")
            return nil
        }
        let kind = values.word(type, typeKind).flatMap(TextAnimation.Kind.init(rawValue:))
        var duration = Self.standardAnimation
        if let (field, kind) = part.find(.d) {
            guard let stated = values.time(field, kind) else { return nil }
            duration = stated
        }
        guard let kind, duration > 0 else { return nil }
        return TextAnimation(kind: kind, duration: MediaTime(microseconds: duration))
    }

    /// The timed words that the text holds, and a check of their times against the segment's duration.
    func words(of object: ObjectReader, in text: String) -> (words: [TimedWord], check: (ExactTime) -> Void) {
        guard let field = object[.words] else { return ([], { _ in }) }
        guard let entries = field.elements else {
            log.error(.wrongType, at: field, "is \(field.described), but must be an array of [startMs, endMs, “word”]")
            return ([], { _ in })
        }
        guard entries.count <= Self.wordLimit else {
            log.error(
                .outOfRange, at: field,
                "has \(grouped(entries.count)) words, but must have at most \(grouped(Self.wordLimit))")
            return ([], { _ in })
        }
        var search = WordSearch(text: text)
        var words: [TimedWord] = []
        var starts: [(field: Field, start: Int64)] = []
        for entry in entries {
            guard let (start, end, word) = timedWord(entry) else { continue }
            starts.append((entry, start))
            guard let place = search.next(word) else {
                log.warning(
                    .wordUnmatched, at: entry,
                    "is the word \(quoted(word)), which the text does not hold after the words before it; "
                        + "it is not highlighted")
                continue
            }
            words.append(
                TimedWord(
                    scalars: place,
                    timeRange: TimeRange(
                        start: MediaTime(microseconds: start), end: MediaTime(microseconds: end))))
        }
        return (
            words,
            { [log] duration in
                // Words are timed from their segment's start; times of the whole timeline are the usual mistake.
                guard let (field, start) = starts.first(where: { ExactTime(microseconds: $0.start) >= duration }) else {
                    return
                }
                log.warning(
                    .outOfRange, at: field,
                    "starts \(milliseconds(start)) after the segment's start, but the segment lasts "
                        + "\(milliseconds(duration)); it is never highlighted")
            }
        )
    }

    private func timedWord(_ entry: Field) -> (start: Int64, end: Int64, word: String)? {
        guard let parts = entry.elements, parts.count == 3 else {
            log.error(.outOfRange, at: entry, "is \(entry.described), but must be [startMs, endMs, “word”]")
            return nil
        }
        let kind = ValueKind.time(0...DraftLimits.time)
        let start = values.time(parts[0], kind)
        let end = values.time(parts[1], kind)
        let word = values.text(parts[2])
        guard let start, let end, let word else { return nil }
        guard end > start else {
            log.error(
                .outOfRange, at: parts[1],
                "is \(milliseconds(end)), but must lie after the word's start at \(milliseconds(start))")
            return nil
        }
        return (start, end, word)
    }
}
