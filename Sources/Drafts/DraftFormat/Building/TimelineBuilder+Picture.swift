import Diagnostics
import MediaBuffers
import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// What a picture segment shows.
    func picture(_ object: ObjectReader) -> ReadContent {
        let layer = layer(object)
        let stated = statedStretch(object)
        var read = ReadContent(content: nil, name: "", naturalDuration: nil)
        guard let (field, text) = source(object) else { return read }
        read.name = nameWithoutEnding(text)
        let reference = SourceReference(text, mayBeColor: true)
        if case .color(let color) = reference {
            read.name = text
            read.content = .picture(layer.content(.color(color), TimeRange(start: .zero, duration: .zero)))
            return read
        }
        guard let medium = media.medium(reference, at: field) else { return read }
        read.name = nameWithoutEnding(medium.path)
        guard let picture = medium.facts.picture, medium.facts.kind != .audio else {
            log.error(
                .assetUnsupported, at: field,
                "\(quoted(fileName(of: medium.path))) is sound only; put it on a track with “tt” 1")
            return read
        }
        let identifier = media.identifier(of: medium, usedAt: field)
        if medium.facts.kind == .still {
            read.content = .picture(layer.content(.asset(identifier), TimeRange(start: .zero, duration: .zero)))
            return read
        }
        guard let stretch = stretch(stated, object, of: medium, mediumEnd: picture.frameTimes.end, isSound: false)
        else { return read }
        var content = layer.content(.asset(identifier), stretch.range)
        content.playbackRate = stretch.rate
        if medium.facts.sound != nil, !layer.isMute { content.sound = layer.envelope }
        read.content = .picture(content)
        if medium.facts.kind == .video {
            read.naturalDuration = stretch.naturalDuration
            read.checkDuration = { [log] duration in
                reportShortSource(
                    stretch, medium, duration: duration, "the last frame is held", at: object.field, log)
            }
        }
        return read
    }

    /// The text of a required `src`.
    func source(_ object: ObjectReader) -> (Field, String)? {
        guard let field = object[.src] else {
            log.error(.missingKey, at: object.field, "needs “src”, the file that it plays")
            return nil
        }
        guard let text = field.value.string else {
            values.wrongType(field, .asset)
            return nil
        }
        return (field, text)
    }

    private func layer(_ object: ObjectReader) -> PictureLayer {
        let keyframes = keyframes(of: object)
        let radiusKind = object.kind(of: .radius)
        let fit = object.find(.fit).flatMap { values.word($0.field, $0.kind) }
        let flip = object.find(.flip).flatMap { values.word($0.field, $0.kind) } ?? ""
        return PictureLayer(
            isReversed: object[.rv].flatMap { values.truth($0) } ?? false,
            contentMode: fit.flatMap(ContentMode.init(rawValue:)) ?? .cover,
            crop: animated(.crop, object, keyframes, default: CropInsets.none) { values.insets($0) },
            isFlippedHorizontally: flip.contains("h"),
            isFlippedVertically: flip.contains("v"),
            cornerRadius: animated(.radius, object, keyframes, default: 0) { values.pixels($0, radiusKind) },
            placement: placement(object, keyframes, width: 1), envelope: envelope(object, keyframes),
            isMute: object[.mute].flatMap { values.truth($0) } ?? false, effects: effects(object), mask: mask(object),
            blendMode: blendMode(object))
    }
}

/// Everything about a picture segment but its source.
private struct PictureLayer {
    var isReversed: Bool
    var contentMode: ContentMode
    var crop: Animated<CropInsets>
    var isFlippedHorizontally: Bool
    var isFlippedVertically: Bool
    var cornerRadius: Animated<Double>
    var placement: Placement
    var envelope: SoundEnvelope
    var isMute: Bool
    var effects: [Effect]
    var mask: LayerMask?
    var blendMode: BlendMode

    func content(_ source: PictureContent.Source, _ range: TimeRange) -> PictureContent {
        var content = PictureContent(
            source: source, sourceRange: range, isReversed: isReversed, contentMode: contentMode, crop: crop,
            isFlippedHorizontally: isFlippedHorizontally, isFlippedVertically: isFlippedVertically,
            cornerRadius: cornerRadius, placement: placement)
        content.effects = effects
        content.mask = mask
        content.blendMode = blendMode
        return content
    }
}

/// Reports a source that ends before its segment does.
func reportShortSource(
    _ stretch: SourceStretch, _ medium: MediaLibrary.Medium, duration: ExactTime, _ outcome: String, at field: Field,
    _ log: FindingLog
) {
    // Less than a millisecond is how a draft in whole milliseconds rounds.
    let natural = stretch.naturalDuration
    guard duration > natural + ExactTime(microseconds: 1_000) else { return }
    log.warning(
        .sourceShort, at: field,
        "lasts \(milliseconds(duration)), but \(quoted(fileName(of: medium.path))) fills only "
            + "\(milliseconds(natural)) of it; \(outcome) for the rest")
}
