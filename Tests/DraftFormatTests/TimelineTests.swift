import DraftFormat
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("The timeline of a draft")
struct TimelineTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let example = ##"""
        {"t":[
          {"tt":0,"sg":[{"src":"coffee.jpg","d":4000,"kf":{"sc":[[0,1],[4000,1.15,"ease-in-out"]]}},
                        {"src":"latte.mp4","ss":1500,"d":6000,"vol":0.2,"tr":{"type":"crossfade","d":500}}]},
          {"tt":0,"sg":[{"src":"logo.png","s":0,"d":10000,"fit":"contain","w":0.2,"h":0.1,"x":0.86,"y":0.08,"op":0.6}]},
          {"tt":1,"sg":[{"src":"lofi.m4a","d":10000,"vol":"35%","fi":500,"fo":1000,"m":{"name":"Lo-fi"}}]},
          {"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"Urban Dreams"},"style":{"size":96,"stroke":{"color":"#000","width":4}},"y":0.75}]}],
         "d":10000,"m":{"title":"Morning brew","width":1080,"height":1920,"fps":30}}
        """##

    @Test("the example of docs/format.md")
    func contractExample() throws {
        let draft = bench.check(Self.example)
        #expect(draft.findings.isEmpty)
        #expect(draft.title == "Morning brew")
        let timeline = try #require(draft.timeline)
        #expect(timeline.title == "Morning brew")
        #expect(timeline.canvasSize == CanvasSize(width: 1_080, height: 1_920))
        #expect(timeline.frameCount == 300)
        #expect(timeline.background == .black)
        #expect(timeline.tracks.map(\.kind) == [.picture, .picture, .sound, .text])
        #expect(timeline.tracks.map(\.id) == ["t/0", "t/1", "t/2", "t/3"])
        #expect(
            timeline.assets.map(\.path)
                == ["coffee.jpg", "latte.mp4", "logo.png", "lofi.m4a"].map { "\(bench.folder)/\($0)" })
        #expect(timeline.assets.map(\.pointer) == ["/t/0/sg/0/src", "/t/0/sg/1/src", "/t/1/sg/0/src", "/t/2/sg/0/src"])

        let latte = timeline.tracks[0].segments[1]
        #expect(latte.id == "t/0/sg/1")
        #expect(latte.pointer == "/t/0/sg/1")
        #expect(latte.name == "latte")
        #expect(
            latte.compositionRange == TimeRange(start: .init(milliseconds: 4_000), end: .init(milliseconds: 10_000)))
        #expect(latte.transition == Transition(kind: .crossfade, duration: .init(milliseconds: 500)))
        guard case .picture(let video) = latte.content else {
            Issue.record("no picture")
            return
        }
        #expect(video.sourceRange == TimeRange(start: .init(milliseconds: 1_500), end: .init(milliseconds: 10_000)))
        #expect(video.sound?.gain == .constant(0.2))
        #expect(video.contentMode == .cover)

        guard case .picture(let coffee) = timeline.tracks[0].segments[0].content,
            case .picture(let logo) = timeline.tracks[1].segments[0].content,
            case .sound(let lofi) = timeline.tracks[2].segments[0].content,
            case .text(let title) = timeline.tracks[3].segments[0].content
        else {
            Issue.record("wrong kinds")
            return
        }
        #expect(
            coffee.placement.scale
                == .keyframes([
                    .init(time: .zero, value: .identity),
                    .init(time: .init(milliseconds: 4_000), value: Scale(x: 1.15, y: 1.15), easing: .easeInOut),
                ]))
        #expect(coffee.sourceRange.isEmpty)
        #expect(coffee.sound == nil)
        #expect(logo.placement.width == .constant(216))
        #expect(logo.placement.height == .constant(192))
        #expect(logo.placement.x == .constant(0.86 * 1_080))
        #expect(logo.contentMode == .contain)
        #expect(lofi.envelope.gain == .constant(0.35))
        #expect(lofi.envelope.fadeOut == MediaTime(milliseconds: 1_000))
        #expect(title.text == "Urban Dreams")
        #expect(title.size == .constant(96))
        #expect(title.color == .constant(.white))
        #expect(title.placement.y == .constant(1_440))
        #expect(title.placement.width == .constant(0.86 * 1_080))
        #expect(title.style.stroke == .init(color: .black, width: 4))
        #expect(title.style.weight == 700)
    }

    @Test(
        "an animation plays from its start to its end, which are its file's where the draft does not say",
        arguments: [
            ("", 0, 1_000), (#","ss":200,"se":700"#, 200, 700), (#","ss":200"#, 200, 1_000), (#","se":700"#, 0, 700),
        ])
    func animationStretch(members: String, start: Int64, end: Int64) throws {
        let timeline = try bench.timeline(pictures(#"{"src":"party.gif","d":3000\#(members)}"#))
        guard case .picture(let content) = timeline.tracks[0].segments[0].content else {
            Issue.record("no picture")
            return
        }
        #expect(
            content.sourceRange == TimeRange(start: .init(milliseconds: start), end: .init(milliseconds: end)))
    }

    @Test("defaults")
    func defaults() throws {
        let timeline = try bench.timeline(texts(#"{"tx":"a\r\nb\rc","d":100},{"tx":"c","d":50,"id":"last"}"#))
        #expect(timeline.title == nil)
        #expect(timeline.canvasSize == CanvasSize(width: 1_080, height: 1_920))
        #expect(timeline.frameRate == FrameRate(30))
        #expect(timeline.duration == MediaTime(milliseconds: 150))
        #expect(timeline.tracks[0].segments.map(\.id) == ["t/0/sg/0", "last"])
        #expect(timeline.tracks[0].segments.map(\.name) == ["a", "c"])
        guard case .text(let text) = timeline.tracks[0].segments[0].content else {
            Issue.record("no text")
            return
        }
        #expect(text.text == "a\nb\nc")
        #expect(text.size == .constant(96))
        #expect(text.style.size == 96)
        #expect(text.placement.anchorX == 0.5)
    }

    @Test(
        "a segment without a length lasts as long as its source at its speed",
        arguments: [
            (#"{"src":"latte.mp4"}"#, 10_000_000), (#"{"src":"latte.mp4","sp":2}"#, 5_000_000),
            (#"{"src":"latte.mp4","ss":1000,"se":4000,"sp":0.5}"#, 6_000_000),
            (#"{"src":"latte.mp4","sp":2.5}"#, 4_000_000), (#"{"src":"latte.mp4","sp":1.23456}"#, 8_099_789),
            (#"{"src":"odd clock.mkv"}"#, 6_200_000),
        ])
    func naturalDuration(segment: String, microseconds: Int) throws {
        let timeline = try bench.timeline(pictures(segment + ##",{"src":"#123","d":1000}"##))
        let end = timeline.tracks[0].segments[0].compositionRange.end
        #expect((end.seconds * Rational(1_000_000)).floor == microseconds)
        #expect(timeline.tracks[0].segments[1].compositionRange.start == end)
    }

    @Test("an explicit length makes it longer, or cuts it", arguments: [(20_000, 2), (9_500, 2), (4_000, 1), (1, 1)])
    func explicitDuration(milliseconds: Int, segmentCount: Int) throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#123","d":4000},{"src":"#456","d":6000}"##, #","d":\#(milliseconds)"#))
        #expect(timeline.duration == MediaTime(milliseconds: Int64(milliseconds)))
        #expect(timeline.tracks[0].segments.count == segmentCount)
        // A segment that runs on keeps its own end: its fade belongs there.
        #expect(timeline.tracks[0].segments[0].compositionRange.end == MediaTime(milliseconds: 4_000))
    }

    @Test("segments are in the order of their starts")
    func order() throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#123","s":500,"d":50},{"src":"#456","d":50},{"src":"#789","s":0,"d":50}"##))
        #expect(timeline.tracks[0].segments.map(\.pointer) == ["/t/0/sg/2", "/t/0/sg/0", "/t/0/sg/1"])
    }

    @Test("tracks keep their switches, and unknown ones are left out")
    func tracks() throws {
        let json =
            ##"{"t":[{"tt":3,"sg":[]},{"tt":0,"id":"a","m":{"muted":true,"hidden":true,"name":"N","volume":"-6dB"},"sg":[{"src":"#123","d":5}]}]}"##
        let timeline = try bench.timeline(json)
        #expect(timeline.tracks.count == 1)
        let track = timeline.tracks[0]
        #expect(track.id == "a")
        #expect(track.pointer == "/t/1")
        #expect(track.name == "N")
        #expect(track.isMuted)
        #expect(track.isHidden)
        #expect(abs(track.gain - 0.501187) < 1e-6)
    }

    @Test("a mute segment has no sound")
    func mute() throws {
        let timeline = try bench.timeline(
            #"{"t":[{"tt":0,"sg":[{"src":"latte.mp4","mute":true},{"src":"silent.mp4"}]},{"tt":1,"sg":[{"src":"lofi.m4a","mute":true}]}]}"#
        )
        for segment in timeline.tracks.flatMap(\.segments) {
            switch segment.content {
            case .picture(let picture): #expect(picture.sound == nil)
            case .sound(let sound): #expect(sound.envelope.gain == .constant(0))
            case .text: Issue.record("no text was asked for")
            }
        }
    }

    @Test("a translucent background lies on black")
    func background() throws {
        let timeline = try bench.timeline(pictures(##"{"src":"#123","d":9}"##, ##","m":{"background":"#ff000080"}"##))
        #expect(timeline.background == RGBAColor(red: 128, green: 0, blue: 0))
    }

    @Test("files are numbered in the order of their first use, each once")
    func assets() throws {
        let timeline = try bench.timeline(
            pictures(#"{"src":"latte.mp4"},{"src":"coffee.jpg","d":5},{"src":"./latte.mp4"},{"src":"asset://latte"}"#))
        #expect(timeline.assets.map(\.pointer) == ["/t/0/sg/0/src", "/t/0/sg/1/src"])
    }

    @Test("warnings do not keep a draft from being rendered, unless checking is strict")
    func strict() throws {
        let json = image(#""fx":[{"type":"glow"}]"#)
        #expect(bench.check(json).timeline != nil)
        let strict = bench.check(json) { $0.isStrict = true }
        #expect(strict.timeline == nil)
        #expect(strict.findings.map(\.severity) == [.error])
    }

    @Test("what the draft asks of the output")
    func output() {
        let json = pictures(
            ##"{"src":"#123","d":9}"##, #","output":{"format":"mp4","quality":"lossless","resolution":"720p","fps":25}"#
        )
        let output = bench.check(json).output
        #expect(output.format == .mp4)
        #expect(output.quality == "lossless")
        #expect(output.resolution == .shorterSide(720))
        #expect(output.frameRate == FrameRate(25))
        let sized = bench.check(pictures(##"{"src":"#123","d":9}"##, #","export":{"resolution":"1080x1920"}"#)).output
        #expect(sized.resolution == .size(CanvasSize(width: 1_080, height: 1_920)))
        #expect(sized.format == nil)
    }
}
