import DraftFormat
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

/// What newcomers write is taken where it has one meaning.
@Suite("Short and foreign spellings")
struct ShorthandTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func picture(_ members: String) throws -> PictureContent {
        let timeline = try bench.timeline(image(members))
        guard case .picture(let picture) = timeline.tracks[0].segments[0].content else { throw WrongKind() }
        return picture
    }

    private func text(_ members: String) throws -> TextContent {
        let json = texts(#"{"tx":"a","d":2000,\#(members)}"#)
        #expect(bench.findings(json) == [])
        guard case .text(let text) = try bench.timeline(json).tracks[0].segments[0].content else { throw WrongKind() }
        return text
    }

    private struct WrongKind: Error {}

    // MARK: Transitions and animations

    @Test(
        "a bare word is a transition of half a second",
        arguments: [
            (#""crossfade""#, Transition.Kind.crossfade, 500), (#""wipeLeft""#, .wipe(.left), 500),
            (#"{"type":"fade-black"}"#, .fadeThrough(.black), 500), (#""Cross Dissolve""#, .crossfade, 500),
            (#"{"type":"zoom","d":"250"}"#, .zoom, 250),
        ])
    func transition(value: String, kind: Transition.Kind, milliseconds: Int64) throws {
        let json = pictures(##"{"src":"#123","d":1000},{"src":"#456","d":1000,"tr":\##(value)}"##)
        #expect(bench.findings(json) == [])
        #expect(
            try bench.timeline(json).tracks[0].segments[1].transition
                == Transition(kind: kind, duration: MediaTime(milliseconds: milliseconds)))
    }

    @Test("a transition without a length lasts as long as a shorter segment")
    func shortTransition() throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#123","d":1000},{"src":"#456","d":300,"tr":"fade"}"##))
        #expect(timeline.tracks[0].segments[1].transition?.duration == MediaTime(milliseconds: 300))
    }

    @Test(
        "no transition", arguments: ["false", #""none""#, #""None""#, "null"])
    func noTransition(value: String) throws {
        let json = pictures(##"{"src":"#123","d":1000},{"src":"#456","d":1000,"tr":\##(value)}"##)
        #expect(bench.findings(json) == [])
        #expect(try bench.timeline(json).tracks[0].segments[1].transition == nil)
    }

    @Test("the list may be one entry")
    func listedTransition() throws {
        let timeline = try bench.timeline(
            pictures(
                ##"{"src":"#123","d":1000,"id":"a"},{"src":"#456","d":1000,"id":"b"}"##,
                #","transitions":{"from":"a","to":"b","type":"circle"}"#))
        #expect(timeline.tracks[0].segments[1].transition?.kind == .circle)
    }

    @Test(
        "an animation of one word comes and goes",
        arguments: [
            (#""fade""#, TextAnimation.Kind.fade, 500, true), (#""Slide Up""#, .slideUp, 500, true),
            (#"{"type":"pop","d":200}"#, .pop, 200, true), (#"{"in":"blur"}"#, .blur, 500, false),
            (#"{"in":"fade-in","out":"fade-out"}"#, .fade, 500, true),
            (#"{"in":"pop","out":false}"#, .pop, 500, false), (#"{"in":"pop","out":"none"}"#, .pop, 500, false),
        ])
    func animation(value: String, kind: TextAnimation.Kind, milliseconds: Int64, goes: Bool) throws {
        let text = try text(#""an":\#(value)"#)
        #expect(text.animationIn == TextAnimation(kind: kind, duration: MediaTime(milliseconds: milliseconds)))
        #expect(text.animationOut == (goes ? text.animationIn : nil))
    }

    // MARK: Styles

    @Test("a decoration that is only there is measured by the letters")
    func decorations() throws {
        let plain = try text(##""style":{"size":96,"box":true,"stroke":true,"shadow":true}"##).style
        #expect(plain.box == .init(color: RGBAColor(red: 0, green: 0, blue: 0, alpha: 0x99), padding: 24, radius: 0))
        #expect(plain.stroke == .init(color: .black, width: 4))
        #expect(plain.shadow == .init(color: RGBAColor(red: 0, green: 0, blue: 0, alpha: 0x80), x: 0, y: 4, blur: 4))
        let colored = try text(##""style":{"size":48,"box":"#fff","stroke":"white","shadow":"black"}"##).style
        #expect(colored.box == .init(color: .white, padding: 12, radius: 0))
        #expect(colored.stroke == .init(color: .white, width: 2))
        #expect(colored.shadow == .init(color: .black, x: 0, y: 2, blur: 2))
        let none = try text(#""style":{"box":false,"stroke":"none","shadow":false}"#).style
        #expect(none.box == nil && none.stroke == nil && none.shadow == nil)
        #expect(try text(#""style":{"stroke":6}"#).style.stroke == .init(color: .black, width: 6))
        #expect(try text(#""style":{"stroke":"6px"}"#).style.stroke == .init(color: .black, width: 6))
    }

    @Test(
        "weights by name",
        arguments: [
            ("bold", 700), ("Normal", 400), ("semi-bold", 600), ("SemiBold", 600), ("extra light", 200), ("black", 900),
            ("thin", 100), ("650", 650),
        ])
    func weight(name: String, weight: Int) throws {
        #expect(try text(#""style":{"weight":"\#(name)"}"#).style.weight == weight)
    }

    @Test(
        "alignments and cases",
        arguments: [("centre", TextStyle.Alignment.center), ("middle", .center), ("Left", .left), ("RIGHT", .right)])
    func alignment(name: String, alignment: TextStyle.Alignment) throws {
        let style = try text(#""style":{"align":"\#(name)","case":"uppercase","italic":"yes"}"#).style
        #expect(style.alignment == alignment)
        #expect(style.letterCase == .upper)
        #expect(style.isItalic)
    }

    // MARK: Places

    @Test(
        "a word for a place lays edge on edge",
        arguments: [
            (#""y":"top""#, 540, 0, 0.5, 0), (#""y":"bottom""#, 540, 1_920, 0.5, 1),
            (#""y":"center","x":"centre""#, 540, 960, 0.5, 0.5), (#""x":"left""#, 0, 960, 0, 0.5),
            (#""x":"Right","y":"Top""#, 1_080, 0, 1, 0), (#""position":["right","bottom"]"#, 1_080, 1_920, 1, 1),
            (#""y":"top","ay":0.5"#, 540, 0, 0.5, 0.5), (#""x":"right","anchor":[0.5,0.5]"#, 1_080, 960, 0.5, 0.5),
        ] as [(String, Double, Double, Double, Double)])
    func places(members: String, x: Double, y: Double, anchorX: Double, anchorY: Double) throws {
        for placement in [try picture(members).placement, try text(members).placement] {
            #expect(placement.x == .constant(x))
            #expect(placement.y == .constant(y))
            #expect(placement.anchorX == anchorX)
            #expect(placement.anchorY == anchorY)
        }
    }

    @Test(
        "what has no one meaning is refused, with the right form as an example",
        arguments: [
            (image(#""y":"left""#), "top, center or bottom"), (image(#""w":"left""#), "“50%” or “540px”"),
            (image(#""kf":{"y":[[0,"top"]]}"#), "a fraction of the canvas height"),
            (image(#""fit":"fill""#), "cover, contain"), (image(#""tr":7"#), #"{"type": "crossfade", "d": 500}"#),
            (image(#""fx":7"#), #"[{"type": "blur", "radius": 8}]"#), (image(#""mask":true"#), #"{"shape": "circle"}"#),
            (image(#""kf":true"#), #"{"op": [[0, 0], [500, 1]]}"#),
            (texts(#"{"tx":"a","d":900,"an":true}"#), #"{"in": {"type": "fade", "d": 500}}"#),
            (texts(#"{"tx":"a","d":900,"style":"bold"}"#), ##"{"size": 96, "color": "#fff"}"##),
            (texts(#"{"tx":"a","d":900,"style":{"box":12}}"#), ##"{"color": "#00000080", "padding": 12}"##),
            (texts(#"{"tx":"a","d":900,"style":{"weight":"fat"}}"#), "a name such as “bold”"),
        ])
    func examples(json: String, example: String) {
        let messages = bench.check(json).findings.filter { $0.severity == .error }.map(\.message)
        #expect(messages.count == 1 && messages[0].contains(example), "\(messages)")
    }

    // MARK: Tracks, numbers and truths

    @Test(
        "types of tracks in any case",
        arguments: [
            (#""Video""#, Track.Kind.picture), (#""image""#, .picture), (#""PHOTO""#, .picture), (#""0""#, .picture),
            (#""Text""#, .text), (#""caption""#, .text), (#""7""#, .text),
        ])
    func trackTypes(type: String, kind: Track.Kind) throws {
        let segment = kind == .text ? #"{"tx":"a","d":900}"# : ##"{"src":"#123","d":900}"##
        let json = #"{"t":[{"type":\#(type),"sg":[\#(segment)]}]}"#
        #expect(bench.findings(json) == [])
        #expect(try bench.timeline(json).tracks.map(\.kind) == [kind])
    }

    @Test(
        "numbers in strings, with and without a unit",
        arguments: [
            (#""op":"50%""#, #""op":0.5"#), (#""op":"0.5""#, #""op":0.5"#), (#""sc":"150%""#, #""sc":1.5"#),
            (#""sc":["50%","2"]"#, #""sc":[0.5,2]"#), (#""ro":"90deg""#, #""ro":90"#), (#""ro":"-90°""#, #""ro":-90"#),
            (#""radius":"12""#, #""radius":12"#), (#""radius":" 12 PX ""#, #""radius":12"#),
            (#""x":"0.25""#, #""x":0.25"#), (#""crop":["10%",0,"0.1",0]"#, #""crop":[0.1,0,0.1,0]"#),
            (#""fx":"grayscale""#, #""fx":[{"type":"grayscale"}]"#), (#""fx":["sepia"]"#, #""fx":[{"type":"sepia"}]"#),
            (#""fx":{"type":"brightness","value":"120%"}"#, #""fx":[{"type":"brightness","value":1.2}]"#),
            (#""fx":["greyscale"]"#, #""fx":[{"type":"grayscale"}]"#), (#""fx":false"#, #""fx":[]"#),
            (#""mask":"circle""#, #""mask":{"shape":"circle"}"#), (#""flip":"horizontal""#, #""flip":"h""#),
            (#""mask":"logo.png""#, #""mask":{"src":"logo.png"}"#), (#""blend":"plus-lighter""#, #""blend":"add""#),
            (#""rv":"true""#, #""rv":true"#), (#""rv":1"#, #""rv":true"#), (#""rv":"no""#, #""rv":false"#),
        ])
    func sameAs(short: String, long: String) throws {
        #expect(bench.findings(image(short)) == [])
        let (first, second) = (try picture(short), try picture(long))
        #expect("\(first)" == "\(second)")
    }

    @Test(
        "of the whole draft",
        arguments: [
            (#","m":{"width":"720","height":"1280px"}"#, 720, 60), (#","m":{"fps":"30 fps"}"#, 1_080, 60),
            (#","m":{"loudness":"-14 LUFS"}"#, 1_080, 60), (#","d":"3000""#, 1_080, 90), (#","v":"1""#, 1_080, 60),
        ])
    func draft(rest: String, width: Int, frames: Int) throws {
        let json = pictures(##"{"src":"#123","d":"2000"}"##, rest)
        #expect(bench.findings(json) == [])
        let timeline = try bench.timeline(json)
        #expect(timeline.canvasSize.width == width)
        #expect(timeline.frameCount == frames)
    }

    @Test(
        "ducking",
        arguments: [("true", 0.25), ("0.5", 0.5), (#""40%""#, 0.4)])
    func ducking(value: String, gain: Double) throws {
        let timeline = try bench.timeline(sounds(#"{"src":"lofi.m4a","d":2000,"duck":\#(value)}"#))
        guard case .sound(let sound) = timeline.tracks[0].segments[0].content else { throw WrongKind() }
        #expect(sound.ducking?.gain == gain)
        #expect(sound.ducking?.attack == MediaTime(milliseconds: 150))
    }

    @Test("findings about what is implied point at what stands there, once")
    func pointers() {
        #expect(
            bench.findings(pictures(##"{"src":"#123","d":900},{"src":"#456","d":900,"tr":"swirl"}"##))
                == ["warning unsupported-transition /t/0/sg/1/tr"])
        #expect(bench.findings(texts(#"{"tx":"a","d":900,"an":"swirl"}"#)) == ["error out-of-range /t/0/sg/0/an"])
        #expect(
            bench.findings(texts(#"{"tx":"a","d":900,"an":{"type":"swirl"}}"#))
                == ["error out-of-range /t/0/sg/0/an/type"])
        #expect(
            bench.findings(texts(#"{"tx":"a","d":900,"style":{"box":"blu"}}"#))
                == ["error out-of-range /t/0/sg/0/style/box"])
        #expect(bench.findings(image(#""fx":["blur"]"#)) == ["error missing-key /t/0/sg/0/fx/0"])
    }
}
