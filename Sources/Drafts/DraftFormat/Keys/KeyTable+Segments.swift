extension KeyTable {
    /// A segment of a picture track.
    static let picture = KeyTable(
        "a picture segment",
        segmentKeys(length: "what is left of a clip, at its speed; required for images and colors") + sourceKeys
            + placementKeys(width: "1") + soundKeys + [
                .free(.rv, ["reverse"], .truth, default: "false"),
                .free(.fit, [], .word(["cover", "contain", "stretch", "none", "blur"]), default: "\"cover\""),
                .free(.crop, [], .insets, default: "[0, 0, 0, 0]"),
                .free(.flip, [], .word(["h", "v", "hv"])),
                .free(.radius, ["cornerRadius"], .pixels(0...10_000), default: "0"),
                .free(
                    .blend, ["blendMode"],
                    .word([
                        "normal", "multiply", "screen", "overlay", "darken", "lighten", "add", "soft-light",
                        "hard-light",
                        "difference",
                    ]), default: "\"normal\""),
                .free(.mask, [], .object(mask)),
                .free(.fx, ["effects"], .objects(effect)),
                .free(.kf, ["keyframes"], .object(pictureKeyframes)),
                .free(.tr, ["transition"], .object(transition)),
            ])

    /// A segment of a sound track.
    static let sound = KeyTable(
        "a sound segment",
        segmentKeys(length: "what is left of the sound, at its speed") + sourceKeys + soundKeys + [
            .free(.loop, [], .truth, default: "false"),
            .free(.duck, [], .object(duck)),
            .free(.kf, ["keyframes"], .object(soundKeyframes)),
        ])

    /// A segment of a text track.
    static let text = KeyTable(
        "a text segment",
        segmentKeys(length: nil) + placementKeys(width: "0.86") + [
            .free(.tx, ["text", "content"], .text),
            .free(.src, ["source", "u", "url", "path"], .asset),
            .free(.style, ["st"], .object(textStyle)),
            .free(.kf, ["keyframes"], .object(textKeyframes)),
            .free(.an, ["animation"], .object(animation)),
            .free(.words, [], .list),
        ])

    /// What segments share; `length` says how long one lasts that does not say it, or is nil where it must.
    private static func segmentKeys(length: String?) -> [DraftKey] {
        [
            .own(.id, [], .identifier, default: .words("its place, as `t/0/sg/2`")),
            .own(
                .s, ["start", "in", "time"], .time(0...DraftLimits.time),
                default: .words("the end of the one before, `0` for the first")),
            .own(
                .d, ["duration", "length"], .time(1...DraftLimits.time), default: length.map { .words($0) }),
            .own(.end, ["out"], .time(1...DraftLimits.time)),
            .own(.m, ["metadata", "meta"], .anything),
            .free(.name, ["title"], .text),
        ]
    }

    private static let sourceKeys: [DraftKey] = [
        .free(.src, ["source", "u", "url", "path"], .asset),
        .free(.ss, ["sourceStart", "source-start", "trimStart"], .time(0...DraftLimits.time), default: "0"),
        .free(
            .se, ["sourceEnd", "source-end", "trimEnd"], .time(1...DraftLimits.time),
            default: .words("the source's end")),
        .free(.sp, ["speed", "playbackRate"], .number(0.1...10), default: "1"),
    ]

    private static let soundKeys: [DraftKey] = [
        .free(.vol, ["volume"], .gain, default: "1"),
        .free(.fi, ["fadeIn"], .time(0...DraftLimits.time), default: "0"),
        .free(.fo, ["fadeOut"], .time(0...DraftLimits.time), default: "0"),
        .free(.mute, [], .truth, default: "false"),
    ]

    private static func placementKeys(width: KeyDefault) -> [DraftKey] {
        [
            .free(.x, [], .horizontalLength(-20...20), default: "0.5"),
            .free(.y, [], .verticalLength(-20...20), default: "0.5"),
            .free(.position, [], .pair(.horizontalLength(-20...20), .verticalLength(-20...20))),
            .free(.ax, [], .number(-10...10), default: "0.5"),
            .free(.ay, [], .number(-10...10), default: "0.5"),
            .free(.anchor, [], .pair(.number(-10...10), .number(-10...10))),
            .free(.w, ["width"], .horizontalLength(0...20), default: width),
            .free(.h, ["height"], .verticalLength(0...20), default: "1"),
            .free(.sc, ["scale"], .scale, default: "1"),
            .free(.ro, ["rotation"], .number(-36_000...36_000), default: "0"),
            .free(.op, ["opacity"], .number(0...1), default: "1"),
        ]
    }

    private static let placementKeyframes: [DraftKey] = [
        .own(.x, [], .list), .own(.y, [], .list), .own(.sc, ["scale"], .list), .own(.ro, ["rotation"], .list),
        .own(.op, ["opacity"], .list), .own(.w, ["width"], .list), .own(.h, ["height"], .list),
    ]

    /// `kf` of a picture segment.
    static let pictureKeyframes = KeyTable(
        "the keyframes of a picture segment",
        placementKeyframes + [
            .own(.crop, [], .list), .own(.radius, ["cornerRadius"], .list), .own(.vol, ["volume"], .list),
        ])

    /// `kf` of a sound segment.
    static let soundKeyframes = KeyTable("the keyframes of a sound segment", [.own(.vol, ["volume"], .list)])

    /// `kf` of a text segment.
    static let textKeyframes = KeyTable(
        "the keyframes of a text segment", placementKeyframes + [.own(.size, [], .list), .own(.color, [], .list)])

    /// A keyframe that is written as an object.
    static let keyframe = KeyTable(
        "a keyframe",
        [
            .own(.time, [], .time(0...DraftLimits.time)), .own(.value, [], .anything),
            .own(.easing, ["ease"], .easing, default: "\"linear\""),
        ])
}
