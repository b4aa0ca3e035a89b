/// A value for each key, as JSON, for the page of keys.
enum KeyExamples {
    /// An example of a key's value.
    static func example(of key: DraftKey, in table: KeyTable) -> String {
        guard let example = special(key.name, in: table) ?? examples[key.name] ?? key.kind.table?.example else {
            preconditionFailure("\(table.title) has no example of \(key.name.rawValue)")
        }
        return example
    }

    /// An effect that has a value, and whatever else it needs.
    static func example(of effect: EffectKind, showing name: DraftName, as stated: String? = nil) -> String {
        let members = effect.values.filter { $0.isRequired || $0.name == name }.map { value in
            let chosen = value.name == name ? stated : nil
            return "\"\(value.name.rawValue)\": \(chosen ?? amounts[effect] ?? self.value(value.name))"
        }
        return "{\"type\": \"\(effect.rawValue)\", \(members.joined(separator: ", "))}"
    }

    /// What may stand in place of an object of a table.
    static func shorthands(of table: KeyTable) -> [String] {
        if table === KeyTable.transition { return [#""crossfade""#] }
        if table === KeyTable.animation { return [#""fade""#, #"{"type": "pop", "d": 300}"#] }
        if table === KeyTable.animationPart { return [#""fade""#] }
        if table === KeyTable.effect { return [#""sepia""#] }
        if table === KeyTable.mask { return [#""circle""#, #""heart.png""#] }
        if table === KeyTable.duck { return ["true", #""35%""#] }
        if table === KeyTable.stroke { return ["true", #""black""#, "4"] }
        if table === KeyTable.shadow || table === KeyTable.box { return ["true", ##""#00000080""##] }
        return []
    }

    private static func value(_ name: DraftName) -> String {
        guard let example = effectExamples[name] ?? examples[name] else {
            preconditionFailure("no effect has \(name.rawValue)")
        }
        return example
    }

    /// Examples of keys that mean something else in one table than in others.
    private static func special(_ name: DraftName, in table: KeyTable) -> String? {
        if table === KeyTable.draft {
            switch name {
            case .d: return "10000"
            case .m: return #"{"title": "Morning brew", "width": 1080, "height": 1920}"#
            case .title: return #""Morning brew""#
            default: return nil
            }
        }
        if table.keyframeKind(of: name) != nil { return keyframes[name] }
        if table === KeyTable.track { return trackExamples[name] }
        if table === KeyTable.sound { return soundExamples[name] }
        if table === KeyTable.text { return textExamples[name] }
        if table === KeyTable.textStyle { return styleExamples[name] }
        if table === KeyTable.effect { return effectExamples[name] }
        if table === KeyTable.mask { return maskExamples[name] }
        if table === KeyTable.stroke, name == .width { return "4" }
        if table === KeyTable.duck, name == .to { return #""25%""# }
        if table === KeyTable.shadow { return [.x: "2", .y: "\"2px\""][name] }
        if table === KeyTable.animationPart { return [.type: "\"slide-up\"", .d: "300"][name] }
        if table === KeyTable.transition || table === KeyTable.listedTransition {
            return [.type: "\"crossfade\"", .d: "500", .ease: "\"ease-in-out\""][name]
        }
        return nil
    }

    private static let trackExamples: [DraftName: String] = [
        .id: #""titles""#, .m: #"{"name": "Titles"}"#, .name: #""Titles""#, .src: #""film.srt""#,
        .sg: ##"[{"src": "#204060", "d": 4000}]"##, .y: #""70%""#, .w: "0.8", .volume: #""80%""#,
        .style: #"{"size": 64}"#,
    ]
    private static let soundExamples: [DraftName: String] = [
        .src: #""lofi.m4a""#, .name: #""Lo-fi""#, .m: #"{"name": "Lo-fi", "volume": "35%"}"#,
    ]
    private static let textExamples: [DraftName: String] = [
        .name: #""Title""#, .m: #"{"text": "Urban Dreams"}"#, .src: #""film.srt""#, .y: #""bottom""#, .w: "0.8",
        .h: #""30%""#,
    ]
    private static let styleExamples: [DraftName: String] = [
        .size: "96", .color: #""gold""#, .fit: "true",
    ]
    private static let effectExamples: [DraftName: String] = [
        .type: #""brightness""#, .value: "1.2", .radius: "8", .src: #""warm.cube""#, .color: ##""#00ff00""##,
    ]
    private static let maskExamples: [DraftName: String] = [.src: #""heart.png""#, .radius: "24"]

    /// Amounts of effects for which that of `effectExamples` means little or is out of range.
    private static let amounts: [EffectKind: String] = [
        .hue: "90", .grayscale: "0.5", .sepia: "0.8", .invert: "1", .exposure: "0.5", .temperature: "0.3",
        .vignette: "0.4",
    ]

    private static let keyframes: [DraftName: String] = [
        .x: #"[[0, 0.2], [800, "50%", "ease-out"]]"#, .y: #"[[0, "1200px"], [800, 0.5]]"#,
        .sc: #"[[0, 1], [4000, 1.15, "ease-in-out"]]"#, .ro: "[[0, -5], [800, 0]]", .op: "[[0, 0], [500, 1]]",
        .w: "[[0, 0.5], [800, 1]]", .h: "[[0, 0.5], [800, 1]]",
        .crop: "[[0, [0, 0, 0, 0]], [4000, [0.1, 0.1, 0.1, 0.1]]]",
        .radius: "[[0, 0], [500, 24]]", .vol: #"[[0, 1], [500, "-6dB"]]"#, .size: "[[0, 64], [500, 96]]",
        .color: ##"[[0, "#fff"], [500, "gold"]]"##,
    ]

    private static let examples: [DraftName: String] = [
        // Draft and output
        .t: ##"[{"tt": 0, "sg": [{"src": "#204060", "d": 4000}]}]"##, .v: "1", .id: #""intro""#,
        .videoInfos: #"[{"cdn_url": "https://example.com/9f.mp4", "filename": "latte.mp4"}]"#,
        .generatedMedia: #"[{"cdn_url": "https://example.com/3a.jpg", "filename": "coffee.jpg"}]"#, .width: "1080",
        .height: "1920", .fps: "29.97", .ratio: #""4:5""#, .background: ##""#204060""##, .loudness: "-14",
        .transitions: #"[{"from": "a", "to": "b", "type": "crossfade"}]"#, .format: #""mp4""#,
        .quality: #""standard""#, .resolution: #""1080p""#,
        // Tracks
        .tt: "0", .muted: "true", .hidden: "true",
        // Segments
        .s: "4000", .d: "2500", .end: "6500", .m: #"{"name": "Coffee"}"#, .name: #""Coffee""#,
        .src: #""coffee.jpg""#, .ss: "1500", .se: #""4.5s""#, .sp: "1.5", .x: "0.86", .y: #""960px""#,
        .position: "[0.5, 0.75]", .ax: "0.5", .ay: "1", .anchor: "[0.5, 1]", .w: #""540px""#, .h: "0.5", .sc: "1.2",
        .ro: "-5", .op: "0.6", .vol: #""-6dB""#, .fi: "500", .fo: "1000", .mute: "true", .rv: "true",
        .fit: #""contain""#, .crop: "[0, 0.1, 0, 0.1]", .flip: #""h""#, .radius: "24", .blend: #""multiply""#,
        .fx: #"[{"type": "sepia", "value": 0.8}]"#, .loop: "true", .tx: #""Urban Dreams""#,
        .words: #"[[0, 400, "Urban"], [400, 900, "Dreams"]]"#,
        // Styles
        .font: #""Hand.ttf""#, .weight: "800", .italic: "true", .color: #""black""#, .align: #""left""#,
        .lineHeight: "1.4", .letterSpacing: "2", .letterCase: #""upper""#, .highlight: ##""#ffd400""##, .blur: "4",
        .padding: "12",
        // Parts
        .from: #""a""#, .to: #""b""#, .time: "500", .value: "1", .easing: #""ease-out""#, .shape: #""rounded""#,
        .channel: #""luma""#, .attack: "100", .release: "600", .similarity: "0.3", .smoothness: "0.1",
        .spill: "0.5",
    ]
}
