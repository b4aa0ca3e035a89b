import DraftFormat
import Foundation
import MediaTiming
import Testing
import TimelineModel

@Suite("Transitions of a draft")
struct TransitionTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let first = ##"{"src":"#123","d":1000,"id":"a"}"##

    private static func second(_ transition: String, start: Int = 1_000) -> String {
        ##"{"src":"#456","s":\##(start),"d":600,"id":"b","tr":\##(transition)}"##
    }

    @Test(
        "on a segment",
        arguments: [
            (#"{"type":"crossfade","d":600}"#, ""), (#"{"type":"fade","duration":"0.6s","easing":"ease"}"#, ""),
            (#"{"type":"fade","d":0}"#, ""),
            (#"{"type":"crossfade","d":601}"#, "error transition-range /t/0/sg/1/tr"),
            (#"{"type":"wipe-left","d":500}"#, ""), (#"{"type":"pushUp","d":500}"#, ""),
            (#"{"type":"glsl_fade_white","d":500}"#, ""),
            (#"{"type":"glsl_morph","d":500}"#, "warning unsupported-transition /t/0/sg/1/tr/type"),
            (#"{"type":7,"d":500}"#, "error wrong-type /t/0/sg/1/tr/type"),
            (#"{"d":500}"#, "error missing-key /t/0/sg/1/tr"), (#"{"type":"fade"}"#, ""),
            (#"{"type":"fade","d":-1}"#, "error out-of-range /t/0/sg/1/tr/d"),
            (#"{"type":"fade","d":5,"ease":"bounce"}"#, "error out-of-range /t/0/sg/1/tr/ease"),
            (#"7"#, "error wrong-type /t/0/sg/1/tr"),
            (#"{"type":"fade","d":5,"curve":1}"#, "warning unknown-key /t/0/sg/1/tr/curve"),
        ])
    func own(transition: String, expected: String) {
        #expect(
            bench.findings(pictures(Self.first + "," + Self.second(transition))) == (expected.isEmpty ? [] : [expected])
        )
    }

    @Test("an unknown one becomes a crossfade")
    func unknown() throws {
        let timeline = try bench.timeline(
            pictures(Self.first + "," + Self.second(#"{"type":"morph","d":500,"ease":"ease-in"}"#)))
        #expect(
            timeline.tracks[0].segments[1].transition
                == Transition(kind: .crossfade, duration: MediaTime(milliseconds: 500), easing: .easeIn))
    }

    private static let allSpellings: [(Transition.Kind, String)] =
        Transition.Kind.all.flatMap { kind in
            let words = kind.name.split(separator: "-").map(String.init)
            let camel = words[0] + words.dropFirst().map(\.capitalized).joined()
            let snake = words.joined(separator: "_")
            return [kind.name, snake, camel, "glsl_" + snake].map { (kind, $0) }
        } + ["fade", "dissolve", "cross_dissolve"].map { (Transition.Kind.crossfade, $0) }

    @Test(
        "each by all its spellings",
        arguments: allSpellings)
    func spellings(kind: Transition.Kind, name: String) throws {
        let timeline = try bench.timeline(pictures(Self.first + "," + Self.second(#"{"type":"\#(name)","d":500}"#)))
        #expect(timeline.tracks[0].segments[1].transition?.kind == kind)
    }

    @Test(
        "may be longer than the outgoing segment, which goes on, but not than the incoming one",
        arguments: [(600, ""), (601, "error transition-range /t/0/sg/1/tr")])
    func length(milliseconds: Int, expected: String) {
        let short = ##"{"src":"#123","d":100,"id":"a"}"##
        let second = Self.second(#"{"type":"crossfade","d":\#(milliseconds)}"#, start: 100)
        #expect(bench.findings(pictures(short + "," + second)) == (expected.isEmpty ? [] : [expected]))
    }

    @Test("needs two segments that abut")
    func abutting() {
        let fade = #"{"type":"fade","d":100}"#
        #expect(bench.findings(pictures(Self.second(fade))) == ["error transition-range /t/0/sg/0/tr"])
        #expect(
            bench.findings(pictures(Self.first + "," + Self.second(fade, start: 1_001)))
                == ["error transition-range /t/0/sg/1/tr"])
    }

    @Test(
        "in the draft's list",
        arguments: [
            (#"{"from":"a","to":"b","type":"fade","d":300}"#, 300, ""),
            (#"{"from":"b","to":"c","type":"fade","d":300}"#, 300, ""),
            (#"{"from":"b","to":"t/0/sg/3","type":"fade","d":300}"#, nil, "error transition-range /transitions/0"),
            (#"{"from":"c","to":"t/0/sg/3","type":"fade","duration":300}"#, 300, ""),
            (#"{"from":"a","to":"c","type":"fade","d":300}"#, nil, "error transition-range /transitions/0"),
            (#"{"from":"b","to":"a","type":"fade","d":300}"#, nil, "error transition-range /transitions/0"),
            (#"{"from":"x","to":"a","type":"fade","d":300}"#, nil, "error transition-range /transitions/0/from"),
            (#"{"to":"a","type":"fade","d":300}"#, nil, "error missing-key /transitions/0"),
            (#"{"from":"a","to":"b","type":"fade","d":3000}"#, nil, "error transition-range /transitions/0"),
            (#"{"from":"a","to":"b","type":"zoom","d":300}"#, 300, ""),
            (
                #"{"from":"a","to":"b","type":"swirl","d":300}"#, 300,
                "warning unsupported-transition /transitions/0/type"
            ),
            (#"7"#, nil, "error wrong-type /transitions/0"),
        ])
    func listed(entry: String, milliseconds: Int?, expected: String) {
        let segments =
            Self.first
            + ##",{"src":"#456","d":600,"id":"b"},{"src":"#456","d":600,"id":"c"},{"src":"#456","d":600}"##
        let json = pictures(segments, #","transitions":[\#(entry)]"#)
        #expect(bench.findings(json) == (expected.isEmpty ? [] : [expected]))
        let transitions = bench.check(json).timeline?.tracks[0].segments.compactMap(\.transition) ?? []
        #expect(transitions.map(\.duration) == (milliseconds.map { [MediaTime(milliseconds: Int64($0))] } ?? []))
    }

    @Test("the segment's own wins over the list")
    func ownWins() throws {
        let own = Self.second(#"{"type":"fade","d":200}"#)
        let json = pictures(
            Self.first + "," + own, #","transitions":[{"from":"a","to":"b","type":"fade","d":300}]"#)
        let timeline = try bench.timeline(json)
        #expect(timeline.tracks[0].segments[1].transition?.duration == MediaTime(milliseconds: 200))
    }

    @Test("of the list must not name segments of other tracks or of sound")
    func otherTracks() {
        let json =
            #"{"t":[{"tt":1,"sg":[{"src":"lofi.m4a","d":9,"id":"a"},{"src":"lofi.m4a","d":9,"id":"b"}]}],"transitions":[{"from":"a","to":"b","type":"fade","d":1}]}"#
        #expect(bench.findings(json) == ["error transition-range /transitions/0"])
    }
}
