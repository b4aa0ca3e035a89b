import DraftFormat
import Foundation
import MediaTiming
import Testing
import TimelineModel

@Suite("Subtitle files")
struct SubtitleTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func read(_ text: String) throws -> SubtitleFile { try #require(SubtitleFile(Array(text.utf8))) }

    /// Cues as `start-end text`.
    private func cues(_ text: String) throws -> [String] {
        try read(text).cues.map { "\($0.start)-\($0.end) \($0.text.replacing("\n", with: "/"))" }
    }

    @Test(
        "are read whatever their line ends, numbers and marks",
        arguments: [
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\nagain\n",
            "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\nHello\r\nthere\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nagain",
            "1\r00:00:01,000 --> 00:00:02,500\rHello\rthere\r\r\r2\r00:00:03,000 --> 00:00:04,000\ragain",
            "WEBVTT - film\nKind: captions\n\nNOTE a\nnote\n\nSTYLE\n::cue {}\n\nfirst\n00:01.000 --> 00:02.500 align:start\n<v Anna>Hello\n<c.loud>there</c>\n\n00:03.0 --> 00:00:04.000\nagain",
            "00:00:03,000 --> 00:00:04,000\n<font color=\"red\">{\\an8}again</font>\n\n\n\n00:00:01.000-->00:00:02.500\n<b>Hello</b>\n<i>there</i>\n   \n",
        ])
    func spellings(_ text: String) throws {
        #expect(try cues(text) == ["1000-2500 Hello/there", "3000-4000 again"])
        #expect(try read(text).problems.isEmpty)
    }

    @Test("in UTF-16") func wide() throws {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n咖啡\n"
        let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(SubtitleFile(little)?.cues == [SubtitleCue(start: 1_000, end: 2_000, text: "咖啡")])
        #expect(SubtitleFile(big)?.cues == SubtitleFile(little)?.cues)
    }

    @Test(
        "keep what only looks like a tag",
        arguments: [
            ("I <3 you", "I <3 you"), ("a < b > c", "a < b > c"), ("x <i>y</i>", "x y"), ("<", "<"), ("{a}", "{a}"),
            ("&amp; &lt;", "&amp; &lt;"), ("<00:00:01.500>word", "word"),
        ])
    func tags(_ written: String, _ expected: String) throws {
        #expect(try read("00:01.000 --> 00:02.000\n\(written)").cues.map(\.text) == [expected])
    }

    @Test("resolve WebVTT's references") func references() throws {
        #expect(try cues("WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;b&gt; &amp; &amp;lt;") == ["1000-2000 <b> & &lt;"])
    }

    @Test(
        "name the line of a cue that cannot be read",
        arguments: [
            ("1\n00:00:01 --> 00:00:02\nx", 2), ("1\n\n00:00:01,000 -> 00:00:02,000\nx", 1),
            ("\n\n00:00:02,000 --> 00:00:01,000\nx", 3), ("1\n00:61:00,000 --> 00:62:00,000\nx", 2),
            ("1\n99999:00:00,000 --> 99999:00:01,000\nx", 2), ("1\n00:00:01,0000 --> 00:00:02,000\nx", 2),
            ("1\n-00:00:01,000 --> 00:00:02,000\nx", 2), ("--> -->\n", 1), ("1\n00:00:0١,000 --> 00:00:02,000\nx", 2),
        ])
    func malformed(_ text: String, _ line: Int) throws {
        let file = try read(text + "\n\n00:00:05,000 --> 00:00:06,000\nfine")
        #expect(file.cues == [SubtitleCue(start: 5_000, end: 6_000, text: "fine")])
        #expect(file.problems.first?.line == line && file.problems.first?.kind == .malformed)
    }

    @Test("never overlap once they are read") func overlaps() throws {
        let text = """
            00:01.000 --> 00:04.000
            a

            00:03.000 --> 00:05.000
            b

            00:03.000 --> 00:05.000
            c

            00:04.500 --> 00:04.600
            d
            """
        #expect(try cues(text) == ["1000-3000 a", "3000-4500 b/c", "4500-4600 d"])
        #expect(try read(text).problems.map(\.line) == [4, 10])
        #expect(try read(text).problems.allSatisfy { $0.kind == .overlap })
    }

    @Test("that are hostile end in good time") func hostile() throws {
        #expect(
            SubtitleFile([0xFF, 0xFF]) == nil && SubtitleFile([0xFF, 0xFE, 0]) == nil && SubtitleFile([0x41, 0]) == nil)
        let many = (0..<20_000).map { _ in "00:01.000 --> 00:02.000\n\(String(repeating: "<", count: 60))\n" }
        #expect(try read(many.joined(separator: "\n")).cues.count == 1)
        #expect(try read(String(repeating: "<i", count: 30_000)).cues.isEmpty)
        var bytes = Array("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>&amp;{\\an8}\n\n".utf8)
        for seed in 0..<400 {
            bytes[seed * 7_919 % bytes.count] = UInt8(truncatingIfNeeded: seed * 31)
            _ = SubtitleFile(bytes)
        }
    }

    // MARK: In a draft

    private static let file = "1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nagain\n"

    private func texts(_ json: String) throws -> [(TimeRange, TextContent)] {
        try bench.timeline(json).tracks[0].segments.map { segment in
            guard case .text(let text) = segment.content else { throw DraftBench.NoTimeline(findings: []) }
            return (segment.compositionRange, text)
        }
    }

    @Test("are a text track's segments, in its style") func track() throws {
        try bench.add("film.srt", Self.file)
        let json = ##"{"t":[{"tt":7,"src":"film.srt","style":{"size":60,"color":"#ff0"},"w":0.5}]}"##
        #expect(bench.findings(json) == [])
        let texts = try texts(json)
        #expect(texts.map(\.1.text) == ["Hello", "again"])
        #expect(texts.map(\.0.start) == [MediaTime(milliseconds: 1_000), MediaTime(milliseconds: 3_000)])
        #expect(texts.map(\.0.end) == [MediaTime(milliseconds: 2_500), MediaTime(milliseconds: 4_000)])
        for (_, text) in texts {
            #expect(text.style.size == 60 && text.placement.width == .constant(540))
            #expect(text.placement.y == .constant(1_440))
        }
        #expect(try bench.timeline(json).tracks[0].segments.map(\.pointer) == ["/t/0", "/t/0"])
    }

    @Test("stand in for a text segment, from its start to its end") func segment() throws {
        try bench.add("film.vtt", "WEBVTT\n\n" + Self.file)
        let json =
            #"{"t":[{"tt":7,"sg":[{"s":10000,"d":3500,"m":{"src":"film.vtt"},"y":0.2},{"d":1000,"tx":"after"}]}]}"#
        #expect(bench.findings(json) == [])
        let texts = try texts(json)
        #expect(texts.map(\.1.text) == ["Hello", "again", "after"])
        #expect(texts.map(\.0.start.milliseconds) == [Rational(11_000), Rational(13_000), Rational(13_500)])
        #expect(texts.map(\.0.end.milliseconds) == [Rational(12_500), Rational(13_500), Rational(14_500)])
        #expect(texts[0].1.placement.y == .constant(384) && texts[2].1.placement.y == .constant(960))
    }

    @Test("are found, refused and reported like other assets") func findings() throws {
        try bench.add("film.srt", Self.file)
        try bench.add(
            "bad.srt", Self.file + "\n3\n00:00:05,000 -> 00:00:06,000\nx\n\n00:00:03,500 --> 00:00:04,500\ny\n")
        try bench.add("latin.srt")
        try Data([0x31, 0x0A, 0xE9]).write(to: URL(fileURLWithPath: bench.folder + "/latin.srt"))
        func track(_ rest: String) -> String { "{\"t\":[{\"tt\":7,\(rest)}]}" }
        let cases: [(String, [String])] = [
            (track(#""src":"none.srt""#), ["error asset-missing /t/0/src"]),
            (track(#""src":"notes.txt""#), ["error asset-unsupported /t/0/src"]),
            (track(#""src":"latin.srt""#), ["error asset-unsupported /t/0/src"]),
            (track(#""src":7"#), ["error wrong-type /t/0/src"]),
            (
                track(#""src":"bad.srt""#),
                ["warning subtitle-malformed /t/0/src", "warning subtitle-overlap /t/0/src"]
            ),
            (track(#""src":"film.srt","style":{"size":0}"#), ["error out-of-range /t/0/style/size"]),
            (track(#""sg":[{"src":"film.srt","tx":"both"}]"#), ["warning duplicate-key /t/0/sg/0/tx"]),
            (track(#""sg":[{"src":"film.srt"},{"src":"film.srt","s":2000}]"#), ["error segment-overlap /t/0/sg/1"]),
            (track(#""sg":[{"src":"film.srt"},{"src":"film.srt"}]"#), []),
            (#"{"t":[{"tt":1,"src":"lofi.m4a","sg":[{"src":"lofi.m4a"}]}]}"#, ["warning unknown-key /t/0/src"]),
        ]
        for (json, expected) in cases { #expect(bench.findings(json) == expected, "\(json)") }
        let outside = bench.findings(track(#""src":"../../../etc/passwd""#)) { [bench] in $0.allowedRoot = bench.folder
        }
        #expect(outside == ["error asset-outside /t/0/src"])
        let message = bench.check(track(#""src":"bad.srt""#)).findings.first?.message
        #expect(message?.hasPrefix("“bad.srt”: line 9 has no times") == true, "\(message ?? "")")
    }

    @Test("do not make a draft larger than it may be") func limits() throws {
        try bench.add(
            "long.srt",
            (0..<6_000).map { index in
                let (minutes, seconds) = (index / 60, index % 60)
                func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
                return "\(two(minutes / 60)):\(two(minutes % 60)):\(two(seconds)),000 --> "
                    + "\(two(minutes / 60)):\(two(minutes % 60)):\(two(seconds)),500\nx\n"
            }.joined(separator: "\n"))
        #expect(bench.findings(#"{"t":[{"tt":7,"src":"long.srt"}]}"#) == [])
        #expect(
            bench.findings(#"{"t":[{"tt":7,"src":"long.srt"},{"tt":7,"src":"long.srt"}]}"#) == [
                "error draft-too-large /t/1/src"
            ])
    }
}
