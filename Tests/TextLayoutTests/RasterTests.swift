import MediaBuffers
import TestSupport
import Testing
import TextLayout
import TimelineModel

@Suite("Drawing text")
struct RasterTests {
    let rasterizer: TextRasterizer

    init() throws { rasterizer = try Bundled.rasterizer.get() }

    private func draw(
        _ text: String, _ style: TextStyle = plainStyle(), width: Double = 800, scale: Double = 1, phaseX: Double = 0,
        phaseY: Double = 0, size: Double? = nil
    ) throws -> RasterizedText {
        try rasterizer.rasterize(
            TextRequest(
                text: text, style: style, size: size, wrapWidth: width, scaleX: scale, scaleY: scale, phaseX: phaseX,
                phaseY: phaseY))
    }

    @Test("Symmetric letters stand amid the box", arguments: ["OHO", "שששש", "XOX\nO"], [0.0, 7, -2])
    func centered(text: String, spacing: Double) throws {
        let style = plainStyle {
            $0.alignment = .center
            $0.letterSpacing = spacing
        }
        let ink = Ink(try draw(text, style, width: 501))
        #expect(abs((ink.left + ink.right) / 2 - 250.5) <= 1)
        #expect(abs(ink.centerX - 250.5) < (text.contains("ש") ? 4 : 0.5))
    }

    @Test("Alignment is physical in both directions", arguments: ["Hello", "שלום"])
    func alignment(text: String) throws {
        let left = Ink(try draw(text, plainStyle { $0.alignment = .left }))
        let right = Ink(try draw(text, plainStyle { $0.alignment = .right }))
        #expect(left.left < 12)
        #expect(right.right > 788)
    }

    @Test(
        "The phase moves every pixel by that much", arguments: ["Hamburg", "👍🔥"],
        [(0.5, 0.0), (0.0, 0.5), (0.25, 0.75), (0.1, 0.9)])
    func phase(text: String, phase: (x: Double, y: Double)) throws {
        let still = Ink(try draw(text))
        let moved = Ink(try draw(text, phaseX: phase.x, phaseY: phase.y))
        #expect(abs(moved.centerX - still.centerX - phase.x) < 0.03)
        #expect(abs(moved.centerY - still.centerY - phase.y) < 0.03)
    }

    @Test("Stroke and letters move together", arguments: [0.0, 0.3, 0.5, 0.8])
    func strokeFollows(phase: Double) throws {
        let style = plainStyle {
            $0.stroke = .init(color: RGBAColor(red: 255, green: 0, blue: 0), width: 4)
            $0.alignment = .left
        }
        let raster = try draw("lHIl", style, phaseX: phase, phaseY: phase)
        let outside = Ink(raster, phaseX: phase, phaseY: phase)
        let inside = Ink(raster, phaseX: phase, phaseY: phase) { Double($0[1]) }
        #expect(abs(outside.centerX - inside.centerX) < 0.05)
        #expect(abs(outside.centerY - inside.centerY) < 0.05)
    }

    @Test("Twice the scale is twice the size")
    func scale() throws {
        let large = Ink(try draw("Workprint", width: 1600, size: 96))
        let scaled = Ink(try draw("Workprint", width: 800, scale: 2))
        #expect(abs(large.centerX - scaled.centerX) < 0.1)
        #expect(abs(large.centerY - scaled.centerY) < 0.1)
        #expect(abs(large.total / scaled.total - 1) < 0.002)
    }

    @Test("Lines break alike at every scale", arguments: [0.25, 0.37, 1, 2.5])
    func scaledLines(scale: Double) throws {
        let text = "The quick brown fox jumps over the lazy dog"
        let raster = try draw(text, width: 400, scale: scale)
        let lines = try rasterizer.measure(TextRequest(text: text, style: plainStyle(), wrapWidth: 400)).lineCount
        #expect(abs(raster.boxHeight - Double(lines) * 57.6 * scale) < 1e-9)
        #expect(abs(raster.boxWidth - 400 * scale) < 1e-9)
    }

    @Test("Each axis has its own scale")
    func axes() throws {
        let plain = Ink(try draw("Work"))
        let wide = Ink(
            try rasterizer.rasterize(
                TextRequest(text: "Work", style: plainStyle(), wrapWidth: 800, scaleX: 3, scaleY: 0.5)))
        #expect(abs(wide.centerX - 3 * plain.centerX) < 0.1)
        #expect(abs(wide.centerY - 0.5 * plain.centerY) < 0.1)
    }

    @Test("The stroke reaches its width out of the letter", arguments: [1.0, 3, 8])
    func strokeReach(width: Double) throws {
        let letter = Ink(try draw("I"), above: 127)
        let style = plainStyle { $0.stroke = .init(color: .black, width: width) }
        let stroked = Ink(try draw("I", style), above: 127)
        #expect(abs(letter.left - stroked.left - width) <= 1)
        #expect(abs(stroked.right - letter.right - width) <= 1)
        #expect(abs(stroked.bottom - letter.bottom - width) <= 1)
    }

    @Test("The letter covers the inner half of its stroke")
    func strokeBehind() throws {
        let style = plainStyle { $0.stroke = .init(color: .black, width: 4) }
        let plain = Ink(try draw("H")) { Double($0[0]) }
        let stroked = Ink(try draw("H", style)) { Double($0[0]) }
        #expect(abs(plain.total - stroked.total) < plain.total * 0.001)
    }

    @Test("A shadow lies off by its offset and keeps its amount", arguments: [0.0, 0.7, 5, 11.9, 12.1, 30])
    func shadow(blur: Double) throws {
        let red = RGBAColor(red: 255, green: 0, blue: 0)
        let style = plainStyle { $0.shadow = .init(color: red, x: 300.5, y: -200.25, blur: blur) }
        let letter = Ink(try draw("H"))
        let shadow = Ink(try draw("H", style)) { Double($0[0]) - Double($0[1]) }
        #expect(abs(shadow.centerX - letter.centerX - 300.5) < 0.3)
        #expect(abs(shadow.centerY - letter.centerY + 200.25) < 0.3)
        #expect(abs(shadow.total / letter.total - 1) < 0.05)
    }

    @Test("The blur's sigma is the shadow's blur times the scale", arguments: [(2.0, 1.0), (6, 2), (16, 1), (10, 0.5)])
    func sigma(blur: Double, scale: Double) throws {
        func variance(_ blur: Double) throws -> Double {
            let red = RGBAColor(red: 255, green: 0, blue: 0)
            let style = plainStyle { $0.shadow = .init(color: red, x: 600, y: 0, blur: blur) }
            let raster = try draw("I", style, scale: scale)
            let middle = Ink(raster) { Double($0[0]) - Double($0[1]) }
            var sum = 0.0
            for y in 0..<raster.image.height {
                let row = raster.image.samples.row(y)
                for x in 0..<raster.image.width {
                    let place = Double(x) + 0.5 - Double(raster.boxX) - middle.centerX
                    sum += (Double(row[4 * x]) - Double(row[4 * x + 1])) / 255 * place * place
                }
            }
            return sum / middle.total
        }
        let added = try variance(blur) - variance(0)
        #expect(abs(added.squareRoot() / (blur * scale) - 1) < 0.04)
    }

    @Test("The shadow ends in nothing: no edge is cut", arguments: [1.0, 8, 25])
    func shadowEdges(blur: Double) throws {
        let raster = try draw("HI", plainStyle { $0.shadow = .init(color: .black, x: 3, y: 3, blur: blur) })
        let image = raster.image
        for x in 0..<image.width {
            #expect(image.samples.row(0)[4 * x + 3] <= 1)
            #expect(image.samples.row(image.height - 1)[4 * x + 3] <= 1)
        }
        for y in 0..<image.height {
            #expect(image.samples.row(y)[3] <= 1)
            #expect(image.samples.row(y)[4 * image.width - 1] <= 1)
        }
    }

    @Test("The box lies around the widest line and all line boxes", arguments: TextStyle.Alignment.allCases)
    func box(alignment: TextStyle.Alignment) throws {
        let blue = RGBAColor(red: 0, green: 0, blue: 255)
        let style = plainStyle {
            $0.alignment = alignment
            $0.box = .init(color: blue, padding: 10, radius: 0)
        }
        let text = "wide line\nnarrow"
        let width = try #require(
            try rasterizer.measure(TextRequest(text: text, style: style, wrapWidth: 600)).lineWidths.first)
        let left: Double =
            switch alignment {
            case .left: 0
            case .center: (600 - width) / 2
            case .right: 600 - width
            }
        let ink = Ink(try draw(text, style, width: 600), above: 127)
        #expect(abs(ink.left - (left - 10)) <= 0.5)
        #expect(abs(ink.right - (left + width + 10)) <= 0.5)
        #expect(abs(ink.top + 10) <= 0.5)
        #expect(abs(ink.bottom - (115.2 + 10)) <= 0.5)
    }

    @Test("Colors keep their alpha; samples are premultiplied")
    func alpha() throws {
        let half = RGBAColor(red: 255, green: 128, blue: 0, alpha: 128)
        let raster = try rasterizer.rasterize(
            TextRequest(text: "█■", style: plainStyle(), color: half, wrapWidth: 400))
        var top: UInt8 = 0
        for y in 0..<raster.image.height {
            let row = raster.image.samples.row(y)
            for x in 0..<raster.image.width {
                let pixel = row + 4 * x
                top = max(top, pixel[3])
                #expect(pixel[0] <= pixel[3] && pixel[1] <= pixel[3] && pixel[2] == 0)
            }
        }
        #expect(top == 128)
        #expect(raster.image.alphaMode == .premultiplied)
    }

    @Test("Emoji are in color, as large as the letters, and not outlined")
    func emoji() throws {
        let raster = try draw("🔥", size: 100)
        let red = Ink(raster) { Double($0[0]) - Double($0[2]) }
        #expect(red.total > 500)
        let ink = Ink(raster)
        #expect((90...140).contains(ink.bottom - ink.top))
        let style = plainStyle { $0.stroke = .init(color: .black, width: 6) }
        let stroked = Ink(try draw("🔥", style, size: 100))
        #expect(abs(stroked.total - ink.total) < 1)
    }

    @Test("A joined family and a flag are one picture each", arguments: ["👨‍👩‍👧", "🇩🇪", "👋🏽"])
    func sequences(text: String) throws {
        let width = try rasterizer.measure(TextRequest(text: text, style: plainStyle(), wrapWidth: 900)).lineWidths[0]
        let one = try rasterizer.measure(TextRequest(text: "👍", style: plainStyle(), wrapWidth: 900)).lineWidths[0]
        #expect(width == one)
    }

    @Test("Touching letters leave no seam when they are translucent")
    func seams() throws {
        let half = RGBAColor(red: 255, green: 255, blue: 255, alpha: 100)
        let raster = try rasterizer.rasterize(
            TextRequest(text: "سلسبيل नमस्ते", style: plainStyle(), color: half, wrapWidth: 900))
        for y in 0..<raster.image.height {
            let row = raster.image.samples.row(y)
            for x in 0..<raster.image.width { #expect(row[4 * x + 3] <= 100) }
        }
    }

    @Test("Nothing to see is one transparent pixel or more", arguments: ["", " ", "\n\n", "\u{200b}"])
    func empty(text: String) throws {
        var style = plainStyle { $0.box = .init(color: .black, padding: 0, radius: 3) }
        style.shadow = .init(color: .black, x: 1, y: 1, blur: 3)
        if text == " " { style.box = nil }
        #expect(Ink(try draw(text, style)).total == 0)
    }
}
