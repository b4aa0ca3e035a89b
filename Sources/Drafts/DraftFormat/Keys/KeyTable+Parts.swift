extension KeyTable {
    /// How a text is set.
    static let textStyle = KeyTable(
        "a text style",
        [
            .own(.font, [], .text),
            .own(.size, [], .pixels(1...2_000)),
            .own(.weight, [], .weight),
            .own(.italic, [], .truth),
            .own(.color, [], .color),
            .own(.align, [], .word(["left", "center", "right"])),
            .own(.lineHeight, [], .number(0.1...10)),
            .own(.letterSpacing, [], .pixels(-1_000...1_000)),
            .own(.letterCase, [], .word(["none", "upper", "lower", "title"])),
            .own(.stroke, [], .object(stroke)),
            .own(.shadow, [], .object(shadow)),
            .own(.box, [], .object(box)),
            .own(.highlight, [], .color),
            .own(.fit, [], .truth),
        ])

    /// A stroke around letters.
    static let stroke = KeyTable(
        "a stroke", [.own(.color, [], .color), .own(.width, [], .pixels(0...1_000))])

    /// A shadow behind letters.
    static let shadow = KeyTable(
        "a shadow",
        [
            .own(.color, [], .color), .own(.x, [], .pixels(-2_000...2_000)), .own(.y, [], .pixels(-2_000...2_000)),
            .own(.blur, [], .pixels(0...500)),
        ])

    /// A box behind lines.
    static let box = KeyTable(
        "a box",
        [
            .own(.color, [], .color), .own(.padding, [], .pixels(0...2_000)), .own(.radius, [], .pixels(0...2_000)),
        ])

    /// How a text comes and goes.
    static let animation = KeyTable(
        "an animation",
        [.own(.animationIn, [], .object(animationPart)), .own(.animationOut, [], .object(animationPart))])

    /// How a text comes, or how it goes.
    static let animationPart = KeyTable(
        "a part of an animation",
        [
            .own(
                .type, [],
                .word([
                    "fade", "slide-up", "slide-down", "slide-left", "slide-right", "pop", "typewriter", "blur",
                ])),
            .own(.d, ["duration"], .time(0...DraftLimits.time)),
        ])

    /// The shapes of masks.
    static let maskShapes = ["circle", "rect", "rounded"]

    /// A mask.
    static let mask = KeyTable(
        "a mask",
        [
            .own(.shape, [], .word(maskShapes)),
            .own(.radius, [], .pixels(0...10_000)),
            .own(.src, ["source", "u", "url", "path"], .asset),
            .own(.channel, [], .word(["alpha", "luma"])),
        ])

    /// An effect. Which values one takes, and what they may be, its `EffectKind` says.
    static let effect = KeyTable(
        "an effect",
        [
            .own(.type, [], .text), .own(.value, [], .anything), .own(.radius, [], .anything),
            .own(.src, ["source", "u", "url", "path"], .anything), .own(.color, [], .anything),
            .own(.similarity, [], .anything), .own(.smoothness, [], .anything), .own(.spill, [], .anything),
        ])

    /// How a sound makes way for others.
    static let duck = KeyTable(
        "ducking",
        [
            .own(.to, [], .gain), .own(.attack, [], .time(0...DraftLimits.time)),
            .own(.release, [], .time(0...DraftLimits.time)),
        ])
}
