import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Pixels")
struct PixelTests {
    struct Case: Sendable {
        var name: String
        /// The pixel at a third of the width and two thirds of the height.
        var pixel: [Int]
        var means: [Double]
    }

    // Taken from another decoder (Pillow 13).
    @Test(
        "Real files look as they do elsewhere",
        arguments: [
            Case(name: "photos/cat.png", pixel: [162, 116, 83], means: [147.67, 111.44, 86.80]),
            Case(name: "photos/coffee.png", pixel: [145, 32, 8], means: [158.57, 85.79, 51.48]),
            Case(name: "photos/dandelions.jpg", pixel: [115, 100, 77], means: [96.25, 88.31, 52.33]),
            Case(name: "photos/fig-bowl.jpg", pixel: [186, 12, 1], means: [155.58, 85.36, 73.82]),
            Case(name: "photos/pagoda.jpg", pixel: [58, 34, 30], means: [144.72, 145.47, 140.92]),
            Case(name: "photos/wine-portrait.jpg", pixel: [175, 116, 50], means: [135.00, 100.76, 61.37]),
            Case(name: "graphics/logo.png", pixel: [255, 144, 56], means: [215.34, 199.69, 129.21]),
            Case(name: "awkward/png-gray-1.png", pixel: [0, 0, 0], means: [127.5, 127.5, 127.5]),
            Case(name: "awkward/png-ibasn3p08.png", pixel: [255, 255, 85], means: [135.31, 135.31, 111.44]),
            Case(name: "awkward/cmyk-adobe.jpg", pixel: [147, 33, 10], means: [158.57, 85.79, 51.49]),
            Case(name: "awkward/phone-exif-6.jpg", pixel: [186, 14, 2], means: [155.62, 85.33, 74.14]),
        ])
    func realFiles(_ expected: Case) throws {
        let image = try StillImages.load(path: TestMedia.path(expected.name))
        #expect(image.alphaMode == .opaque)
        let pixel = image.pixel(image.width / 3, image.height * 2 / 3)
        #expect(zip(pixel, expected.pixel).allSatisfy { abs($0 - $1) <= 1 }, "\(pixel)")
        let means = image.means()
        #expect(zip(means, expected.means).allSatisfy { abs($0 - $1) < 0.05 }, "\(means)")
    }

    @Test("Sixteen bits become eight by rounding", arguments: [0, 2, 4, 6])
    func sixteenBits(_ colorType: Int) throws {
        let channels = [0: 1, 2: 3, 4: 2, 6: 4][colorType] ?? 1
        let values = (0..<1_024).map { UInt16(truncatingIfNeeded: $0 * 64 + 31) }
        let samples = values.flatMap { value in [UInt16](repeating: value, count: channels) }
        let builder = PNGBuilder(width: 32, height: 32, wide: samples, colorType: colorType)
        let image = try StillImages.load(FileBytes(builder.bytes))
        let hasAlpha = colorType == 4 || colorType == 6
        #expect(image.alphaMode == (hasAlpha ? .straight : .opaque))
        for (value, pixel) in zip(values, image.pixels) {
            let code = Int((Double(value) / 257).rounded())
            #expect(pixel == [code, code, code, hasAlpha ? code : 255])
        }
    }

    @Test("Gray of few bits uses the whole range", arguments: [1, 2, 4])
    func smallGray(_ bits: Int) throws {
        let count = 1 << bits
        // Eight bits hold one or more samples; a row holds each value once, padded to whole bytes.
        var samples = [UInt8](repeating: 0, count: (count * bits + 7) / 8)
        for value in 0..<count { samples[value * bits / 8] |= UInt8(value) << (8 - bits - value * bits % 8) }
        let builder = PNGBuilder(width: count, height: 1, bitDepth: bits, colorType: 0, samples: samples)
        let image = try StillImages.load(FileBytes(builder.bytes))
        #expect(image.pixels.map { $0[0] } == (0..<count).map { $0 * 255 / (count - 1) })
    }

    @Test("tRNS makes a gray, a color and a palette entry transparent")
    func transparency() throws {
        let gray = PNGBuilder(width: 2, height: 1, colorType: 0, samples: [7, 8]).adding("tRNS", [0, 7])
        #expect(try StillImages.load(FileBytes(gray.bytes)).pixels == [[7, 7, 7, 0], [8, 8, 8, 255]])
        // All 16 bits count: the second one differs in the low byte only.
        let wide = PNGBuilder(width: 2, height: 1, wide: [257, 514, 771, 257, 514, 772], colorType: 2)
            .adding("tRNS", [1, 1, 2, 2, 3, 3])
        #expect(try StillImages.load(FileBytes(wide.bytes)).pixels == [[1, 2, 3, 0], [1, 2, 3, 255]])
        let palette = PNGBuilder(width: 3, height: 1, colorType: 3, samples: [0, 1, 2])
            .adding("PLTE", [9, 8, 7, 6, 5, 4, 3, 2, 1]).adding("tRNS", [0, 128])
        let image = try StillImages.load(FileBytes(palette.bytes))
        #expect(image.pixels == [[9, 8, 7, 0], [6, 5, 4, 128], [3, 2, 1, 255]])
        #expect(image.alphaMode == .straight)
    }

    @Test("An image whose alpha is 255 everywhere is opaque")
    func opaque() throws {
        let builder = PNGBuilder(width: 2, height: 1, samples: [1, 2, 3, 255, 4, 5, 6, 255])
        #expect(try StillImages.load(FileBytes(builder.bytes)).alphaMode == .opaque)
        #expect(try StillImages.probe(FileBytes(builder.bytes)).hasAlpha)
    }

    @Test(
        "A JPEG comes smaller only while it is twice the target",
        arguments: [
            (100, 67, 322, 218), (161, 109, 322, 218), (162, 109, 643, 435), (643, 10, 1_286, 870),
            (644, 10, 2_572, 1_740),
            (10, 436, 2_572, 1_740), (1, 1, 322, 218),
        ])
    func scaledDecoding(_ width: Int, _ height: Int, _ expectedWidth: Int, _ expectedHeight: Int) throws {
        let path = TestMedia.path("photos/fig-bowl.jpg")
        let image = try StillImages.load(path: path, targetPixels: (width, height))
        #expect([image.width, image.height] == [expectedWidth, expectedHeight])
        let full = try StillImages.load(path: path)
        #expect(zip(image.means(), full.means()).allSatisfy { abs($0 - $1) < 0.7 })
    }

    @Test("A target counts on the upright picture")
    func scaledUpright() throws {
        let path = TestMedia.path("awkward/phone-exif-6.jpg")
        let image = try StillImages.load(path: path, targetPixels: (300, 200))
        #expect([image.width, image.height] == [600, 406])
        let other = try StillImages.load(path: path, targetPixels: (200, 300))
        #expect([other.width, other.height] == [1_200, 812])
    }
}
