import DraftFormat
import MediaBuffers
import Testing
import TimelineModel

/// What of a cue is text, what is looks, and what is told.
@Suite("Markup of subtitle files")
struct SubtitleMarkupTests {
    private func read(_ text: String, isWebVTT: Bool = false, settings: String = "") throws -> SubtitleFile {
        let head = isWebVTT ? "WEBVTT\n\n" : ""
        return try #require(SubtitleFile(Array("\(head)00:01.000 --> 00:02.000 \(settings)\n\(text)\n".utf8)))
    }

    @Test(
        "is never painted, and what only looks like it is text",
        arguments: [
            ("I <3 you", "I <3 you"), ("a < b > c", "a < b > c"), ("x <i>y</i>", "x y"), ("<", "<"), ("{a}", "{a}"),
            ("<00:00:01.500>word", "word"), ("{\\an8}up", "up"), ("a\\Nb", "a\nb"), ("a\\nb\\hc", "a\nb\u{A0}c"),
            ("C:\\New\\names", "C:\\New\\names"), ("{\\i1}a{\\i0} b", "a b"), ("<font color=\"#fff\">a</font>", "a"),
            ("<FONT COLOR='red' face=Arial>a</FONT>", "a"), ("<b>a</i></b>", "a"),
            ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
            ("<c.loud.big>a</c>", "a"), ("<v Anna Lee>a", "a"), ("<v.first Anna>a</v>", "a"),
            ("<lang en>a</lang>", "a"),
            ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"), ("{\\fad(200,200)\\pos(1,2)}a", "a"), ("{y:i}a", "a"),
            ("{\\p1}m 0 0 l 9 9{\\p0}a", "a"), ("<unknown>a</unknown>", "a"), ("x <y and z> w", "x <y and z> w"),
            ("{\\an8 a", "{\\an8 a"), ("{ a }", "{ a }"), ("<i>a\n<b>b</i>", "a\nb"),
            (" \t a \n \n\u{200B}\n b ", "a\nb"),
            ("<!-- a -->b", "b"), ("a <- b", "a <- b"), ("{\\k20}ka{\\k30}ra", "kara"), ("a\\", "a\\"),
        ])
    func texts(_ written: String, _ expected: String) throws {
        for isWebVTT in [false, true] {
            #expect(try read(written, isWebVTT: isWebVTT).cues.map(\.text) == [expected])
        }
    }

    @Test(
        "of HTML's references stands for characters in WebVTT",
        arguments: [
            ("it&#39;s", "it's"), ("it&#x27;s &#X27;", "it's '"), ("&lt;b&gt; &amp; &amp;lt;", "<b> & &lt;"),
            ("&quot;a&apos;", "\"a'"), ("caf&eacute; &hellip; &mdash;", "café … —"), ("&copy 2024 &ampx", "© 2024 &x"),
            ("AT&T R&D & co", "AT&T R&D & co"), ("&notit; &notin;", "¬it; ∉"), ("&#128512;&#x1F600;", "😀😀"),
            ("&#150;&#x92;", "–’"),
            ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&; &#; &#x; &unknown; &", "&; &#; &#x; &unknown; &"), ("&NotEqualTilde;", "≂̸"),
            ("a&nbsp;b&rlm;c", "a\u{A0}b\u{200F}c"),
            ("&CounterClockwiseContourIntegral;", "∳"), ("&#39", "'"),
        ])
    func references(_ written: String, _ expected: String) throws {
        let file = try read(written, isWebVTT: true)
        #expect(file.cues.map(\.text) == [expected] && file.problems.isEmpty)
    }

    @Test("of HTML's references is text in SubRip, and told once") func plainReferences() throws {
        let text = "it&#39;s\n\n00:02 --> 00:03\n&amp; &amp;\n\n00:03 --> 00:04\nR&D AT&T &copy 1"
        let file = try read(text)
        #expect(file.cues.map(\.text) == ["it&#39;s", "&amp; &amp;", "R&D AT&T &copy 1"])
        #expect(file.problems.map(\.kind) == [.markup] && file.problems[0].line == 1)
        #expect(file.problems[0].message.contains("first of 2"))
    }

    @Test(
        "of a whole cue is its look",
        arguments: [
            ("<i>a</i>", SubtitleLook(isItalic: true)), ("<i>a</i> <em>b</em>", SubtitleLook(isItalic: true)),
            ("<i>a\nb", SubtitleLook(isItalic: true)), ("{\\i1}a{\\i0}", SubtitleLook(isItalic: true)),
            ("<b><i>a</i></b>", SubtitleLook(isItalic: true, isBold: true)), ("{\\b1}a", SubtitleLook(isBold: true)),
            ("<font color=\"#0f0\">a</font>", SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))),
            ("<font size=\"\" color=lime>a</font>", SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))),
            (
                "<font face=\"メイリオ\"  COLOR = '#00FF00' size=3/>a</font>",
                SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))
            ),
            ("<font color=00ff00>a</font>", SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))),
            ("<c.lime.x>a</c>", SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))),
            ("{\\c&H00FF00&}a", SubtitleLook(color: RGBAColor(red: 0, green: 255, blue: 0))),
            (
                "{\\1c&HFF&\\an1}a",
                SubtitleLook(color: RGBAColor(red: 255, green: 0, blue: 0), height: .bottom, alignment: .left)
            ),
            ("{\\an8}a", SubtitleLook(height: .top, alignment: .center)),
            ("a{\\an6}", SubtitleLook(height: .middle, alignment: .right)),
            ("{\\a5}a", SubtitleLook(height: .top, alignment: .left)),
            ("{\\a10}a", SubtitleLook(height: .middle, alignment: .center)),
            ("{\\a3}a", SubtitleLook(height: .bottom, alignment: .right)), ("<v Anna>a", .plain), ("<c>a</c>", .plain),
            ("{\\i1}{\\r}a", .plain),
        ])
    func looks(_ written: String, _ look: SubtitleLook) throws {
        let file = try read(written)
        #expect(file.cues.map(\.look) == [look])
        #expect(file.problems.isEmpty || written.contains("size"))
    }

    @Test(
        "of a cue's settings is its place, in thirds",
        arguments: [
            ("line:0", SubtitleLook(height: .top)), ("line:10%", SubtitleLook(height: .top)),
            ("line:50%,center", SubtitleLook(height: .middle)), ("line:90%", SubtitleLook(height: .bottom)),
            ("line:-1", SubtitleLook(height: .bottom)), ("line:-15", SubtitleLook(height: .top)),
            ("align:start", SubtitleLook(alignment: .left)),
            ("align:right line:5%", SubtitleLook(height: .top, alignment: .right)),
            ("position:50% align:start", SubtitleLook(alignment: .center)),
            ("position:90%,line-right align:end", SubtitleLook(alignment: .right)),
            ("align:middle size:100%", SubtitleLook(alignment: .center)), ("line:auto", .plain),
        ])
    func settings(_ settings: String, _ look: SubtitleLook) throws {
        let file = try read("a", isWebVTT: true, settings: settings)
        #expect(file.cues.map(\.look) == [look] && file.problems.isEmpty)
    }

    @Test(
        "that is not shown is told",
        arguments: [
            ("a <i>b</i>", "", "of a part (1)"), ("<font color=red>a</font> b", "", "of a part (1)"),
            ("<u>a</u>", "", "lines under"),
            ("{\\fs20}a", "", "fonts"), ("{\\pos(1,2)}a", "", "places"), ("<00:01.500>a", "", "single words"),
            ("<ruby>a<rt>b</rt></ruby>", "", "ruby"), ("<unknown>a", "", "other tags"), ("{\\q2}a", "", "other tags"),
            ("a", "size:30%", "places"), ("a", "vertical:rl", "places"), ("a", "region:x", "regions"),
            ("a", "X1:10 X2:20 Y1:1 Y2:2", "places"), ("a", "said:here", "other tags"),
            ("<c.bg_blue>a</c>", "", "other tags"),
            ("a\n\nSTYLE\n::cue { color: red }", "", "style sheets (1)"), ("a\n\nREGION\nid:x", "", "regions (1)"),
        ])
    func leftovers(_ written: String, _ settings: String, _ says: String) throws {
        let file = try read(written, isWebVTT: true, settings: settings)
        #expect(file.cues.count == 1 && file.problems.map(\.kind) == [.markup])
        #expect(file.problems.first?.message.contains(says) == true, "\(file.problems)")
    }

    @Test("is told once for a file, with how often") func counts() throws {
        let cues = (1...30).map { "00:00:\($0 + 10).000 --> 00:00:\($0 + 10).900 size:40%\n<u>a</u> <i>b</i>\n" }
        let file = try #require(SubtitleFile(Array(("WEBVTT\n\nSTYLE\nx\n\n" + cues.joined(separator: "\n")).utf8)))
        #expect(file.cues.count == 30 && file.problems.count == 1 && file.problems[0].line == 3)
        for part in ["of a part (30)", "letters (30)", "widths (30)", "style sheets (1)"] {
            #expect(file.problems[0].message.contains(part), "\(file.problems[0].message)")
        }
    }

    @Test("of cues that are seen together is what they have in common") func together() throws {
        let text =
            "<i>{\\an8}a</i>\n\n00:01 --> 00:02\n<i>b</i>\n\n00:03 --> 00:04\n<i>c</i>\n\n00:03 --> 00:04\n<i>d</i>"
        let file = try read(text)
        #expect(file.cues.map(\.text) == ["a\nb", "c\nd"])
        #expect(file.cues.map(\.look) == Array(repeating: SubtitleLook(isItalic: true), count: 2))
        #expect(file.problems.map(\.line) == [4] && file.problems[0].message.contains("places and widths (1)"))
        let mixed = try read("<i>a</i>\n\n00:01 --> 00:02\n{\\an8}b")
        #expect(mixed.cues.map(\.look) == [.plain])
        #expect(mixed.problems.map(\.message)[0].contains("of a part (1), places and widths (1)"))
    }
}
