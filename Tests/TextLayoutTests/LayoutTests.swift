import TestSupport
import Testing
import TextLayout
import TimelineModel

@Suite("Setting text")
struct LayoutTests {
    let rasterizer: TextRasterizer

    init() throws { rasterizer = try Bundled.rasterizer.get() }

    private func metrics(_ text: String, width: Double = 4000, _ style: TextStyle = plainStyle()) throws -> TextMetrics
    {
        try rasterizer.measure(TextRequest(text: text, style: style, wrapWidth: width))
    }

    @Test("The box is the wrapping width by lines × lineHeight × size", arguments: [0.8, 1.0, 1.2, 2.5])
    func boxSize(lineHeight: Double) throws {
        let found = try metrics("one\ntwo\nthree", width: 321, plainStyle { $0.lineHeight = lineHeight })
        #expect(found.lineCount == 3)
        #expect(found.boxWidth == 321)
        #expect(abs(found.boxHeight - 3 * lineHeight * 48) < 1e-9)
        let steps = zip(found.baselines.dropFirst(), found.baselines).map { $0 - $1 }
        #expect(steps.allSatisfy { abs($0 - lineHeight * 48) < 1e-9 })
    }

    @Test(
        "A script of another height leaves the baselines where they are",
        arguments: ["ที่", "नमस्ते", "你好", "👍", "مرحبا"])
    func baselines(text: String) throws {
        #expect(try metrics("x\n\(text)\nx").baselines == metrics("x\nx\nx").baselines)
    }

    @Test(
        "Line ends of every kind break lines; controls leave no trace",
        arguments: [
            ("a\nb", 2), ("a\r\nb", 2), ("a\rb", 2), ("a\n\nb", 3), ("a\n", 2), ("", 1), ("a\u{0}b\u{7}c", 1),
            ("a\u{B}b", 2), ("a\u{C}b", 2), ("a\u{85}b", 2), ("a\u{2028}b\u{2029}c", 3),
        ])
    func lineEnds(text: String, lines: Int) throws {
        let found = try metrics(text)
        #expect(found.lineCount == lines)
        #expect(found.missingCharacters.isEmpty)
    }

    @Test("A NUL does not end the text")
    func nul() throws { #expect(try metrics("a\u{0}bc").lineWidths == metrics("abc").lineWidths) }

    @Test("Lines are no wider than the box", arguments: [120.0, 200, 333, 700])
    func wrapping(width: Double) throws {
        let text = "The quick brown fox jumps over Donaudampfschifffahrtsgesellschaft 你好世界 สวัสดีชาวโลก"
        let found = try metrics(text, width: width)
        #expect(found.lineWidths.allSatisfy { $0 <= width + 0.01 })
        #expect(found.lineCount > 1)
    }

    @Test("Thai is broken between words, without spaces")
    func thai() throws {
        // Room for two words and the first letter of the third.
        let room = try metrics("ภาษาไทยไ").lineWidths[0] + 1
        let found = try metrics("ภาษาไทยไม่มีช่องว่าง", width: room)
        #expect(found.missingCharacters.isEmpty)
        #expect(try abs(found.lineWidths[0] - metrics("ภาษาไทย").lineWidths[0]) < 0.01)
    }

    @Test("Chinese is broken between any two characters, but no line begins with a comma")
    func chinese() throws {
        let found = try metrics("今天天气很好，我们看", width: 6.5 * 48)
        #expect(found.missingCharacters.isEmpty)
        #expect(found.lineWidths.map { Int(($0 / 48).rounded()) } == [5, 5])
    }

    @Test("Joined letters are not as wide as single ones")
    func arabicJoins() throws {
        let joined = try #require(metrics("سلام").lineWidths.first)
        let single = try "سلام".map { try metrics(String($0)).lineWidths[0] }.reduce(0, +)
        #expect(abs(joined - single) > 2)
    }

    @Test("A conjunct is one shape")
    func devanagari() throws {
        let conjunct = try metrics("क्ष").lineWidths[0]
        let apart = try metrics("कष").lineWidths[0]
        #expect(conjunct < apart)
    }

    @Test("Letter spacing lies between letters, not behind the last", arguments: [-3.0, 5, 20])
    func letterSpacing(spacing: Double) throws {
        let plain = try metrics("hello").lineWidths[0]
        let spaced = try metrics("hello", plainStyle { $0.letterSpacing = spacing }).lineWidths[0]
        #expect(abs(spaced - plain - 4 * spacing) < 0.05)
    }

    @Test("Letter spacing does not tear joined letters", arguments: ["مرحبا", "سلام", "العربية"])
    func joinedLetters(text: String) throws {
        let spaced = plainStyle { $0.letterSpacing = 12 }
        #expect(try metrics(text, spaced).lineWidths == metrics(text).lineWidths)
        // What is written beside them is spaced as ever.
        let mixed = try metrics("abc \(text)", spaced).lineWidths[0] - metrics("abc \(text)").lineWidths[0]
        #expect(mixed > 30 && mixed < 60)
    }

    @Test(
        "Spaced letters stand as the box asks, with no space behind the last", arguments: TextStyle.Alignment.allCases)
    func spacedLettersAreAligned(alignment: TextStyle.Alignment) throws {
        func ink(_ spacing: Double) throws -> Ink {
            let style = plainStyle {
                $0.alignment = alignment
                $0.letterSpacing = spacing
            }
            return Ink(try rasterizer.rasterize(TextRequest(text: "HOH", style: style, wrapWidth: 600)))
        }
        let plain = try ink(0)
        let spaced = try ink(14)
        switch alignment {
        case .left: #expect(abs(spaced.left - plain.left) < 0.5)
        case .center: #expect(abs(spaced.centerX - 300) < 0.2 && abs(plain.centerX - 300) < 0.2)
        case .right: #expect(abs(spaced.right - plain.right) < 0.5)
        }
    }

    @Test("A space beside emoji is not missed", arguments: ["🥳 👍🏽 ☕ ok ❤ ✓", "👍\u{3000}👍", "👍\u{a0}👍\t👍"])
    func spacesBesideEmoji(text: String) throws { #expect(try metrics(text).missingCharacters.isEmpty) }

    @Test(
        "Cases follow Unicode",
        arguments: [
            (TextStyle.LetterCase.upper, "straße", "STRASSE"), (.lower, "ÉCOLE ИЮНЬ", "école июнь"),
            (.title, "hello o'neill's world-wide 3rd ĳs", "Hello O'neill's World-Wide 3rd Ĳs"), (.none, "aB", "aB"),
        ])
    func letterCase(letterCase: TextStyle.LetterCase, text: String, expected: String) throws {
        let request = TextRequest(text: text, style: plainStyle { $0.letterCase = letterCase }, wrapWidth: 2000)
        let same = TextRequest(text: expected, style: plainStyle(), wrapWidth: 2000)
        #expect(try rasterizer.rasterize(request).hash == rasterizer.rasterize(same).hash)
    }

    @Test("Characters that no font has are named once, in order")
    func missing() throws {
        let found = try metrics("b\u{13000}a\u{10400}\u{13000}\u{200d}\u{fe0f}\u{2066}\u{2069}\u{ad}")
        #expect(found.missingCharacters == ["\u{13000}", "\u{10400}"])
    }

    @Test(
        "An emoji of several characters is one picture of one font",
        arguments: ["1️⃣", "#️⃣", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "🇩🇪", "❤️", "🧑‍🦰", "🙂‍↔️", "5\u{20E3}", "🏳️‍🌈"])
    func emojiSequences(_ text: String) throws {
        let one = try metrics(text)
        #expect(one.missingCharacters.isEmpty)
        // All pictures of the font are equally wide.
        #expect(abs(one.lineWidths[0] - (try metrics("😀").lineWidths[0])) < 0.01)
        #expect(abs(try metrics(text + text).lineWidths[0] - 2 * one.lineWidths[0]) < 0.01)
        let pixels = try rasterizer.rasterize(TextRequest(text: text, style: plainStyle(), wrapWidth: 400))
        let colors = Ink(pixels) { Double($0[3] > 200 && ($0[0] != $0[1] || $0[1] != $0[2]) ? 255 : 0) }
        // Families are drawn in black on white.
        #expect(colors.total > 0 || text.unicodeScalars.first == "\u{1F468}", "no color in \(text)")
    }

    @Test("An emoji that is no picture of any font is missing as a whole, once")
    func unknownSequences() throws {
        #expect(try metrics("a 🐶‍🔥 b 🐶‍🔥 1️⃣").missingCharacters == ["🐶‍🔥"])
        #expect(try metrics("🐶🔥 1 2 # * © ™").missingCharacters.isEmpty)
        #expect(try metrics("👩🏽‍🚀‍🔥 \u{1FAE9}").missingCharacters == ["👩🏽‍🚀‍🔥", "\u{1FAE9}"])
        // Letters with marks, and emoji that are to look like text, are no sequences.
        #expect(try metrics("e\u{301} 1\u{301} ❤\u{FE0E} 12").missingCharacters.isEmpty)
    }

    @Test(
        "The bundled fonts have the scripts they promise",
        arguments: [
            "Ägypten Œuvre Việt Łódź", "Ελληνικά", "Съешь ещё", "مرحبا", "שלום", "नमस्ते", "สวัสดี", "你好世界",
            "ありがとう", "안녕하세요", "🥳👍🔥❤️👨‍👩‍👧🇩🇪👋🏽☕😂🎉", "“”‘’—…•€₽₹™→★✓❤",
        ])
    func bundledScripts(text: String) throws { #expect(try metrics(text).missingCharacters.isEmpty) }

    @Test("A family that is not there is reported with its substitute")
    func substitution() throws {
        let found = try metrics("x", plainStyle { $0.font = .family("No Such Family") })
        #expect(found.substitution?.requested == "No Such Family")
        #expect(found.substitution?.used == "Noto Sans")
        #expect(found.lineWidths == (try metrics("x").lineWidths))
    }

    @Test("Families are found without regard to case", arguments: ["Noto Sans", "noto sans", "NotoSans", "sans-serif"])
    func families(name: String) throws {
        #expect(try metrics("x", plainStyle { $0.font = .family(name) }).substitution == nil)
    }

    @Test("Bold and italic are faces of their own")
    func faces() throws {
        let regular = try metrics("Handgloves").lineWidths[0]
        #expect(try metrics("Handgloves", plainStyle { $0.weight = 700 }).lineWidths[0] > regular + 5)
        #expect(try metrics("Handgloves", plainStyle { $0.isItalic = true }).lineWidths[0] != regular)
    }

    @Test("Right-to-left text begins at the right")
    func rightToLeft() throws {
        // The first letter is the wide one, the others are thin.
        let raster = try rasterizer.rasterize(TextRequest(text: "שוווו", style: plainStyle(), wrapWidth: 800))
        let mirrored = try rasterizer.rasterize(TextRequest(text: "וווש", style: plainStyle(), wrapWidth: 800))
        let first = Ink(raster)
        let last = Ink(mirrored)
        #expect(first.centerX > (first.left + first.right) / 2)
        #expect(last.centerX < (last.left + last.right) / 2)
    }
}
