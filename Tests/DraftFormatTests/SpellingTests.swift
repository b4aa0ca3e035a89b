import DraftFormat
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Every spelling of a draft gives the same timeline")
struct SpellingTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    /// Everything in a timeline but where it stands in the draft.
    private func content(of json: String) throws -> String {
        let draft = bench.check(json)
        #expect(draft.findings.isEmpty, "\(draft.findings)")
        guard var timeline = draft.timeline else { throw DraftBench.NoTimeline(findings: draft.findings) }
        for track in timeline.tracks.indices {
            timeline.tracks[track].pointer = ""
            for segment in timeline.tracks[track].segments.indices {
                timeline.tracks[track].segments[segment].pointer = ""
            }
        }
        for asset in timeline.assets.indices { timeline.assets[asset].pointer = "" }
        var text = ""
        dump(timeline, to: &text)
        return text
    }

    @Test(
        "of picture properties",
        arguments: [
            [#""x":0.25"#, #""x":"25%""#, #""x":"270px""#, #""x":" 270 PX ""#, #""m":{"x":0.25}"#],
            [#""x":0.25,"y":0.75"#, #""position":[0.25,0.75]"#, #""position":["25%","1440px"]"#],
            [#""ax":0,"ay":1"#, #""anchor":[0,1]"#, #""ax":0,"anchor":[9,1]"#, #""m":{"anchor":[0,1]}"#],
            [#""w":0.5,"h":0.1"#, #""width":"50%","height":"192px""#, #""m":{"w":0.5,"height":0.1}"#],
            [#""sc":2"#, #""scale":2.0"#, #""sc":[2,2]"#, #""sc":2e0"#, #""sc":20E-1"#],
            [#""ro":-90"#, #""rotation":-90.0"#, #""op":1,"ro":-90,"m":{"ro":4}"#],
            [#""op":0.6"#, #""opacity":0.60"#, #""m":{"op":0.6}"#, #""meta":{"opacity":0.6}"#],
            [#""op":0"#, #""op":-0"#, #""op":-0.0"#, #""op":0e5"#],
            [#""fit":"contain""#, #""fit":"Contain""#], [#""op":1"#, #""fit":"cover""#, #""rv":false"#, #""tr":null"#],
            [#""flip":"hv""#, #""m":{"flip":"hv"}"#], [#""radius":12"#, #""cornerRadius":"12px""#],
            [#""vol":0.35"#, #""volume":"35%""#, #""vol":"35 %""#],
            [#""fi":500,"fo":1000"#, #""fadeIn":"500ms","fadeOut":"1s""#],
            [
                #""sc":[[0,1],[500,2,"ease-in-out"]]"#, #""kf":{"sc":[[0,1],[500,2,"easeInOut"]]}"#,
                #""keyframes":{"scale":[{"time":0,"value":1},{"time":"0.5s","value":2,"easing":"ease_in_out"}]}"#,
                #""sc":7,"kf":{"sc":[[0,[1,1]],[500,[2,2],[0.42,0,0.58,1]]]}"#,
                #""m":{"kf":{"sc":[[0,1],[500,2,"ease-in-out"]]}}"#,
            ],
            [#""x":[[0,0],[500,"50%"]]"#, #""kf":{"x":[[0,"0px"],["500ms",0.5,"linear"]]}"#],
        ])
    func properties(_ spellings: [String]) throws {
        let contents = try spellings.map { try content(of: pictures(#"{"src":"coffee.jpg","d":1000,\#($0)}"#)) }
        for (spelling, content) in zip(spellings, contents) { #expect(content == contents[0], "\(spelling)") }
    }

    @Test(
        "of whole drafts",
        arguments: [
            [
                #"{"t":[{"tt":0,"sg":[{"src":"latte.mp4","s":500,"d":1000,"ss":1500,"se":4000,"sp":2}]}],"d":4000}"#,
                #"{"tracks":[{"type":"video","segments":[{"source":"latte.mp4","start":"0.5s","duration":"1000ms","sourceStart":"1.5s","source-end":4000,"speed":2.0}]}],"duration":"4s"}"#,
                #"{"t":[{"tt":0e0,"sg":[{"url":"./latte.mp4","in":500,"out":1500,"trimStart":1500.0,"trimEnd":4e3,"playbackRate":2}]}],"v":1,"d":4000}"#,
                #"{"version":1,"t":[{"tt":0.0,"sg":[{"u":"asset://latte","time":500,"length":1000,"source-start":1500,"sourceEnd":4000,"m":{"sp":2}}]}],"d":4000.0}"#,
                "\u{FEFF} {\"d\":4000,\"t\" : [ {\"tt\":0,\r\n\t\"sg\":[{\"path\":\"asset://latte.mp4\",\"s\":500,\"end\":1.5e3,\"m\":{\"ss\":1500,\"se\":4000},\"sp\":2}]}]}",
            ],
            [
                texts(#"{"tx":"A\nB 😀","d":9,"style":{"size":96,"stroke":{"color":"black","width":4}}}"#),
                texts(
                    ##"{"text":"A\u000aB \ud83d\ude00","d":9,"st":{"size":"96px","stroke":{"color":"#000000","width":"4px"}}}"##
                ),
                texts(##"{"m":{"text":"A\nB 😀","style":{"size":96,"stroke":{"color":"#000","width":4}}},"d":9}"##),
                texts(
                    ##"{"content":"A\nB 😀","length":9,"m":{"tx":"C","st":{"size":96,"stroke":{"color":"#000000ff","width":4}}}}"##
                ),
            ],
            [
                #"{"t":[{"tt":1,"m":{"name":"Music","volume":0.5},"sg":[{"src":"lofi.m4a","loop":true,"d":60000,"kf":{"vol":[[0,0],[9,1]]}}]}]}"#,
                #"{"t":[{"tt":"audio","title":"Music","vol":"50%","sg":[{"src":"lofi.m4a","d":60000,"m":{"loop":true,"volume":[[0,0],[9,1]]}}]}]}"#,
            ],
            [
                pictures(
                    ##"{"src":"#123","d":9}"##, ##","m":{"width":1920,"height":1080,"fps":29.97,"background":"#fff"}"##),
                pictures(
                    ##"{"src":"#123","d":9}"##, #","metadata":{"ratio":"16:9","fps":"30000/1001","background":"White"}"#
                ),
                pictures(
                    ##"{"src":"#123","d":9}"##,
                    ##","canvas_config":{"ratio":"16:9"},"meta":{"fps":"29.97","background":"#ffffff"}"##),
                pictures(
                    ##"{"src":"#123","d":9}"##,
                    ##","ratio":"16:9","fps":29.970,"background":"#FFFFFFFF","canvas_config":{"ratio":"1:1"}"##),
            ],
        ])
    func drafts(_ spellings: [String]) throws {
        let contents = try spellings.map { try content(of: $0) }
        for (spelling, content) in zip(spellings, contents) { #expect(content == contents[0], "\(spelling)") }
    }

    @Test(
        "of crossfades",
        arguments: [
            "crossfade", "fade", "dissolve", "cross_dissolve", "crossDissolve", "cross-dissolve", "CrossFade",
            "CROSSFADE",
            "glsl_fade", "glsl_crossfade", "glslCrossDissolve", "Dissolve",
        ])
    func crossfades(name: String) throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#123","d":1000},{"src":"#456","d":1000,"tr":{"type":"\##(name)","d":500}}"##))
        #expect(
            timeline.tracks[0].segments[1].transition
                == Transition(kind: .crossfade, duration: MediaTime(milliseconds: 500)))
    }

    @Test(
        "of frame rates",
        arguments: [
            ("30", 30, 1), ("29.97", 30_000, 1_001), (#""29.97""#, 30_000, 1_001), ("23.976", 24_000, 1_001),
            ("59.94", 60_000, 1_001), (#""30000/1001""#, 30_000, 1_001), ("12.5", 25, 2), ("1", 1, 1), ("60", 60, 1),
            (#""60000/1000""#, 60, 1), ("24e0", 24, 1), ("29.971", 29_971, 1_000), ("29.97003", 30_000, 1_001),
            ("23.98", 1_199, 50),
        ])
    func frameRates(text: String, numerator: Int, denominator: Int) throws {
        let timeline = try bench.timeline(pictures(##"{"src":"#123","d":9}"##, #","m":{"fps":\#(text)}"#))
        #expect(timeline.frameRate == FrameRate(Int64(numerator), Int64(denominator)))
    }

    @Test(
        "of colors",
        arguments: [
            ("#1aF", 0x11, 0xAA, 0xFF, 255), ("#11aaff", 0x11, 0xAA, 0xFF, 255), ("#11aaff80", 0x11, 0xAA, 0xFF, 0x80),
            ("teal", 0, 128, 128, 255), ("RebeccaPurple", 0x66, 0x33, 0x99, 255), ("transparent", 0, 0, 0, 0),
            ("lightgrey", 211, 211, 211, 255), ("lightgray", 211, 211, 211, 255),
        ])
    func colors(text: String, red: Int, green: Int, blue: Int, alpha: Int) throws {
        let timeline = try bench.timeline(pictures(#"{"src":"\#(text)","d":9}"#))
        guard case .picture(let picture) = timeline.tracks[0].segments[0].content else {
            Issue.record("no picture")
            return
        }
        #expect(
            picture.source
                == .color(RGBAColor(red: UInt8(red), green: UInt8(green), blue: UInt8(blue), alpha: UInt8(alpha))))
    }
}
