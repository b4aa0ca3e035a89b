import Diagnostics
import DraftFormat
import Testing
import TimelineModel

@Suite("What nobody would see or hear")
struct UnseenTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func text(_ start: Int, _ length: Int) -> String { #"{"tx":"a","s":\#(start),"d":\#(length)}"# }

    @Test(
        "a text between two frames",
        arguments: [(105, 20, true), (101, 32, true), (100, 20, false), (105, 29, false), (120, 13, true)])
    func betweenFrames(start: Int, length: Int, isFound: Bool) {
        let found = bench.findings(texts(#"{"tx":"b","s":1000,"d":2000},"# + text(start, length)))
        #expect(found == (isFound ? ["warning segment-unseen /t/0/sg/1"] : []))
    }

    @Test("says where the next frame is")
    func message() {
        let finding = bench.check(texts(text(1_105, 20))).findings.first
        #expect(
            finding?.message
                == "lasts from 1 105 ms to 1 125 ms, but at 30 fps the next frame is at 1 133.333 ms, so no frame shows it; "
                + "let it last 33.333 ms at least")
    }

    @Test(
        "a segment beyond the end that the draft gives itself, whatever it is",
        arguments: [
            (pictures(##"{"src":"#123","d":2000},{"src":"#456","d":6000}"##, #","d":2000"#), "1"),
            (pictures(##"{"src":"#123","d":2000},{"src":"#456","d":6000}"##, #","d":2001"#), ""),
            (texts(#"{"tx":"a","d":500},{"tx":"b","s":4000,"d":500}"#, #","d":4000"#), "1"),
            (sounds(#"{"src":"lofi.m4a","d":500},{"src":"lofi.m4a","s":4000,"d":500}"#, #","d":4000"#), "1"),
            (sounds(#"{"src":"lofi.m4a","d":500},{"src":"lofi.m4a","s":3999.9,"d":500}"#, #","d":4000"#), ""),
            (sounds(#"{"src":"lofi.m4a","s":1000.001,"d":0.015}"#), "0"),
        ])
    func beyondTheEnd(json: String, segment: String) {
        #expect(bench.findings(json) == (segment.isEmpty ? [] : ["warning segment-unseen /t/0/sg/\(segment)"]))
    }

    @Test("nothing on a track that is hidden or muted on purpose")
    func hiddenTracks() {
        #expect(
            bench.findings(#"{"t":[{"tt":7,"hidden":true,"sg":[{"tx":"a","s":2105,"d":20}]}],"d":9000}"#) == [])
        #expect(
            bench.findings(#"{"t":[{"tt":1,"muted":true,"sg":[{"src":"lofi.m4a","s":9000,"d":99}]}],"d":9000}"#) == [])
    }

    @Test("an outgoing segment that only its transition shows is seen")
    func transition() {
        let short = ##"{"src":"#123","d":1005},{"src":"#456","d":20},{"src":"#789","d":1000"##
        #expect(bench.findings(pictures(short + "}")) == ["warning segment-unseen /t/0/sg/1"])
        #expect(bench.findings(pictures(short + #","tr":{"type":"fade","d":500}}"#)) == [])
    }

    @Test("the cues of a file are told once")
    func cues() throws {
        try bench.add(
            "late.srt",
            "1\n00:00:00,000 --> 00:00:01,000\none\n\n2\n00:00:05,000 --> 00:00:06,000\ntwo\n\n"
                + "3\n00:00:07,000 --> 00:00:08,000\nthree\n")
        let draft = bench.check(#"{"t":[{"tt":7,"src":"late.srt"}],"d":3000}"#)
        #expect(draft.findings.map(\.code.rawValue) == ["segment-unseen"])
        #expect(draft.findings.first?.message.hasPrefix("has 2 of 3 cues that no frame shows") == true)
    }

    @Test(
        "a gap shorter than a frame",
        arguments: [
            (2_000.0, false), (2_000.009, false), (2_000.01, true), (2_001, true), (2_033.3, true), (2_034, false),
            (2_500, false),
        ])
    func gaps(start: Double, isFound: Bool) {
        let json = pictures(##"{"src":"#123","d":2000},{"src":"#456","s":\##(start),"d":3000}"##)
        #expect(bench.findings(json) == (isFound ? ["warning gap-short /t/0/sg/1"] : []))
    }

    @Test("a gap between texts or sounds is nothing, and neither is one that a hidden track has")
    func otherGaps() {
        #expect(bench.findings(texts(#"{"tx":"a","d":999},{"tx":"b","s":1000,"d":1000}"#)) == [])
        #expect(bench.findings(sounds(#"{"src":"lofi.m4a","d":999},{"src":"lofi.m4a","s":1000,"d":1000}"#)) == [])
        #expect(
            bench.findings(
                ##"{"t":[{"tt":0,"hidden":true,"sg":[{"src":"#123","d":999},{"src":"#123","s":1000,"d":999}]}]}"##)
                == [])
    }

    @Test("a gap says whether a frame falls into it")
    func flash() {
        func message(_ start: Int) -> String {
            bench.check(pictures(##"{"src":"#123","d":1990},{"src":"#456","s":\##(start),"d":3000}"##))
                .findings.first?.message ?? ""
        }
        #expect(message(1_995).contains("no frame falls into it here"))
        #expect(message(2_005).contains("one frame shows what lies behind the track"))
    }
}
