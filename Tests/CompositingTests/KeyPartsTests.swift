import Compositing
import MediaBuffers
import TestSupport
import Testing
import TimelineModel

/// `CanonicalWriter` names all parts of what it spells by the initializer that takes them. Where that is written by hand, a part
/// with a value of its own could still slip past it; here each such type is counted.
@Suite struct KeyPartsTests {
    private static let color = RGBAColor.white
    private static let values: [(value: any Sendable, parts: [String])] = [
        (color, ["red", "green", "blue", "alpha"]),
        (ColorKey(color: color), ["color", "similarity", "smoothness", "spill"]),
        (CropInsets.none, ["left", "top", "right", "bottom"]),
        (TextStyle.Stroke(color: color, width: 1), ["color", "width"]),
        (TextStyle.Shadow(color: color, x: 1, y: 1, blur: 1), ["color", "x", "y", "blur"]),
        (TextStyle.Box(color: color, padding: 1, radius: 1), ["color", "padding", "radius"]),
        (FramePlan(background: nil, layers: []), ["background", "layers"]),
    ]

    @Test(arguments: values.indices) func eachPartIsNamed(_ index: Int) {
        let (value, parts) = Self.values[index]
        #expect(Mirror(reflecting: value).children.compactMap(\.label) == parts)
    }

    private func spelled(_ effects: [Effect]) -> [UInt8] {
        var writer = CanonicalWriter()
        for effect in effects { writer.add(effect) }
        return writer.bytes
    }

    @Test func noTwoEffectsAreSpelledAlike() {
        let key = ColorKey(color: .black)
        var keys = [ColorKey](repeating: key, count: 5)
        keys[1].color = .white
        keys[2].similarity = 0.5
        keys[3].smoothness = 0.5
        keys[4].spill = 0.5
        let effects: [Effect] =
            [
                .brightness(1), .contrast(1), .saturation(1), .hue(degrees: 1), .grayscale(1), .sepia(1), .invert(1),
                .blur(radius: 1), .exposure(stops: 1), .temperature(1), .sharpen(amount: 1), .vignette(strength: 1),
                .brightness(2),
            ] + keys.map { .colorKey($0) }
        #expect(Set(effects.map { spelled([$0]) }).count == effects.count)
    }

    @Test func noTwoMasksAreSpelledAlike() {
        let asset = AssetID(index: 0)
        let masks: [LayerMask] = [
            .circle, .rectangle, .rounded(radius: nil), .rounded(radius: 0), .rounded(radius: 1), .image(asset, .alpha),
            .image(asset, .luma), .image(AssetID(index: 1), .luma),
        ]
        let spelled = masks.map { mask in
            var writer = CanonicalWriter()
            writer.add(mask)
            return writer.bytes
        }
        #expect(Set(spelled).count == masks.count)
    }

    @Test func eachPartOfAStyleIsSpelled() {
        let base = TextStyle(size: 20)
        let changes: [(inout TextStyle) -> Void] = [
            { _ in }, { $0.font = .family("a") }, { $0.font = .file("a") }, { $0.size = 21 }, { $0.weight = 400 },
            { $0.isItalic = true }, { $0.color = .black }, { $0.alignment = .left }, { $0.lineHeight = 1 },
            { $0.letterSpacing = 1 }, { $0.letterCase = .upper }, { $0.stroke = .init(color: .white, width: 1) },
            { $0.stroke = .init(color: .black, width: 1) }, { $0.stroke = .init(color: .white, width: 2) },
            { $0.shadow = .init(color: .white, x: 1, y: 1, blur: 1) },
            { $0.shadow = .init(color: .black, x: 1, y: 1, blur: 1) },
            { $0.shadow = .init(color: .white, x: 2, y: 1, blur: 1) },
            { $0.shadow = .init(color: .white, x: 1, y: 2, blur: 1) },
            { $0.shadow = .init(color: .white, x: 1, y: 1, blur: 2) },
            { $0.box = .init(color: .white, padding: 1, radius: 1) },
            { $0.box = .init(color: .black, padding: 1, radius: 1) },
            { $0.box = .init(color: .white, padding: 2, radius: 1) },
            { $0.box = .init(color: .white, padding: 1, radius: 2) },
        ]
        let spelled = changes.map { change in
            var style = base
            change(&style)
            var writer = CanonicalWriter()
            writer.add(style)
            return writer.bytes
        }
        #expect(Set(spelled).count == changes.count)
    }
}
