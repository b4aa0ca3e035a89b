import MediaBuffers
import Testing
import TextLayout
import TimelineModel

@Suite("Bounds of text, and threads")
struct BoundsTests {
    let rasterizer: TextRasterizer

    init() throws { rasterizer = try Bundled.rasterizer.get() }

    @Test("10 000 characters are set, one more is refused")
    func length() throws {
        let text = String(repeating: "a b ", count: 2500)
        let fits = TextRequest(text: text, style: plainStyle(), size: 20, wrapWidth: 1000)
        #expect(try rasterizer.measure(fits).lineCount > 10)
        let long = TextRequest(text: text + "x", style: plainStyle(), size: 20, wrapWidth: 1000)
        #expect(throws: TextError.tooLong(count: 10_001)) { try rasterizer.rasterize(long) }
    }

    @Test(
        "A raster over 8192 pixels is refused",
        arguments: [("W", 30.0), (String(repeating: "W\n", count: 400), 1.0)])
    func pixels(text: String, scale: Double) {
        let request = TextRequest(
            text: text, style: plainStyle(), size: 400, wrapWidth: 4000, scaleX: scale, scaleY: scale)
        #expect {
            try rasterizer.rasterize(request)
        } throws: { error in
            guard case .tooLarge? = error as? TextError else { return false }
            return true
        }
    }

    @Test("A blur or shadow beyond the limit is refused without work", arguments: [3000.0, 10_000])
    func blur(blur: Double) {
        let style = plainStyle { $0.shadow = .init(color: .black, x: 0, y: 0, blur: blur) }
        #expect(throws: TextError.self) {
            try rasterizer.rasterize(TextRequest(text: "x", style: style, wrapWidth: 400))
        }
    }

    @Test("A very wide blur is drawn")
    func wideBlur() throws {
        let style = plainStyle { $0.shadow = .init(color: .black, x: 0, y: 0, blur: 400) }
        #expect(try rasterizer.rasterize(TextRequest(text: "x", style: style, wrapWidth: 400)).image.width > 2000)
    }

    @Test(
        "Numbers out of range are refused",
        arguments: [
            (0.0, 1.0, 0.0), (-1, 1, 0), (2001, 1, 0), (.nan, 1, 0), (48, 0, 0), (48, .infinity, 0), (48, 1, 1),
            (48, 1, -0.1), (48, 1, .nan),
        ])
    func numbers(size: Double, scale: Double, phase: Double) {
        let request = TextRequest(
            text: "x", style: plainStyle(), size: size, wrapWidth: 400, scaleX: scale, scaleY: scale, phaseX: phase)
        #expect(throws: TextError.self) { try rasterizer.rasterize(request) }
    }

    @Test("Odd text is drawn or refused, never more", arguments: 0..<60)
    func oddText(seed: Int) {
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
        func next(_ count: UInt32) -> UInt32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: state >> 33) % count
        }
        let blocks: [UInt32] = [0x20, 0x300, 0x590, 0x600, 0x900, 0xe00, 0x2000, 0x4e00, 0xfe00, 0x1f300, 0xe0000]
        var text = String.UnicodeScalarView()
        for _ in 0..<60 {
            if let scalar = Unicode.Scalar(blocks[Int(next(UInt32(blocks.count)))] + next(256)) { text.append(scalar) }
        }
        var style = TextStyle(size: Double(next(90)) + 1)
        style.letterSpacing = Double(next(40)) - 20
        style.stroke = .init(color: .black, width: Double(next(12)))
        style.shadow = .init(color: .black, x: 2, y: 2, blur: Double(next(9)))
        let request = TextRequest(text: String(text), style: style, wrapWidth: Double(next(900)))
        do throws(TextError) {
            _ = try rasterizer.rasterize(request)
        } catch {
            #expect(!"\(error)".isEmpty)
        }
    }

    @Test("Many threads draw the same pixels as one")
    func threads() async throws {
        var style = TextStyle(size: 40)
        style.stroke = .init(color: .black, width: 3)
        style.shadow = .init(color: .black, x: 2, y: 3, blur: 4)
        let texts = ["Hello", "你好世界", "مرحبا بالعالم", "👍🔥 ok", "नमस्ते"]
        let requests = (0..<40).map { index in
            TextRequest(
                text: texts[index % texts.count], style: style, wrapWidth: 500, phaseX: Double(index / 5) / 8)
        }
        let serial = try requests.map { try rasterizer.rasterize($0).hash }
        let shared = rasterizer
        let parallel = try await withThrowingTaskGroup(of: (Int, UInt64).self) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, try shared.rasterize(request).hash) }
            }
            var found = [UInt64](repeating: 0, count: requests.count)
            for try await (index, hash) in group { found[index] = hash }
            return found
        }
        #expect(parallel == serial)
    }

    @Test("A rasterizer of its own draws the same pixels")
    func again() throws {
        let request = TextRequest(text: "Workprint 你好 👍", style: TextStyle(size: 40), wrapWidth: 500)
        let other = try Bundled.newRasterizer()
        #expect(try other.rasterize(request).hash == rasterizer.rasterize(request).hash)
    }
}
