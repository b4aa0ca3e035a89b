import Diagnostics
import TimelineModel

extension TimelineBuilder {
    /// How a layer meets what lies under it.
    func blendMode(_ object: ObjectReader) -> BlendMode {
        guard let (field, kind) = object.find(.blend), let word = values.word(field, kind),
            let mode = BlendMode(rawValue: word)
        else { return .normal }
        return mode
    }

    /// What part of a layer's box is seen, or nil for all of it.
    func mask(_ object: ObjectReader) -> LayerMask? {
        guard let field = object[.mask], let mask = ObjectReader(field, .mask, log) else { return nil }
        let shape = mask.find(.shape).flatMap { values.word($0.field, $0.kind) }
        let channel = mask.find(.channel).flatMap { values.word($0.field, $0.kind) }
        let radius = mask.find(.radius).flatMap { values.pixels($0.field, $0.kind) }
        let found: LayerMask?
        switch (mask[.shape], mask[.src]) {
        case (nil, nil):
            log.error(.missingKey, at: field, "needs “shape” or “src”")
            return nil
        case (.some, .some(let source)):
            log.error(.outOfRange, at: source, "names an image, but the mask has a “shape” too; remove one of the two")
            return nil
        case (.some, nil):
            switch shape {
            case "circle": found = .circle
            case "rect": found = .rectangle
            case "rounded": found = .rounded(radius: radius)
            default: found = nil
            }
        case (nil, .some(let source)):
            found = image(source).map { .image($0, channel.flatMap(LayerMask.Channel.init(rawValue:)) ?? .alpha) }
        }
        return found
    }

    /// The still that a mask names.
    private func image(_ field: Field) -> AssetID? {
        guard let text = field.value.string else {
            values.wrongType(field, .asset)
            return nil
        }
        guard let medium = media.medium(SourceReference(text, mayBeColor: false), at: field) else { return nil }
        guard medium.facts.kind == .still else {
            log.error(
                .assetUnsupported, at: field,
                "\(quoted(fileName(of: medium.path))) is no still picture; a mask is a PNG, JPEG, WebP or GIF of one frame"
            )
            return nil
        }
        return media.identifier(of: medium, usedAt: field)
    }
}
