extension KeyTable {
    /// How a text is set.
    static let textStyle = KeyTable(
        "a text style",
        [
            .own(.font, [], .text),
            .own(.size, [], .pixels(1...2_000), default: .words("5 % of the canvas height")),
            .own(.weight, [], .weight, default: "700"),
            .own(.italic, [], .truth, default: "false"),
            .own(.color, [], .color, default: "\"white\""),
            .own(.align, [], .word(["left", "center", "right"]), default: "\"center\""),
            .own(.lineHeight, [], .number(0.1...10), default: "1.2"),
            .own(.letterSpacing, [], .pixels(-1_000...1_000), default: "0"),
            .own(.letterCase, [], .word(["none", "upper", "lower", "title"]), default: "\"none\""),
            .own(.stroke, [], .object(stroke)),
            .own(.shadow, [], .object(shadow)),
            .own(.box, [], .object(box)),
            .own(.highlight, [], .color),
            .own(.fit, [], .truth, default: "false"),
        ])

    /// A stroke around letters.
    static let stroke = KeyTable(
        "a stroke", [.own(.color, [], .color), .own(.width, [], .pixels(0...1_000))])

    /// A shadow behind letters.
    static let shadow = KeyTable(
        "a shadow",
        [
            .own(.color, [], .color), .own(.x, [], .pixels(-2_000...2_000), default: "0"),
            .own(.y, [], .pixels(-2_000...2_000), default: "0"), .own(.blur, [], .pixels(0...500), default: "0"),
        ])

    /// A box behind lines.
    static let box = KeyTable(
        "a box",
        [
            .own(.color, [], .color), .own(.padding, [], .pixels(0...2_000), default: "0"),
            .own(.radius, [], .pixels(0...2_000), default: "0"),
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
            .own(.d, ["duration"], .time(0...DraftLimits.time), default: "500"),
        ])

    /// The shapes of masks.
    static let maskShapes = ["circle", "rect", "rounded"]

    /// A mask.
    static let mask = KeyTable(
        "a mask",
        [
            .own(.shape, [], .word(maskShapes)),
            .own(.radius, [], .pixels(0...10_000), default: .words("5 % of the shorter side, if `rounded`")),
            .own(.src, ["source", "u", "url", "path"], .asset),
            .own(.channel, [], .word(["alpha", "luma"]), default: "\"alpha\""),
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
            .own(.to, [], .gain, default: "0.25"), .own(.attack, [], .time(0...DraftLimits.time), default: "150"),
            .own(.release, [], .time(0...DraftLimits.time), default: "400"),
        ])
}
