extension KeyTable {
    /// A segment of a picture track.
    static let picture = KeyTable(
        "a picture segment",
        segmentKeys + sourceKeys + placementKeys + soundKeys + [
            .free(.rv, ["reverse"], .truth),
            .free(.fit, [], .word(["cover", "contain", "stretch", "none", "blur"])),
            .free(.crop, [], .insets),
            .free(.flip, [], .word(["h", "v", "hv"])),
            .free(.radius, ["cornerRadius"], .pixels(0...10_000)),
            .free(
                .blend, ["blendMode"],
                .word([
                    "normal", "multiply", "screen", "overlay", "darken", "lighten", "add", "soft-light", "hard-light",
                    "difference",
                ])),
            .free(.mask, [], .object(mask)),
            .free(.fx, ["effects"], .objects(effect)),
            .free(.kf, ["keyframes"], .object(pictureKeyframes)),
            .free(.tr, ["transition"], .object(transition)),
        ])

    /// A segment of a sound track.
    static let sound = KeyTable(
        "a sound segment",
        segmentKeys + sourceKeys + soundKeys + [
            .free(.loop, [], .truth),
            .free(.duck, [], .object(duck)),
            .free(.kf, ["keyframes"], .object(soundKeyframes)),
        ])

    /// A segment of a text track.
    static let text = KeyTable(
        "a text segment",
        segmentKeys + placementKeys + [
            .free(.tx, ["text", "content"], .text),
            .free(.src, ["source", "u", "url", "path"], .asset),
            .free(.style, ["st"], .object(textStyle)),
            .free(.kf, ["keyframes"], .object(textKeyframes)),
            .free(.an, ["animation"], .object(animation)),
            .free(.words, [], .list),
        ])

    private static let segmentKeys: [DraftKey] = [
        .own(.id, [], .identifier),
        .own(.s, ["start", "in", "time"], .time(0...DraftLimits.time)),
        .own(.d, ["duration", "length"], .time(1...DraftLimits.time)),
        .own(.end, ["out"], .time(1...DraftLimits.time)),
        .own(.m, ["metadata", "meta"], .anything),
        .free(.name, ["title"], .text),
    ]

    private static let sourceKeys: [DraftKey] = [
        .free(.src, ["source", "u", "url", "path"], .asset),
        .free(.ss, ["sourceStart", "source-start", "trimStart"], .time(0...DraftLimits.time)),
        .free(.se, ["sourceEnd", "source-end", "trimEnd"], .time(1...DraftLimits.time)),
        .free(.sp, ["speed", "playbackRate"], .number(0.1...10)),
    ]

    private static let soundKeys: [DraftKey] = [
        .free(.vol, ["volume"], .gain),
        .free(.fi, ["fadeIn"], .time(0...DraftLimits.time)),
        .free(.fo, ["fadeOut"], .time(0...DraftLimits.time)),
        .free(.mute, [], .truth),
    ]

    private static let placementKeys: [DraftKey] = [
        .free(.x, [], .horizontalLength(-20...20)),
        .free(.y, [], .verticalLength(-20...20)),
        .free(.position, [], .pair(.horizontalLength(-20...20), .verticalLength(-20...20))),
        .free(.ax, [], .number(-10...10)),
        .free(.ay, [], .number(-10...10)),
        .free(.anchor, [], .pair(.number(-10...10), .number(-10...10))),
        .free(.w, ["width"], .horizontalLength(0...20)),
        .free(.h, ["height"], .verticalLength(0...20)),
        .free(.sc, ["scale"], .scale),
        .free(.ro, ["rotation"], .number(-36_000...36_000)),
        .free(.op, ["opacity"], .number(0...1)),
    ]

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
            .own(.easing, ["ease"], .easing),
        ])
}
