import Testing

/// A draft and what a check of it must find.
struct FindingCase: CustomTestStringConvertible, Sendable {
    let json: String
    let expected: [String]
    var testDescription: String { String(json.prefix(120)) }

    init(_ json: String, _ expected: String...) {
        self.json = json
        self.expected = expected
    }
}

@Suite("What a check finds")
struct FindingTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    @Test(
        "in the draft",
        arguments: [
            FindingCase("[]", "error wrong-type"),
            FindingCase("7", "error wrong-type"),
            FindingCase("{}", "error missing-key"),
            FindingCase(#"{"t":7}"#, "error wrong-type /t"),
            FindingCase(#"{"t":[]}"#, "error draft-empty"),
            FindingCase(#"{"t":[{"tt":0,"sg":[]}]}"#, "error draft-empty"),
            FindingCase(#"{"t":[null]}"#, "error wrong-type /t/0"),
            FindingCase(#"{"t":[{"sg":[]}]}"#, "error missing-key /t/0"),
            FindingCase(#"{"tracks":[{"type":0}]}"#, "error missing-key /tracks/0"),
            FindingCase(#"{"t":[{"tt":0,"sg":{}}]}"#, "error wrong-type /t/0/sg"),
            FindingCase(#"{"t":[{"tt":true,"sg":[]}]}"#, "error wrong-type /t/0/tt"),
            FindingCase(pictures(##"{"src":"#123","op":9}"##, #","v":2"#), "error version-unsupported /v"),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","v":0"#), "error out-of-range /v"),
            FindingCase(
                pictures(##"{"src":"#123","d":9,"op":2}"##, #","v":"x""#), "error out-of-range /t/0/sg/0/op",
                "error wrong-type /v"),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","m":7"#), "error wrong-type /m"),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","titel":"x""#), "warning unknown-key /titel"),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","m":{"anything":{"at":["all"]}}"#)),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","m":{"title":7}"#), "error wrong-type /m/title"),
            FindingCase(
                pictures(##"{"src":"#123","d":9}"##, #","m":{"background":"blak"}"#), "error out-of-range /m/background"
            ),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","m":{"loudness":-14}"#)),
            FindingCase(
                pictures(##"{"src":"#123","d":9}"##, #","m":{"loudness":-31}"#), "error out-of-range /m/loudness"),
            FindingCase(
                #"{"t":[{"tt":2,"sg":[{"x":1}]},{"tt":7,"sg":[{"d":9,"tx":""}]}]}"#, "warning unsupported-track /t/0/tt"
            ),
            FindingCase(
                #"{"t":[{"tt":"sticker","sg":[]},{"tt":7,"sg":[{"d":9,"tx":""}]}]}"#,
                "warning unsupported-track /t/0/tt"),
            FindingCase(#"{"t":[{"tt":2,"sg":[{"x":1}]}]}"#, "error draft-empty", "warning unsupported-track /t/0/tt"),
            FindingCase(pictures(##"{"src":"#123","d":9}"##, #","d":0"#), "error out-of-range /d"),
            FindingCase(
                pictures(##"{"src":"#123","d":9}"##, #","output":{"format":"mov"}"#),
                "error out-of-range /output/format"),
            FindingCase(
                pictures(##"{"src":"#123","d":9}"##, #","export":{"quality":"best","fps":61,"resolution":"4k","x":1}"#),
                "error out-of-range /export/quality", "error out-of-range /export/fps",
                "error out-of-range /export/resolution", "warning unknown-key /export/x"),
            // Sizes that a render refuses for a canvas: of another shape, or too long where the short side is named.
            FindingCase(
                pictures(##"{"src":"#123","d":9}"##, #","output":{"resolution":"1080x1080"}"#),
                "error out-of-range /output/resolution"),
            FindingCase(
                pictures(
                    ##"{"src":"#123","d":9}"##,
                    #","output":{"resolution":"720p"},"m":{"width":200,"height":1000}"#),
                "error out-of-range /output/resolution"),
            FindingCase(
                pictures(
                    ##"{"src":"#123","d":9}"##,
                    #","output":{"resolution":"720p"},"m":{"width":1920,"height":1080}"#)),
        ])
    func draft(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }

    @Test(
        "in tracks and segments",
        arguments: [
            FindingCase(pictures("7"), "error wrong-type /t/0/sg/0"),
            FindingCase(pictures("{}"), "error missing-key /t/0/sg/0"),
            FindingCase(pictures(##"{"src":"#123"}"##), "error missing-key /t/0/sg/0"),
            FindingCase(pictures(#"{"src":"coffee.jpg"}"#), "error missing-key /t/0/sg/0"),
            FindingCase(pictures(#"{"src":"party.gif"}"#), "error missing-key /t/0/sg/0"),
            FindingCase(pictures(#"{"src":"latte.mp4"}"#)),
            FindingCase(sounds(#"{"src":"lofi.m4a"}"#)),
            FindingCase(texts(#"{"tx":"a"}"#), "error missing-key /t/0/sg/0"),
            FindingCase(texts(#"{"d":9}"#), "error missing-key /t/0/sg/0"),
            FindingCase(texts(#"{"d":9,"tx":7}"#), "error wrong-type /t/0/sg/0/tx"),
            FindingCase(pictures(#"{"src":7,"d":9}"#), "error wrong-type /t/0/sg/0/src"),
            FindingCase(pictures(##"{"src":"#123","d":0}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","d":-1}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","d":"fast"}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","d":[9]}"##), "error wrong-type /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","d":1e999}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","d":1e-400}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(
                pictures(##"{"src":"#123","d":999999999999999999999999999999}"##), "error out-of-range /t/0/sg/0/d"),
            FindingCase(pictures(##"{"src":"#123","s":-0,"d":1}"##)),
            FindingCase(pictures(##"{"src":"#123","s":100,"end":100}"##), "error out-of-range /t/0/sg/0/end"),
            FindingCase(pictures(##"{"src":"#123","s":100,"d":50,"end":150}"##)),
            FindingCase(pictures(##"{"src":"#123","s":100,"d":50,"end":151}"##), "warning duplicate-key /t/0/sg/0/end"),
            FindingCase(pictures(##"{"src":"#123","d":50,"duration":50}"##)),
            FindingCase(
                pictures(##"{"src":"#123","duration":51,"d":50}"##), "warning duplicate-key /t/0/sg/0/duration"),
            FindingCase(pictures(##"{"src":"#123","d":50,"m":{"op":2},"op":1}"##)),
            FindingCase(
                pictures(##"{"src":"#123","d":50,"m":{"opacity":2}}"##), "error out-of-range /t/0/sg/0/m/opacity"),
            FindingCase(pictures(##"{"src":"#123","d":50,"m":{"opacitty":2}}"##)),
            FindingCase(pictures(##"{"src":"#123","d":50,"opacitty":2}"##), "warning unknown-key /t/0/sg/0/opacitty"),
            FindingCase(pictures(##"{"src":"#123","d":50,"a/b~c":2}"##), "warning unknown-key /t/0/sg/0/a~1b~0c"),
            FindingCase(pictures(##"{"src":"#123","d":50,"id":""}"##), "error out-of-range /t/0/sg/0/id"),
            FindingCase(pictures(##"{"src":"#123","d":50,"id":7}"##), "error wrong-type /t/0/sg/0/id"),
            FindingCase(
                pictures(##"{"src":"#123","d":50,"id":"a"},{"src":"#123","d":50,"id":"a"}"##),
                "error duplicate-id /t/0/sg/1/id"),
            FindingCase(
                pictures(##"{"src":"#123","d":50,"id":"t/0/sg/1"},{"src":"#123","d":50}"##),
                "error duplicate-id /t/0/sg/1"),
            FindingCase(
                #"{"t":[{"tt":7,"id":"a","sg":[{"d":9,"tx":"","id":"a"}]},{"tt":7,"id":"a","sg":[]}]}"#,
                "error duplicate-id /t/1/id"),
            FindingCase(
                pictures(##"{"src":"#123","d":4000},{"src":"#123","d":1000},{"src":"#123","s":4000,"d":50}"##),
                "error segment-overlap /t/0/sg/2"),
            FindingCase(
                pictures(##"{"src":"#123","s":50,"d":50},{"src":"#123","s":0,"d":50},{"src":"#123","s":200,"d":50}"##)),
            FindingCase(
                pictures(##"{"src":"#123","d":"x"},{"src":"#123","d":50},{"src":"#123","s":0,"d":50}"##),
                "error out-of-range /t/0/sg/0/d"),
            FindingCase(sounds(#"{"src":"lofi.m4a","tr":{}}"#), "warning unknown-key /t/0/sg/0/tr"),
            FindingCase(
                #"{"t":[{"tt":1,"muted":2,"m":{"hidden":"maybe","volume":5},"sg":[{"src":"lofi.m4a"}]}]}"#,
                "error wrong-type /t/0/muted", "error wrong-type /t/0/m/hidden", "error out-of-range /t/0/m/volume"),
        ])
    func segments(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }

    @Test(
        "in sources",
        arguments: [
            FindingCase(pictures(#"{"src":"late.mp4","d":9}"#), "error asset-missing /t/0/sg/0/src"),
            FindingCase(pictures(#"{"m":{"url":"late.mp4"},"d":9}"#), "error asset-missing /t/0/sg/0/m/url"),
            FindingCase(pictures(#"{"src":"","d":9}"#), "error out-of-range /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"a\u0000b.mp4","d":9}"#), "error out-of-range /t/0/sg/0/src"),
            FindingCase(pictures(##"{"src":"#12","d":9}"##), "error out-of-range /t/0/sg/0/src"),
            FindingCase(pictures(##"{"src":"#12.png","d":9}"##), "error asset-missing /t/0/sg/0/src"),
            FindingCase(sounds(##"{"src":"#123","d":9}"##), "error asset-missing /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"concat:latte.mp4","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"data:video/mp4,x","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"ftp://a/latte.mp4","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"file://server/latte.mp4","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"file:///a%00b","d":9}"#), "error out-of-range /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"file:///a%zzb","d":9}"#), "error out-of-range /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"clips.mp4","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"/dev/zero","d":9}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"asset://../latte.mp4","d":9}"#), "error asset-outside /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"asset://clip","d":9}"#), "error asset-missing /t/0/sg/0/src"),
            FindingCase(
                pictures(#"{"src":"https://cdn.example/none.mp4","d":9}"#), "error asset-missing /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"https://cdn.example","d":9}"#), "error asset-missing /t/0/sg/0/src"),
            FindingCase(
                pictures(#"{"src":"damaged.mp4"},{"src":"damaged.mp4"}"#), "error asset-damaged /t/0/sg/0/src",
                "error asset-damaged /t/0/sg/1/src"),
            FindingCase(pictures(#"{"src":"notes.txt"}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"huge.png","d":9}"#), "error asset-too-large /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"gone.mp4"}"#), "error asset-missing /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"lofi.m4a"}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(sounds(#"{"src":"coffee.jpg"}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(sounds(#"{"src":"silent.mp4"}"#), "error asset-unsupported /t/0/sg/0/src"),
            FindingCase(sounds(#"{"src":"latte.mp4"}"#)),
            FindingCase(sounds(#"{"src":"voice.ogg"}"#), "warning asset-cloud-refuses /t/0/sg/0/src"),
            FindingCase(sounds(#"{"src":"voice.opus"}"#), "warning asset-cloud-refuses /t/0/sg/0/src"),
            FindingCase(sounds(#"{"src":"voice.flac"}"#), "warning asset-cloud-refuses /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"old.ts"}"#), "warning asset-cloud-refuses /t/0/sg/0/src"),
            FindingCase(pictures(#"{"src":"silent.mp4","d":4001}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","d":4002}"#), "warning source-short /t/0/sg/0"),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":3000,"d":1000}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","se":3000,"d":4000}"#), "warning source-short /t/0/sg/0"),
            FindingCase(pictures(#"{"src":"silent.mp4","sp":2,"d":2002}"#), "warning source-short /t/0/sg/0"),
            FindingCase(sounds(#"{"src":"lofi.m4a","d":20002}"#), "warning source-short /t/0/sg/0"),
            FindingCase(sounds(#"{"src":"lofi.m4a","d":60000,"loop":true}"#)),
            FindingCase(pictures(#"{"src":"party.gif","d":60000}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":4000}"#), "error out-of-range /t/0/sg/0/ss"),
            FindingCase(pictures(#"{"src":"silent.mp4","se":4000}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","se":4001}"#), "error out-of-range /t/0/sg/0/se"),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":2000,"se":2000}"#), "error out-of-range /t/0/sg/0/se"),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":2000,"se":2000.999}"#), "error out-of-range /t/0/sg/0/se"),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":2000,"se":2001}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":3999}"#)),
            FindingCase(pictures(#"{"src":"silent.mp4","ss":3999.001}"#), "error out-of-range /t/0/sg/0/ss"),
            FindingCase(pictures(#"{"src":"silent.mp4","sp":0.09}"#), "error out-of-range /t/0/sg/0/sp"),
            FindingCase(pictures(#"{"src":"silent.mp4","sp":"fast"}"#), "error wrong-type /t/0/sg/0/sp"),
            FindingCase(pictures(#"{"src":"silent.mp4","sp":10.1}"#), "error out-of-range /t/0/sg/0/sp"),
            FindingCase(
                pictures(#"{"src":"silent.mp4","sp":9.9999}"#, #","m":{"fps":"59999/1001"}"#),
                "error out-of-range /t/0/sg/0/sp"),
            FindingCase(pictures(#"{"src":"silent.mp4","sp":9.9999}"#)),
        ])
    func sources(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }

    @Test(
        "in what layers look like",
        arguments: [
            FindingCase(image(#""blend":"screen""#)),
            FindingCase(image(#""blendMode":"softLight""#)),
            FindingCase(image(#""blend":"normal""#)),
            FindingCase(image(#""blend":"burn""#), "error out-of-range /t/0/sg/0/blend"),
            FindingCase(image(#""mask":{"shape":"circle"}"#)),
            FindingCase(
                image(#""mask":{"src":"logo.png","channel":"alpha"}"#)),
            FindingCase(
                image(#""mask":{"shape":"star"}"#), "error out-of-range /t/0/sg/0/mask/shape"),
            FindingCase(image(#""mask":{}"#), "error missing-key /t/0/sg/0/mask"),
            FindingCase(image(#""mask":7"#), "error wrong-type /t/0/sg/0/mask"),
            FindingCase(image(#""fx":[]"#)),
            FindingCase(
                image(#""effects":[{"type":"sepia","value":1},{"type":"glow"}]"#),
                "warning unsupported-effect /t/0/sg/0/effects/1"),
            FindingCase(image(#""fx":7"#), "error wrong-type /t/0/sg/0/fx"),
            FindingCase(image(#""fx":[{}]"#), "error missing-key /t/0/sg/0/fx/0"),
            FindingCase(image(#""rv":2"#), "error wrong-type /t/0/sg/0/rv"),
            FindingCase(image(#""rv":false"#)),
            FindingCase(image(#""fit":"blur""#)),
            FindingCase(image(#""fit":"zoom""#), "error out-of-range /t/0/sg/0/fit"),
            FindingCase(
                image(#""crop":[[0,[0,0,0,0]],[9,[0.1,0,0,2]]]"#), "error out-of-range /t/0/sg/0/crop/1/1/3"),
            FindingCase(sounds(#"{"src":"lofi.m4a","duck":{"to":"-12dB","attack":150,"release":400}}"#)),
            FindingCase(sounds(#"{"src":"lofi.m4a","duck":{"to":9}}"#), "error out-of-range /t/0/sg/0/duck/to"),
            FindingCase(sounds(#"{"src":"lofi.m4a","duck":{"to":1.5}}"#), "error out-of-range /t/0/sg/0/duck/to"),
        ])
    func unbuilt(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }

    @Test(
        "in text that moves",
        arguments: [
            FindingCase(
                texts(#"{"d":9,"tx":"a","an":{"in":{"type":"fade","d":300},"out":{}}}"#),
                "error missing-key /t/0/sg/0/an/out"),
            FindingCase(
                texts(#"{"d":9,"tx":"","animation":{"out":{"type":"jump"}}}"#),
                "error out-of-range /t/0/sg/0/animation/out/type"),
            FindingCase(
                texts(#"{"d":9,"tx":"","an":{"in":{"type":"fade","d":-1}}}"#), "error out-of-range /t/0/sg/0/an/in/d"),
            FindingCase(texts(#"{"d":9,"tx":"","an":{"in":7}}"#), "error wrong-type /t/0/sg/0/an/in"),
            FindingCase(texts(#"{"d":9,"tx":"a","words":[[0,9,"a"]]}"#)),
            FindingCase(
                texts(#"{"d":9,"tx":"a","words":[[0,9,"b"],[0,9,"A"],[0,9,"a"]]}"#),
                "warning word-unmatched /t/0/sg/0/words/0", "warning word-unmatched /t/0/sg/0/words/2"),
            FindingCase(
                texts(#"{"d":9,"tx":"a","words":[[9,12,"a"]]}"#), "warning out-of-range /t/0/sg/0/words/0"),
            FindingCase(texts(#"{"d":9,"tx":"","words":[[0,"a"]]}"#), "error out-of-range /t/0/sg/0/words/0"),
            FindingCase(texts(#"{"d":9,"tx":"a","words":[[5,5,"a"]]}"#), "error out-of-range /t/0/sg/0/words/0/1"),
            FindingCase(texts(#"{"d":9,"tx":"a","words":"a"}"#), "error wrong-type /t/0/sg/0/words"),
            FindingCase(texts(#"{"d":9,"tx":"","style":{"fit":true}}"#)),
            FindingCase(texts(#"{"d":9,"tx":"","style":{"fit":2}}"#), "error wrong-type /t/0/sg/0/style/fit"),
        ])
    func movingText(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }
}
