import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// What a sound segment plays.
    func sound(_ object: ObjectReader) -> ReadContent {
        let keyframes = keyframes(of: object)
        var envelope = envelope(object, keyframes)
        if object[.mute].flatMap({ values.truth($0) }) == true { envelope.gain = .constant(0) }
        let loops = object[.loop].flatMap { values.truth($0) } ?? false
        reportUnbuilt(in: object)
        var read = ReadContent(content: nil, name: "", naturalDuration: nil)
        guard let (field, text) = source(object) else { return read }
        read.name = nameWithoutEnding(text)
        guard let medium = media.medium(SourceReference(text, mayBeColor: false), at: field) else { return read }
        read.name = nameWithoutEnding(medium.path)
        guard let sound = medium.facts.sound else {
            let name = quoted(fileName(of: medium.path))
            let isImage = medium.facts.kind == .still || medium.facts.kind == .animation
            log.error(
                .assetUnsupported, at: field,
                "\(name) \(isImage ? "is an image" : "has no sound"); put it on a track with “tt” 0")
            return read
        }
        guard let stretch = stretch(object, of: medium, mediumEnd: sound.range.end, isSound: true) else { return read }
        read.content = .sound(
            SoundContent(
                asset: media.identifier(of: medium, usedAt: field), sourceRange: stretch.range,
                playbackRate: stretch.rate, loops: loops, envelope: envelope))
        read.naturalDuration = stretch.naturalDuration
        if !loops {
            read.checkDuration = { [log] duration in
                reportShortSource(stretch, medium, duration: duration, "it is silent", at: object.field, log)
            }
        }
        return read
    }

    /// How loud a segment is.
    func envelope(_ object: ObjectReader, _ keyframes: ObjectReader?) -> SoundEnvelope {
        func fade(_ name: DraftName) -> MediaTime {
            object.find(name).flatMap { values.time($0.field, $0.kind) }.map { MediaTime(microseconds: $0) } ?? .zero
        }
        return SoundEnvelope(
            gain: animated(.vol, object, keyframes, default: 1) { values.gain($0) }, fadeIn: fade(.fi),
            fadeOut: fade(.fo))
    }
}
