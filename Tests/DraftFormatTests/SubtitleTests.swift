import DraftFormat
import Foundation
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite("Subtitle files in a draft")
struct SubtitleTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

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
        try bench.add("empty.srt", "\u{FEFF}\n")
        try bench.add("markup.srt", "1\n00:00:01,000 --> 00:00:02,000\n<u>a</u>\n")
        let many = String(repeating: "00:00:01,000 --> 00:00:02,000\na\n", count: 21)
        try bench.add("many.srt", many)
        func track(_ rest: String) -> String { "{\"t\":[{\"tt\":7,\(rest)}]}" }
        let cases: [(String, [String])] = [
            (track(#""src":"none.srt""#), ["error asset-missing /t/0/src"]),
            (track(#""src":"notes.txt""#), ["error asset-unsupported /t/0/src"]),
            (track(#""src":"latin.srt""#), ["error asset-unsupported /t/0/src"]),
            (track(#""src":7"#), ["error wrong-type /t/0/src"]),
            (
                track(#""src":"bad.srt""#),
                ["warning subtitle-malformed /t/0/src"]
            ),
            (track(#""src":"empty.srt""#), ["error asset-unsupported /t/0/src"]),
            (track(#""src":"markup.srt""#), ["warning subtitle-markup /t/0/src"]),
            (track(#""src":"many.srt""#), ["warning subtitle-overlap /t/0/src"]),
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
        #expect(message?.hasPrefix("“bad.srt”: line 10 must be two times") == true, "\(message ?? "")")
    }

    @Test("of other formats are one error that quotes nothing of them") func foreign() throws {
        let cases: [(name: String, text: String, says: String)] = [
            (
                "a.srt", "[Script Info]\nTitle: secret\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,secret",
                "SubStation"
            ),
            ("b.srt", "{10}{20}secret\n{30}{40}secret", "MicroDVD"),
            ("c.srt", "<!DOCTYPE html>\n<html><!-- secret --><body>secret</body></html>", "a web page"),
            ("d.vtt", "{\"error\": \"secret\"}", "JSON"), ("e.vtt", "<?xml version=\"1.0\"?><tt>secret</tt>", "XML"),
            ("f.srt", "secret:x:0:0:secret:/secret:/bin/sh\nsecret:x:1:1::/:/bin/false", "no subtitle"),
            ("g.vtt", "0:00:01.000,0:00:02.000\nsecret\n", "SubViewer"), ("h.srt", "[00:12.00]secret", ".lrc"),
            ("i.srt", "1\n00:00:secret --> 00:00:02\nsecret\n", "no subtitle"),
            ("j.vtt", "WEBVTT\n\nsecret", "no subtitle"),
            ("k.srt", "", "is empty"),
            ("l.srt", "1\n00:00:02 --> 00:00:01\nsecret", "line 2 ends at or before its start"),
            ("m.srt", "<SAMI><BODY>secret</BODY></SAMI>", "SAMI"),
        ]
        for (name, text, says) in cases {
            try bench.add(name, text)
            let findings = bench.check(#"{"t":[{"tt":7,"src":"\#(name)"}]}"#).findings
            #expect(findings.map { "\($0.severity) \($0.code)" } == ["error asset-unsupported"], "\(name) \(findings)")
            #expect(findings.allSatisfy { $0.message.contains(says) && !$0.message.contains("secret") }, "\(findings)")
        }
    }

    @Test("with parts that cannot be read are told without a word of them") func silent() throws {
        let file = """
            secret
            1
            00:00:01,000 --> 00:00:02,000 secret secret:1
            <secret>fine</secret>

            2
            00:00:01,000 -> 00:00:secret
            00:00:03,000 -> 00:00:04,000
            secret

            3
            00:00:07,000 --> 00:00:06,000
            secret
            """
        for name in ["bad.srt", "bad.vtt"] {
            try bench.add(name, file)
            let findings = bench.check(#"{"t":[{"tt":7,"src":"\#(name)"}]}"#).findings
            #expect(findings.count >= 3 && findings.allSatisfy { $0.severity == .warning }, "\(findings)")
            #expect(findings.allSatisfy { $0.message.contains("“\(name)”: line ") && !$0.message.contains("secret") })
        }
    }

    @Test("that are not UTF-8 are refused with the line") func encodings() throws {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n"
        for bytes: [UInt8] in [[0xE9], [0xC3, 0x28], [0x93, 0x61, 0x94], [0x41, 0]] {
            try bench.add("latin.srt")
            try Data(Array(text.utf8) + bytes).write(to: URL(fileURLWithPath: bench.folder + "/latin.srt"))
            let findings = bench.check(#"{"t":[{"tt":7,"src":"latin.srt"}]}"#).findings
            #expect(findings.map(\.message).first?.contains("line 3 is not; save the subtitles as UTF-8") == true)
        }
    }

    @Test("give whole cues their slant, weight, color and place") func looks() throws {
        let file = """
            00:00:01,000 --> 00:00:02,000
            <i>a</i>

            00:00:02,000 --> 00:00:03,000
            <b><font color="#00ff00">b</font></b>

            00:00:03,000 --> 00:00:04,000
            {\\an7}c

            00:00:04,000 --> 00:00:05,000
            {\\an5}d
            """
        try bench.add("film.srt", file)
        let plain = try texts(#"{"t":[{"tt":7,"src":"film.srt","style":{"weight":400}}]}"#).map(\.1)
        #expect(plain.map(\.style.isItalic) == [true, false, false, false])
        #expect(plain.map(\.style.weight) == [400, 700, 400, 400])
        #expect(plain[1].color == .constant(RGBAColor(red: 0, green: 255, blue: 0)))
        #expect(plain.map(\.style.color)[0...1] == [.white, RGBAColor(red: 0, green: 255, blue: 0)])
        #expect(plain.map { $0.placement.y.value(at: .zero) } == [1_440, 1_440, 480, 960])
        #expect(plain.map(\.style.alignment) == [.center, .center, .left, .center])
        let above = try texts(
            #"{"t":[{"tt":7,"src":"film.srt","y":0.2}]}"#
        ).map(\.1)
        #expect(above.map { $0.placement.y.value(at: .zero) } == [384, 384, 384, 960])
        let stated = try texts(#"{"t":[{"tt":7,"src":"film.srt","style":{"align":"right"}}]}"#).map(\.1)
        #expect(stated.allSatisfy { $0.style.alignment == .right })
        let anchored = try texts(
            #"{"t":[{"tt":7,"sg":[{"src":"film.srt","kf":{"y":[[0,0.9],[1000,0.8]]},"ay":1}]}]}"#
        ).map(\.1)
        #expect(anchored[2].placement.anchorY == 0 && anchored[0].placement.anchorY == 1)
        #expect(abs(anchored[2].placement.y.value(at: .zero) - 192) < 1e-6)
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
