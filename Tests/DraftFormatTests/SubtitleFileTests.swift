import DraftFormat
import Testing
import TimelineModel

/// Which lines of a file are cues, and when.
@Suite("Subtitle files")
struct SubtitleFileTests {
    private func read(_ text: String, name: String = "") throws -> SubtitleFile {
        try #require(SubtitleFile(Array(text.utf8), name: name))
    }

    /// Cues as `start-end text`.
    private func cues(_ text: String, name: String = "") throws -> [String] {
        try read(text, name: name).cues.map { "\($0.start)-\($0.end) \($0.text.replacing("\n", with: "/"))" }
    }

    private static let two = ["1000-2500 Hello/there", "3000-4000 again"]

    @Test(
        "are read whatever their line ends, numbers and blank lines",
        arguments: [
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\nagain\n",
            "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\nHello\r\nthere\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nagain",
            "1\r00:00:01,000 --> 00:00:02,500\rHello\rthere\r\r\r2\r00:00:03,000 --> 00:00:04,000\ragain",
            // Line ends that were converted twice, so that every second line is blank.
            "1\r\r\n00:00:01,000 --> 00:00:02,500\r\r\nHello\r\r\nthere\r\r\n\r\r\n2\r\r\n00:00:03,000 --> 00:00:04,000\r\r\nagain",
            "1\n\n00:00:01,000 --> 00:00:02,500\n\nHello\n\nthere\n\n2\n\n00:00:03,000 --> 00:00:04,000\n\nagain\n",
            // No blank lines.
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n2\n00:00:03,000 --> 00:00:04,000\nagain",
            "00:00:01,000 --> 00:00:02,500\nHello\nthere\n2\n00:00:03,000 --> 00:00:04,000\nagain",
            "00:00:01,000 --> 00:00:02,500\nHello\nthere\n00:00:03,000 --> 00:00:04,000\nagain",
            "7\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n99999999999999999999\n00:00:03,000 --> 00:00:04,000\nagain",
            "WEBVTT\n1\n00:01.000 --> 00:02.500\nHello\nthere\n2\n00:03.000 --> 00:04.000\nagain",
            // A blank line after the times, and within a cue.
            "1\n00:00:01,000 --> 00:00:02,500\n\nHello\n\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\n\nagain",
            "1\n00:00:01,000 --> 00:00:02,500\nHello\n \t\n\nthere\n\n\n\n2\n00:00:03,000 --> 00:00:04,000\n  \nagain\n\n",
            // Numbers missing, doubled, and on the line of the times; files that were joined; cues out of order.
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n00:00:03,000 --> 00:00:04,000\nagain",
            "3\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n3\n00:00:03,000 --> 00:00:04,000\nagain",
            "1 00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n2 00:00:03,000 --> 00:00:04,000\nagain",
            "1\n00:00:01,000 --> 00:00:02,500\nHello\nthere\n\n\u{FEFF}1\n00:00:03,000 --> 00:00:04,000\nagain",
            "2\n00:00:03,000 --> 00:00:04,000\nagain\n\n1\n00:00:01,000 --> 00:00:02,500\nHello\nthere",
            // WebVTT.
            "WEBVTT - film\nKind: captions\n\nNOTE a\nnote\n\nfirst\n00:01.000 --> 00:02.500\nHello\nthere\n\n00:03.0 --> 00:00:04.000\nagain",
            "\u{FEFF}WEBVTT\r\n00:01.000 --> 00:02.500\r\nHello\r\nthere\r\n00:03.000 --> 00:04.000\r\nagain",
            "WEBVTT\n\n00:01.000 --> 00:02.500\n \nHello\nthere\n \n\nNOTE\n\n\n00:03.000 --> 00:04.000\nagain\n ",
        ])
    func layouts(_ text: String) throws {
        for name in ["", "film.srt", "FILM.VTT"] where name != "FILM.VTT" || !text.contains("2,500\n\n") {
            #expect(try cues(text, name: name) == Self.two, "\(name)")
            #expect(try read(text, name: name).problems.isEmpty, "\(name)")
        }
    }

    @Test(
        "have times as programs write them",
        arguments: [
            "00:00:01 --> 00:00:03", "00:00:01.000 --> 00:00:03.000", "00:01,000 --> 00:03,000", "0:1 --> 0:3",
            "0:0:1.0 --> 0:0:3,0", "00:00:01,000-->00:00:03,000", "  00:00:01,000  -->  00:00:03,000  ",
            "00: 00: 01,000 --> 00: 00: 03,000", "00:00:01, 000 --> 00:00:03 ,000", "00:00:01:000 --> 00:00:03:000",
            "00:00:01.000000 --> 00:00:02.9999996", "00:00:01,00 ---> 00:00:03,00", "000:00:01,000 --> 0000:00:03,000",
            "00:00:01,000 -- > 00:00:03,000", "00:00:01,000 --&gt; 00:00:03,000", "\t00:01.000\t-->\t00:03.000\t",
            "12 00:00:01,000 --> 00:00:03,000", "00:00:01,000\u{A0}-->\u{A0}00:00:03,000",
            "\u{200E}00:00:01,000 --> 00:00:03,000\u{200F}", "00：00：01,000 --> 00：00：03,000\u{3000}",
        ])
    func times(_ line: String) throws {
        #expect(try cues("1\n\(line)\nHello\n") == ["1000-3000 Hello"])
        #expect(try read("1\n\(line)\nHello\n").problems.isEmpty)
    }

    @Test("have minutes beyond the hour where there are no hours") func minutes() throws {
        #expect(try cues("90:00.5 --> 23:59:59.999\na") == ["5400500-86399999 a"])
    }

    @Test(
        "name the line of a cue that cannot be read, and keep the others",
        arguments: [
            ("1\n\n00:00:01,000 -> 00:00:02,000\nx", 3), ("\n\n00:00:02,000 --> 00:00:01,000\nx", 3),
            ("00:00:02,000 --> 00:00:02,000\nx", 1), ("1\n00:61:00,000 --> 00:62:00,000\nx", 2),
            ("1\n00:00:61,000 --> 00:00:62,000\nx", 2), ("1\n99999:00:00,000 --> 99999:00:01,000\nx", 2),
            ("1\n24:00:00,000 --> 24:00:01,000\nx", 2), ("1\n-00:00:01,000 --> 00:00:02,000\nx", 2),
            ("1\n00:00:0١,000 --> 00:00:02,000\nx", 2), ("1\n00:00:01,000 -->\nx", 2), ("--> 00:00:02,000\nx", 1),
            ("1\n00:00:01:12 --> 00:00:02:12\nx", 2), ("1\n5.5 --> 6.5\nx", 2), ("00:00:01,000 – > 00:00:02,000\nx", 1),
            ("1\n00:00:01,000 → 00:00:02,000\nx", 2), ("1\n00:00:01,x00 --> 00:00:02,000\nx", 2),
            ("1\n00:00:01,0000000000 --> 00:00:02,000\nx", 2),
        ])
    func malformed(_ text: String, _ line: Int) throws {
        for head in ["", "WEBVTT\n\n"] {
            let file = try read(head + text + "\n\n00:00:05,000 --> 00:00:06,000\nfine")
            #expect(file.cues == [SubtitleCue(start: 5_000, end: 6_000, text: "fine")])
            #expect(file.problems.map(\.line) == [line + (head.isEmpty ? 0 : 2)])
            #expect(file.problems.first?.kind == .malformed)
        }
    }

    @Test(
        "keep texts with arrows, and texts that are numbers",
        arguments: [
            ("00:01 --> 00:02\nsee --> here", ["1000-2000 see --> here"]),
            ("00:01 --> 00:02\nleave --> 10:30", ["1000-2000 leave --> 10:30"]),
            ("00:01 --> 00:02\n10:30 → 11:00", ["1000-2000 10:30 → 11:00"]),
            ("00:01 --> 00:02 On this line: yes\nand this", ["1000-2000 On this line: yes/and this"]),
            ("00:01 --> 00:02 line:0 Note: it", ["1000-2000 Note: it"]),
            ("00:01 --> 00:02\n--> -->", ["1000-2000 --> -->"]),
            ("00:01 --> 00:02\na -> b => c → d", ["1000-2000 a -> b => c → d"]),
            ("00:01 --> 00:02\nfrom 10:00 -> 11:00", ["1000-2000 from 10:00 -> 11:00"]),
            ("1\n00:01 --> 00:02\n42\n\n2\n00:02 --> 00:03\n2001\n", ["1000-2000 42", "2000-3000 2001"]),
            (
                "00:01 --> 00:02\n3\n\n00:02 --> 00:03\n2\n\n00:03 --> 00:04\n1",
                ["1000-2000 3", "2000-3000 2", "3000-4000 1"]
            ),
            ("00:01 --> 00:02\n42\n00:02 --> 00:03\n17\n", ["1000-2000 42", "2000-3000 17"]),
            (
                "1\n00:01 --> 00:02\n2\n2\n00:02 --> 00:03\n3\n3\n00:03 --> 00:04\n4",
                ["1000-2000 2", "2000-3000 3", "3000-4000 4"]
            ),
            ("1\n00:01 --> 00:02\nBorn in\n1984\n\n2\n00:02 --> 00:03\n5", ["1000-2000 Born in/1984", "2000-3000 5"]),
        ])
    func texts(_ text: String, _ expected: [String]) throws {
        #expect(try cues(text) == expected)
        #expect(try read(text).problems.isEmpty)
    }

    @Test(
        "tell of every text that is left out",
        arguments: [
            ("Title\n\n1\n00:01 --> 00:02\na", [1]), ("1\n00:01 --> 00:02\na\n\n2\n", [5]),
            ("WEBVTT\n\nlost\n\n00:01.000 --> 00:02.000\na", [3]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nlost\nlost\n\nid\n00:02.000 --> 00:03.000\nb", [6]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nlost\n\n00:01.000 --> 00:02.000\na", [5]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nlost", [6]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nlost\nlost\n00:02.000 --> 00:03.000\nb", [6]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nNOTE\nc\n\nNOTES\nlost", [9]),
        ])
    func lost(_ text: String, _ lines: [Int]) throws {
        let file = try read(text)
        #expect(
            !file.cues.isEmpty && file.problems.map(\.line) == lines
                && file.problems.allSatisfy { $0.kind == .malformed })
    }

    @Test("are told by their first line, then by their name and their commas") func formats() throws {
        let blank = "00:00:01.000 --> 00:00:02.000\na\n\nb &amp; c\n"
        #expect(try cues(blank) == ["1000-2000 a/b &amp; c"])
        #expect(try cues("WEBVTT\n\n" + blank, name: "a.srt") == ["1000-2000 a"])
        #expect(try cues(blank, name: "a.vtt") == ["1000-2000 a"])
        #expect(try cues(blank.replacing(".000", with: ",000"), name: "a.vtt") == ["1000-2000 a/b &amp; c"])
        #expect(try cues("\n\nWEBVTT\n\n00:01.000 --> 00:02.000\n&lt;a&gt;") == ["1000-2000 <a>"])
        #expect(try cues("WEBVTTX\n\n00:01.000 --> 00:02.000\n&lt;") == ["1000-2000 &lt;"])
    }

    @Test("of the same time are shown together, a row each, in the order of the file") func overlaps() throws {
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
        let expected = ["1000-3000 a", "3000-4000 a/b/c", "4000-4500 b/c", "4500-4600 b/c/d", "4600-5000 b/c"]
        #expect(try cues(text) == expected)
        #expect(try cues("WEBVTT\n\n" + text) == expected)
        #expect(try read(text).problems.isEmpty)
        #expect(
            try cues("00:02 --> 00:04\nlater\n\n00:01 --> 00:03\nearlier\n")
                == ["1000-2000 earlier", "2000-3000 later/earlier", "3000-4000 later"])
        #expect(try cues("00:01 --> 00:02\na\n\n00:01 --> 00:02\na\n") == ["1000-2000 a/a"])
        #expect(try cues("00:01 --> 00:02\na\n\n00:02 --> 00:03\na\n") == ["1000-2000 a", "2000-3000 a"])
        #expect(try cues("00:01 --> 00:02\na\n\n00:02 --> 00:02.05\na\n") == ["1000-2050 a"])
        let many = (0..<25).map { "00:0\($0 % 2) --> 00:05\n\($0)x\n" }.joined(separator: "\n")
        #expect(try read(many).cues.map { $0.text.split(separator: "\n").count } == [13, 20])
        #expect(try read(many).problems.map(\.kind) == Array(repeating: .overlap, count: 5))
    }

    @Test("of automatic captions keep their first one") func rolling() throws {
        let text = """
            WEBVTT
            Kind: captions
            Language: en

            00:00:00.160 --> 00:00:02.389 align:start position:0%
            \u{20}
            hello<00:00:00.480><c> every</c><00:00:00.900><c>one</c>

            00:00:02.389 --> 00:00:02.399 align:start position:0%
            hello everyone
            \u{20}

            00:00:02.399 --> 00:00:04.000 align:start position:0%
            hello everyone
            it&#39;s<00:00:02.700><c> me</c>

            00:00:03.000 --> 00:00:05.000 align:start position:0%
            again
            """
        #expect(
            try cues(text) == [
                "160-2399 hello everyone", "2399-3000 hello everyone/it's me", "3000-4000 hello everyone/it's me/again",
                "4000-5000 again",
            ])
        let file = try read(text)
        #expect(file.cues.allSatisfy { $0.look.alignment == .left })
        #expect(file.problems.map(\.kind) == [.markup] && file.problems[0].line == 5)
        #expect(file.problems[0].message.contains("times of single words (2)"))
    }

    @Test("in UTF-16, with a mark and without") func wide() throws {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n咖啡\n"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
            #expect(SubtitleFile(bytes)?.cues == [SubtitleCue(start: 1_000, end: 2_000, text: "咖啡")])
        }
        #expect(SubtitleFile(Array(little.dropLast())) == nil)
    }

    @Test("that are hostile end in good time") func hostile() throws {
        #expect(
            SubtitleFile([0xFF, 0xFF]) == nil && SubtitleFile([0xFF, 0xFE, 0]) == nil && SubtitleFile([0x41, 0]) == nil)
        let many = (0..<5_000).map { _ in "00:01.000 --> 00:02.000\n\(String(repeating: "<", count: 60))\n" }
        let file = try read(many.joined(separator: "\n"))
        #expect(file.cues.count == 1 && file.problems.count == 101)
        #expect(file.problems.last?.message.contains("4 880 further") == true)
        #expect(try read(String(repeating: "<i", count: 30_000)).cues.isEmpty)
        let rolling = (0..<1_000).map {
            "00:00:\($0 / 20 < 10 ? "0" : "")\($0 / 20),\(100 + $0 % 20) --> 23:00:00,000\nx"
        }
        #expect(try read(rolling.joined(separator: "\n")).cues.count == 20)
        var bytes = Array("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>&amp;{\\an8}&#x27;\\N\n\n".utf8)
        for seed in 0..<400 {
            bytes[seed * 7_919 % bytes.count] = UInt8(truncatingIfNeeded: seed * 31)
            _ = SubtitleFile(bytes)
        }
    }

    @Test("with a thousand cues lose none") func thousand() throws {
        let text = (0..<1_000).map { index in
            "\(index + 1)\n00:\(index / 60 < 10 ? "0" : "")\(index / 60):\(index % 60 < 10 ? "0" : "")\(index % 60) --> "
                + "00:\(index / 60 < 10 ? "0" : "")\(index / 60):\(index % 60 < 10 ? "0" : "")\(index % 60),500\nrow \(index)"
        }.joined(separator: "\n")
        let file = try read(text)
        #expect(file.cues.map(\.text) == (0..<1_000).map { "row \($0)" } && file.problems.isEmpty)
    }
}
