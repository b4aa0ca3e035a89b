import MediaBuffers
import Testing
import TextLayout
import TimelineModel

/// Texts that are to fit, texts of which a part is seen, highlighted words, blurred texts.
@Suite("Showing text")
struct ShowingTests {
    let rasterizer: TextRasterizer

    init() throws { rasterizer = try Bundled.rasterizer.get() }

    private func request(
        _ text: String, width: Double = 900, size: Double = 48, _ style: TextStyle = plainStyle()
    ) -> TextRequest { TextRequest(text: text, style: style, size: size, wrapWidth: width) }

    // MARK: Fitting

    @Test(
        "A text that fits keeps its size; one that does not gets the largest size that does",
        arguments: [
            ("Short", 900.0, 200.0), ("A long title that must fit into its box", 400, 120),
            ("Incomprehensibilities", 300, 900), ("ภาษาไทยไม่มีช่องว่างระหว่างคำ", 300, 100),
            ("one\ntwo\nthree\nfour", 900, 100),
        ])
    func fit(text: String, width: Double, height: Double) throws {
        var fitted = request(text, width: width, size: 60)
        fitted.fitHeight = height
        let found = try rasterizer.measure(fitted)
        #expect(found.boxHeight <= height + 1e-6 && found.size <= 60)
        #expect(found.lineWidths.allSatisfy { $0 <= width + 0.01 })
        if found.size < 60 {
            // The next step up would be too high, or break a word.
            let larger = try rasterizer.measure(request(text, width: width, size: found.size + 60.0 / 1024))
            let wholeWords = try text.split(whereSeparator: \.isWhitespace).allSatisfy {
                try rasterizer.measure(request(String($0), width: 9_000, size: found.size + 60.0 / 1024))
                    .lineWidths[0] <= width + 0.01
            }
            #expect(larger.boxHeight > height || !wholeWords)
        } else {
            #expect(text == "Short")
        }
        #expect(try abs(rasterizer.rasterize(fitted).boxHeight - found.boxHeight) < 1e-9)
    }

    @Test("Nothing fits into no height, and the text is still set")
    func fitNothing() throws {
        var fitted = request("word")
        fitted.fitHeight = 0
        #expect(try rasterizer.measure(fitted).size < 1)
    }

    @Test("A word that is broken for want of room gets no hyphen")
    func noHyphens() throws {
        let text = "Incomprehensibilities"
        let broken = try rasterizer.measure(request(text, width: 200))
        let whole = try rasterizer.measure(request(text, width: 4_000)).lineWidths[0]
        #expect(broken.lineCount > 1)
        // Kerning between the parts is all that may be lost.
        #expect(abs(broken.lineWidths.reduce(0, +) - whole) < 3)
    }

    // MARK: Typing

    @Test("What is typed stands where it stands in the whole text")
    func shownStaysInPlace() throws {
        let text = "Some words that take\nthree lines"
        var shown = request(text, width: 400, plainStyle { $0.alignment = .center })
        let whole = try rasterizer.rasterize(shown)
        var previous = 0.0
        for count in [0, 1, 5, 12, 20, text.unicodeScalars.count] {
            shown.shownScalars = count
            let part = try rasterizer.rasterize(shown)
            let ink = Ink(part)
            #expect(ink.total >= previous)
            previous = ink.total
            // Every pixel of the part is one of the whole.
            for y in 0..<part.image.height {
                for x in 0..<part.image.width {
                    let alpha = part.image.samples.row(y)[4 * x + 3]
                    guard alpha > 0 else { continue }
                    let column = x - part.boxX + whole.boxX
                    let row = y - part.boxY + whole.boxY
                    #expect(abs(Int(whole.image.samples.row(row)[4 * column + 3]) - Int(alpha)) <= 1)
                }
            }
        }
        shown.shownScalars = nil
        #expect(abs(previous - Ink(whole).total) < 0.01)
        shown.shownScalars = 0
        #expect(try Ink(rasterizer.rasterize(shown)).total == 0)
    }

    @Test("Cases that change the number of letters keep the count", arguments: [6, 7, 8])
    func shownCase(count: Int) throws {
        // ß becomes SS: six scalars of "straße x" are seven letters.
        var style = plainStyle()
        var plain = request("STRASSE X", style)
        plain.shownScalars = count + 1
        style.letterCase = .upper
        var cased = request("straße x", style)
        cased.shownScalars = count
        #expect(try rasterizer.rasterize(cased).hash == rasterizer.rasterize(plain).hash)
    }

    // MARK: Words

    @Test("Only the highlighted letters change their color", arguments: ["one two three", "واحد اثنان ثلاثة"])
    func highlight(text: String) throws {
        let red = RGBAColor(red: 255, green: 0, blue: 0)
        let parts = text.split(separator: " ")
        let start = text[..<parts[1].startIndex].unicodeScalars.count
        var marked = request(text)
        marked.highlighted = [start..<(start + parts[1].unicodeScalars.count)]
        marked.highlight = red
        let raster = try rasterizer.rasterize(marked)
        let plain = try rasterizer.rasterize(request(text))
        #expect(abs(Ink(raster).total - Ink(plain).total) < 0.5)
        let colored = Ink(raster) { Double($0[0]) - Double($0[1]) }
        let white = Ink(raster) { Double($0[1]) }
        #expect(colored.total > 50 && white.total > 50)
        // The middle word lies amid the others, which it does not touch.
        #expect(colored.left > white.left && colored.right < white.right)
        let first = try rasterizer.measure(request(String(parts[0]) + " ")).lineWidths[0]
        if parts[0] == "one" { #expect(colored.left > first - 15) }
    }

    @Test("A highlight of nothing changes nothing")
    func emptyHighlight() throws {
        var marked = request("one")
        marked.highlighted = [0..<0, 90..<99]
        marked.highlight = .black
        #expect(try rasterizer.rasterize(marked).hash == rasterizer.rasterize(request("one")).hash)
    }

    // MARK: Blur

    @Test("A blur spreads the ink by its sigma, about the same place", arguments: [1.0, 4, 15, 30])
    func blur(sigma: Double) throws {
        func moments(_ raster: RasterizedText) -> (ink: Ink, variance: Double) {
            let ink = Ink(raster)
            var sum = 0.0
            for y in 0..<raster.image.height {
                let row = raster.image.samples.row(y)
                for x in 0..<raster.image.width {
                    let place = Double(x) + 0.5 - Double(raster.boxX) - ink.centerX
                    sum += Double(row[4 * x + 3]) / 255 * place * place
                }
            }
            return (ink, sum / ink.total)
        }
        var blurred = request("I", size: 300)
        let sharp = moments(try rasterizer.rasterize(blurred))
        blurred.blur = sigma
        let raster = try rasterizer.rasterize(blurred)
        let soft = moments(raster)
        #expect(abs(soft.ink.total / sharp.ink.total - 1) < 0.02)
        #expect(abs(soft.ink.centerX - sharp.ink.centerX) < 0.1 && abs(soft.ink.centerY - sharp.ink.centerY) < 0.1)
        #expect(abs((soft.variance - sharp.variance).squareRoot() / sigma - 1) < 0.05)
        for y in 0..<raster.image.height {
            let row = raster.image.samples.row(y)
            for x in 0..<raster.image.width { #expect(row[4 * x] <= row[4 * x + 3]) }
        }
    }
}
