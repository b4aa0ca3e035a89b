import Diagnostics
import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// What a sound segment plays.
    func sound(_ object: ObjectReader) -> ReadContent {
        let keyframes = keyframes(of: object)
        var envelope = envelope(object, keyframes)
        if object[.mute].flatMap({ values.truth($0) }) == true { envelope.gain = .constant(0) }
        let loops = object[.loop].flatMap { values.truth($0) } ?? false
        let ducking = object[.duck].flatMap { self.ducking($0) }
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
                playbackRate: stretch.rate, loops: loops, envelope: envelope, ducking: ducking))
        read.naturalDuration = stretch.naturalDuration
        if !loops {
            read.checkDuration = { [log] duration in
                reportShortSource(stretch, medium, duration: duration, "it is silent", at: object.field, log)
            }
        }
        return read
    }

    /// How a segment makes way for others; what is not said is as in the format's example.
    private func ducking(_ field: Field) -> Ducking? {
        guard let duck = ObjectReader(field, .duck, log) else { return nil }
        func time(_ name: DraftName, default milliseconds: Int64) -> MediaTime {
            duck.find(name).flatMap { values.time($0.field, $0.kind) }.map { MediaTime(microseconds: $0) }
                ?? MediaTime(milliseconds: milliseconds)
        }
        let gain = duck[.to].flatMap { values.gain($0) } ?? 0.25
        if gain > 1, let field = duck[.to] {
            log.error(
                .outOfRange, at: field, "is \(field.described), but ducking only lowers: write a gain from 0 to 1")
        }
        return Ducking(
            gain: min(1, gain), attack: time(.attack, default: 150), release: time(.release, default: 400))
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
