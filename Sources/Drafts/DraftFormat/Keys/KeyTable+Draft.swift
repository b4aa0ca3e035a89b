import TimelineModel

extension KeyTable {
    /// The draft itself.
    static let draft = KeyTable(
        "a draft",
        [
            .own(.t, ["tracks"], .list),
            .own(.d, ["duration"], .time(1...DraftLimits.time), default: .words("the end of the last segment")),
            .own(.m, ["metadata", "meta"], .anything),
            .own(.v, ["version"], .wholeNumber(1...1), default: "1"),
            .own(.id, [], .anything),
            .own(.canvasConfig, [], .object(canvas)),
            .own(.transitions, [], .objects(listedTransition)),
            .own(.output, ["export"], .object(output)),
            .own(.videoInfos, [], .anything),
            .own(.generatedMedia, [], .anything),
            .free(.title, ["name"], .text),
            .free(.width, [], .wholeNumber(16...1_920), default: .words("as `ratio` says")),
            .free(.height, [], .wholeNumber(16...1_920), default: .words("as `ratio` says")),
            .free(.fps, [], .frameRate, default: "30"),
            .free(.ratio, [], canvasRatio, default: .words("as `canvas_config` says, else `\"9:16\"`")),
            .free(.background, [], .color, default: "\"black\""),
            .free(.loudness, [], .number(-30 ... -5), default: .words("the mix as it is")),
        ])

    /// `canvas_config`.
    static let canvas = KeyTable(
        "the canvas",
        [
            .own(.width, [], .wholeNumber(16...1_920)),
            .own(.height, [], .wholeNumber(16...1_920)),
            .own(.ratio, [], canvasRatio),
        ])

    private static let canvasRatio = ValueKind.word(["9:16", "16:9", "1:1", "4:5"])

    /// What the file that is written should be.
    static let output = KeyTable(
        "the output",
        [
            .own(.format, [], .word(OutputFormat.all.map(\.name))),
            .own(.quality, [], .word(["draft", "standard", "high", "lossless"]), default: "\"high\""),
            .own(.resolution, [], .text),
            .own(.fps, [], .frameRate),
        ])

    /// A track.
    static let track = KeyTable(
        "a track",
        [
            .own(.id, [], .identifier),
            .own(.tt, ["type"], .trackType),
            .own(.sg, ["segments"], .list, default: .words("the cues of `src`; required without it")),
            .own(.m, ["metadata", "meta"], .anything),
            .own(.src, ["source", "u", "url", "path"], .asset),
            .own(.style, ["st"], .object(textStyle)),
            .own(.x, [], .horizontalLength(-20...20), default: "0.5"),
            .own(.y, [], .verticalLength(-20...20), default: "0.75"),
            .own(.w, ["width"], .horizontalLength(0...20), default: "0.86"),
            .free(.name, ["title"], .text),
            .free(.muted, [], .truth, default: "false"),
            .free(.hidden, [], .truth, default: "false"),
            .free(.volume, ["vol"], .gain, default: "1"),
        ])

    /// An entry of the draft's list of transitions.
    static let listedTransition = KeyTable(
        "a transition",
        [.own(.from, [], .identifier), .own(.to, [], .identifier)] + transitionKeys)

    /// A segment's own transition.
    static let transition = KeyTable("a transition", transitionKeys)

    private static let transitionKeys: [DraftKey] = [
        .own(.type, [], .text),
        .own(
            .d, ["duration"], .time(0...DraftLimits.time),
            default: .words("`500`, or all of a shorter incoming segment")),
        .own(.ease, ["easing"], .easing, default: "\"linear\""),
    ]
}
