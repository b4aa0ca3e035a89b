import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

/// Animations, timed words and fitting, as a draft says them.
@Suite("Text that moves")
struct TextMotionTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func text(_ segment: String) throws -> TextContent {
        let timeline = try bench.timeline(texts(segment))
        guard case .text(let text)? = timeline.tracks.first?.segments.first?.content else {
            throw DraftBench.NoTimeline(findings: [])
        }
        return text
    }

    @Test("Each animation by its name", arguments: TextAnimation.Kind.allCases)
    func kinds(kind: TextAnimation.Kind) throws {
        let found = try text(
            #"{"d":9,"tx":"x","an":{"in":{"type":"\#(kind.rawValue)","d":250},"out":{"type":"\#(kind.rawValue)"}}}"#)
        #expect(found.animationIn == TextAnimation(kind: kind, duration: MediaTime(milliseconds: 250)))
        #expect(found.animationOut == TextAnimation(kind: kind, duration: MediaTime(milliseconds: 500)))
    }

    @Test("Other spellings, and no time at all")
    func spellings() throws {
        let found = try text(
            #"{"d":9,"tx":"x","m":{"animation":{"in":{"type":"slideUp","duration":"0.4s"},"out":{"type":"pop","d":0}}}}"#
        )
        #expect(found.animationIn == TextAnimation(kind: .slideUp, duration: MediaTime(milliseconds: 400)))
        #expect(found.animationOut == nil)
    }

    @Test("Words stand where the text has them, one after another")
    func words() throws {
        let found = try text(
            #"""
            {"d":9000,"tx":"The cat, the CAT\nand “théâtre”!","style":{"highlight":"#f00"},
             "words":[[0,1,"the"],[1,2,"Cat"],[2,3,"the"],[3,4,"cat,"],[4,5," and "],[5,6.5,"THÉÂTRE"]]}
            """#)
        #expect(found.words.map(\.scalars) == [0..<3, 4..<7, 9..<12, 13..<16, 17..<20, 22..<29])
        #expect(
            found.words.last?.timeRange
                == TimeRange(start: MediaTime(milliseconds: 5), end: MediaTime(microseconds: 6_500)))
        #expect(found.highlight == RGBAColor(red: 255, green: 0, blue: 0))
    }

    @Test("Whole words go first, but scripts without spaces have none")
    func boundaries() throws {
        let latin = try text(#"{"d":9,"tx":"there the","words":[[0,1,"the"]]}"#)
        #expect(latin.words.map(\.scalars) == [6..<9])
        let partOfOne = try text(#"{"d":9,"tx":"unbreakable","words":[[0,1,"break"]]}"#)
        #expect(partOfOne.words.map(\.scalars) == [2..<7])
        let chinese = try text(#"{"d":9,"tx":"你好世界，你","words":[[0,1,"你"],[1,2,"世界"],[2,3,"你"]]}"#)
        #expect(chinese.words.map(\.scalars) == [0..<1, 2..<4, 5..<6])
        let thai = try text(#"{"d":9,"tx":"สวัสดีชาวโลก","words":[[0,1,"สวัสดี"],[1,2,"โลก"]]}"#)
        #expect(thai.words.map(\.scalars) == [0..<6, 9..<12])
        let emoji = try text(#"{"d":9,"tx":"a 👨‍👩‍👧 b","words":[[0,1,"👨‍👩‍👧"],[1,2,"b"]]}"#)
        #expect(emoji.words.map(\.scalars) == [2..<7, 8..<9])
    }

    /// The parts of a text that its words are, by scalars.
    private func parts(_ tx: String, _ words: [String]) throws -> [String] {
        let list = words.enumerated().map { "[\($0),\($0 + 1),\"\($1)\"]" }.joined(separator: ",")
        let found = try text("{\"d\":9000,\"tx\":\"\(tx)\",\"words\":[\(list)]}")
        let scalars = Array(found.text.unicodeScalars)
        return found.words.map { word in
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[word.scalars])
            return String(part)
        }
    }

    @Test(
        "A word is the same however a transcript spells it",
        arguments: [
            ("I don’t", "don't", "don’t"), ("I don't", "don’t", "don't"), ("I don’t", "dont", "don’t"),
            ("I dont", "don’t", "dont"), ("I DON‘T", "donʼt", "DON‘T"), ("l´été d`or", "d'or", "d`or"),
            ("an up-to-date one", "up‑to‑date", "up-to-date"), ("an up–to–date one", "uptodate", "up–to–date"),
            ("the U.S. army", "US", "U.S"), ("the US army", "U.S.", "US"),
            ("a “quote” here", "\u{201E}quote\u{201D}", "“quote”"),
            ("the cafe\u{301} bar", "caf\u{E9}", "cafe\u{301}"), ("die Straße da", "STRASSE", "Straße"),
            ("ΟΔΟΣ", "οδός", ""), ("ο δρόμος ναι", "ΔΡΌΜΟΣ", "δρόμος"), ("wait… what", "wait...", "wait…"),
            ("a — b", "–", "—"), ("1,000.50 euros", "1000.50", "1,000.50"),
            ("rock’n’roll!", "rock'n'roll", "rock’n’roll"),
            ("soft\u{AD}ware", "software", "soft\u{AD}ware"), ("a b", "ab", ""), ("a.......b", "ab", ""),
        ])
    func spellingsOfWords(_ tx: String, _ word: String, _ part: String) throws {
        #expect(try parts(tx, [word]) == (part.isEmpty ? [] : [part]))
    }

    @Test("Words that lost their apostrophes are found one after another")
    func apostrophesInOrder() throws {
        let tx = "We’re sure it’s here; were its lids off, we’ll see: well!"
        let words = ["were", "sure", "its", "here", "were", "its", "lids", "off", "well", "see", "well"]
        let expected = ["We’re", "sure", "it’s", "here", "were", "its", "lids", "off", "we’ll", "see", "well"]
        #expect(try parts(tx, words) == expected)
        #expect(try parts("were we’re", ["we're"]) == ["we’re"])
        #expect(try parts("(cat) cat,", ["cat,"]) == ["cat"])
    }

    @Test("Without a color words are highlighted in yellow")
    func standardHighlight() throws {
        #expect(try text(#"{"d":9,"tx":"a"}"#).highlight == TextContent.standardHighlight)
    }

    @Test("Fitting, and where the font stands")
    func fitting() throws {
        let found = try text(#"{"d":9,"tx":"a","h":0.25,"m":{"style":{"fit":true,"font":"Noto Sans"}}}"#)
        #expect(found.fitsBox && found.fontPointer == "/t/0/sg/0/m/style/font")
        #expect(found.placement.height == .constant(480))
        #expect(try !text(#"{"d":9,"tx":"a","style":{"fit":false}}"#).fitsBox)
    }

    @Test("Keyframes of everything that a text may change")
    func keyframes() throws {
        let found = try text(
            ##"""
            {"d":9,"tx":"a","kf":{"size":[[0,10],[9,20]],"color":[[0,"#000"],[9,"#fff"]],"x":[[0,0],[9,1]],
             "y":[[0,0],[9,1]],"w":[[0,0.5],[9,1]],"h":[[0,0.5],[9,1]],"sc":[[0,1],[9,[2,3]]],"ro":[[0,0],[9,90]],
             "op":[[0,0],[9,1]]}}
            """##)
        let end = MediaTime(milliseconds: 9)
        #expect(found.size.value(at: end) == 20 && found.color.value(at: end) == .white)
        #expect(found.placement.x.value(at: end) == 1_080 && found.placement.y.value(at: end) == 1_920)
        #expect(found.placement.width.value(at: end) == 1_080 && found.placement.height.value(at: end) == 1_920)
        #expect(found.placement.scale.value(at: end) == Scale(x: 2, y: 3))
        #expect(found.placement.rotationDegrees.value(at: end) == 90 && found.placement.opacity.value(at: end) == 1)
    }

    @Test("Ten thousand words that are not there take no time worth naming")
    func hostileWords() throws {
        let words = (0..<10_000).map { "[\($0),\($0 + 1),\"zz\"]" }.joined(separator: ",")
        let tx = String(repeating: "z a ", count: 15_000)
        let found = bench.findings(texts(#"{"d":20000,"tx":"\#(tx)","words":[\#(words)]}"#))
        #expect(found.count == 10_000 && found.allSatisfy { $0.hasPrefix("warning word-unmatched /t/0/sg/0/words/") })
        let more = bench.findings(texts(#"{"d":20000,"tx":"z","words":[\#(words),[0,1,"z"]]}"#))
        #expect(more == ["error out-of-range /t/0/sg/0/words"])
    }
}
