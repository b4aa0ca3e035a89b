import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Writing PNGs")
struct PNGWriterTests {
    /// An image whose samples are all different in every channel.
    private func image(_ mode: AlphaMode, width: Int = 67, height: Int = 5) -> RGBAImage {
        let image = RGBAImage(width: width, height: height, alphaMode: mode)
        for y in 0..<height {
            for index in 0..<4 * width { image.samples.row(y)[index] = UInt8((index * 7 + y * 31) % 256) }
            for x in 0..<width where mode == .opaque { image.samples.row(y)[4 * x + 3] = 255 }
        }
        return image
    }

    @Test("What was written is read again", arguments: [AlphaMode.opaque, .straight], [1, 4, 9])
    func roundTrip(_ mode: AlphaMode, _ compression: Int) throws {
        let image = image(mode)
        let bytes = try PNGWriter.encode(image, compression: compression)
        let facts = try StillImages.probe(FileBytes(bytes))
        #expect(facts.hasAlpha == (mode == .straight))
        let read = try StillImages.load(FileBytes(bytes))
        #expect(read.alphaMode == mode)
        #expect(read.samples.hasSameSamples(as: image.samples))
    }

    @Test("Strips are one stream, at every height", arguments: [AlphaMode.opaque, .straight], [1, 2, 90, 600])
    func strips(_ mode: AlphaMode, _ height: Int) throws {
        let image = image(mode, width: 1_103, height: height)
        let bytes = try PNGWriter.encodeInStrips(image)
        let facts = try StillImages.probe(FileBytes(bytes))
        #expect(facts.width == 1_103 && facts.height == height && facts.hasAlpha == (mode == .straight))
        // The reader is libpng, which checks every chunk's CRC and the stream's Adler-32.
        let read = try StillImages.load(FileBytes(bytes))
        #expect(read.alphaMode == mode)
        #expect(read.samples.hasSameSamples(as: image.samples))
    }

    @Test("Noise, which cannot become smaller, is written in strips")
    func noise() throws {
        var generator = SeededGenerator(seed: 7)
        let image = RGBAImage(width: 700, height: 300, alphaMode: .straight)
        for y in 0..<300 {
            for index in 0..<4 * 700 { image.samples.row(y)[index] = .random(in: 0...255, using: &generator) }
        }
        let read = try StillImages.load(FileBytes(try PNGWriter.encodeInStrips(image)))
        #expect(read.samples.hasSameSamples(as: image.samples))
    }

    @Test("The color type and the sRGB chunk are there")
    func chunks() throws {
        let bytes = try PNGWriter.encode(image(.opaque))
        #expect(bytes[24] == 8 && bytes[25] == 2)
        #expect(bytes[33..<46].elementsEqual(PNGBuilder.chunk("sRGB", [0])))
        #expect(try PNGWriter.encode(image(.straight))[25] == 6)
    }

    @Test("A premultiplied image is divided by its alpha")
    func premultiplied() throws {
        let image = RGBAImage(width: 4, height: 1, alphaMode: .premultiplied)
        let samples: [UInt8] = [64, 32, 0, 128, 0, 0, 0, 0, 10, 20, 30, 255, 1, 0, 3, 2]
        for (index, sample) in samples.enumerated() { image.samples.row(0)[index] = sample }
        let read = try StillImages.load(FileBytes(try PNGWriter.encode(image)))
        #expect(read.pixels == [[128, 64, 0, 128], [0, 0, 0, 0], [10, 20, 30, 255], [128, 0, 255, 2]])
    }
}
