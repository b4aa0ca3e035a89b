import MediaTiming
import Testing
import TimelineModel

/// Section 12: out of range is an error also where the property has no effect.
@Suite("Values without an effect")
struct UnusedValueTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    @Test(
        "of the stretch of what does not move",
        arguments: ["\"#123\"", "\"coffee.jpg\"", "\"gone.mp4\""],
        [
            (#""sp":0"#, "out-of-range sp"), (#""sp":10.1"#, "out-of-range sp"), (#""sp":"fast""#, "wrong-type sp"),
            (#""sp":10"#, ""), (#""ss":-1"#, "out-of-range ss"), (#""se":0"#, "out-of-range se"),
            (#""ss":500,"se":500"#, "out-of-range se"), (#""ss":500,"se":501"#, ""),
            (#""ss":"late""#, "out-of-range ss"),
            (#""m":{"speed":0}"#, "out-of-range m/speed"), (#""trimEnd":-1"#, "out-of-range trimEnd"),
        ])
    func stretch(source: String, property: (json: String, expected: String)) {
        let found = bench.findings(pictures(#"{"src":\#(source),"d":1000,\#(property.json)}"#))
            .filter { !$0.contains("asset-missing") }
        let place = property.expected.replacing(" ", with: " /t/0/sg/0/")
        #expect(found == (property.expected.isEmpty ? [] : ["error " + place]))
    }

    @Test(
        "of sounds, fades and masks that are not there",
        arguments: [
            (sounds(#"{"src":"gone.mp4","sp":0}"#), "/t/0/sg/0/sp"),
            (sounds(#"{"src":"coffee.jpg","ss":-1}"#), "/t/0/sg/0/ss"),
            (sounds(#"{"src":"lofi.m4a","mute":true,"vol":5}"#), "/t/0/sg/0/vol"),
            (#"{"t":[{"tt":1,"m":{"muted":true,"volume":9},"sg":[{"src":"lofi.m4a"}]}]}"#, "/t/0/m/volume"),
            (##"{"t":[{"tt":0,"m":{"hidden":true},"sg":[{"src":"#123","d":9,"op":2}]}]}"##, "/t/0/sg/0/op"),
            (image(#""fi":-1"#), "/t/0/sg/0/fi"), (image(#""fo":"-1s""#), "/t/0/sg/0/fo"),
            (image(#""radius":-1"#), "/t/0/sg/0/radius"),
            (image(#""mask":{"shape":"circle","radius":-1}"#), "/t/0/sg/0/mask/radius"),
            (image(#""mask":{"shape":"rect","channel":"red"}"#), "/t/0/sg/0/mask/channel"),
            (image(#""kf":{"vol":[[0,5]]}"#), "/t/0/sg/0/kf/vol/0/1"),
            (image(#""op":2,"kf":{"op":[[0,1]]}"#), "/t/0/sg/0/op"),
            (image(#""ax":11,"anchor":[0,0]"#), "/t/0/sg/0/ax"),
            (image(#""fx":[{"type":"blur","radius":2,"similarity":2}]"#), "/t/0/sg/0/fx/0/similarity"),
            (
                image(##""fx":[{"type":"chroma-key","color":"#0f0","similarity":2,"spill":3}]"##),
                "/t/0/sg/0/fx/0/similarity /t/0/sg/0/fx/0/spill"
            ),
        ])
    func look(json: String, pointers: String) {
        let errors = bench.findings(json).filter { $0.hasPrefix("error out-of-range") }
        #expect(errors == pointers.split(separator: " ").map { "error out-of-range \($0)" })
    }

    @Test(
        "of text and of keys that belong to another kind of segment",
        arguments: [
            (texts(#"{"tx":"a","d":9,"sp":0}"#), "/t/0/sg/0/sp"),
            (texts(#"{"tx":"a","d":9,"vol":"13dB"}"#), "/t/0/sg/0/vol"),
            (texts(#"{"tx":"a","d":9,"fi":-5}"#), "/t/0/sg/0/fi"),
            (texts(#"{"tx":"a","d":9,"mask":{"shape":"circle","radius":-1}}"#), "/t/0/sg/0/mask/radius"),
            (sounds(#"{"src":"lofi.m4a","op":2}"#), "/t/0/sg/0/op"),
            (sounds(#"{"src":"lofi.m4a","x":"540"}"#), "/t/0/sg/0/x"),
            (image(#""size":-1"#), "/t/0/sg/0/size"),
            (texts(#"{"d":9,"style":{"stroke":{"width":-1}}}"#), "/t/0/sg/0/style/stroke/width"),
            (texts(#"{"tx":"a","d":9,"style":{"shadow":{"blur":501}}}"#), "/t/0/sg/0/style/shadow/blur"),
            (texts(#"{"d":9,"an":{"in":{"d":-1}}}"#), "/t/0/sg/0/an/in/d"),
            (texts(#"{"tx":"a","s":-1,"d":-2}"#), "/t/0/sg/0/s /t/0/sg/0/d"),
            (##"{"t":[{"tt":0,"x":21,"style":{"size":0},"sg":[{"src":"#123","d":9}]}]}"##, "/t/0/x /t/0/style/size"),
        ])
    func foreign(json: String, pointers: String) {
        let errors = bench.findings(json).filter { $0.hasPrefix("error out-of-range") }
        #expect(errors == pointers.split(separator: " ").map { "error out-of-range \($0)" })
    }

    @Test("A key of another kind of segment is only a warning where its value is right for one of them")
    func rightForOne() {
        #expect(bench.findings(texts(#"{"tx":"a","d":9,"sp":2}"#)) == ["warning unknown-key /t/0/sg/0/sp"])
        // `fit` is a word on pictures and true or false in styles.
        #expect(bench.findings(texts(#"{"tx":"a","d":9,"fit":"contain"}"#)) == ["warning unknown-key /t/0/sg/0/fit"])
        #expect(bench.findings(texts(#"{"tx":"a","d":9,"fit":true}"#)) == ["warning unknown-key /t/0/sg/0/fit"])
    }

    @Test(
        "of the canvas",
        arguments: [
            (#","m":{"width":1080,"height":1920,"ratio":"3:4"}"#, "out-of-range /m/ratio"),
            (#","m":{"width":1080,"height":1920},"canvas_config":{"width":0,"height":9}"#, "canvas-size"),
            (
                #","m":{"width":1080,"height":1920},"canvas_config":{"ratio":"2:1"}"#,
                "out-of-range /canvas_config/ratio"
            ),
            (#","m":{"width":1080,"height":1920},"canvas_config":{"ratio":"16:9"}"#, ""),
        ])
    func canvas(rest: String, expected: String) throws {
        let found = bench.findings(pictures(##"{"src":"#123","d":9}"##, rest))
        #expect(found.isEmpty == expected.isEmpty)
        #expect(found.allSatisfy { $0.hasPrefix("error " + expected) })
    }

    @Test("of a draft of a later version are not judged") func laterVersion() {
        #expect(bench.findings(#"{"v":2,"t":[],"m":{"ratio":"3:4"}}"#) == ["error version-unsupported /v"])
    }

    @Test("are reported once") func once() {
        let found = bench.findings(pictures(#"{"src":"silent.mp4","sp":0,"ss":-1,"vol":9}"#))
        #expect(found.count == 3)
    }
}

@Suite("Colors of four digits")
struct ShortColorTests {
    @Test("stand for twice as many", arguments: [("#1234", "#11223344"), ("#F0a8", "#ff00aa88"), ("#000f", "#000")])
    func fourDigits(short: String, long: String) throws {
        let bench = try DraftBench()
        func color(_ text: String) throws -> TextStyle.Stroke? {
            let draft = texts(#"{"tx":"a","d":9,"style":{"stroke":{"color":"\#(text)","width":1}}}"#)
            guard case .text(let content) = try bench.timeline(draft).tracks[0].segments[0].content else { return nil }
            return content.style.stroke
        }
        #expect(try color(short) == color(long))
        #expect(try color(short) != nil)
    }

    @Test("are colors as a source too, and five digits are none") func source() throws {
        let bench = try DraftBench()
        #expect(bench.findings(pictures(##"{"src":"#1238","d":9}"##)) == [])
        #expect(bench.findings(pictures(##"{"src":"#12380","d":9}"##)) == ["error out-of-range /t/0/sg/0/src"])
    }
}
