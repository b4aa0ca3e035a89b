import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Hostile bytes")
struct MutationTests {
    @Test(
        "Changed and cut files give a picture or a problem",
        arguments: [
            "awkward/png-basn3p04.png", "awkward/png-ftbbn3p08.png", "awkward/png-gray-alpha-8-1.8.png",
            "awkward/png-ibasn3p08.png", "awkward/png-rgb-alpha-16-linear.png", "awkward/apng-dispose-previous.png",
            "awkward/progressive-adobergb.jpg", "awkward/cmyk-adobe.jpg", "graphics/sticker-party.webp",
        ])
    func mutations(_ name: String) throws {
        let original = try mediaBytes(name)
        var generator = SeededGenerator(seed: 0x5713)
        var pictureCount = 0
        for _ in 0..<(original.count < 10_000 ? 400 : 60) {
            var bytes = original
            // Half of the changes in the head, where structure is.
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let end = Bool.random(using: &generator) ? min(bytes.count, 1_000) : bytes.count
                bytes[Int.random(in: 0..<end, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            }
            if name.hasSuffix("png"), Bool.random(using: &generator) { repairChecksums(&bytes) }
            if isPicture(FileBytes(bytes)) { pictureCount += 1 }
        }
        // Some changes hit what does not matter; if none did, the test would try nothing but the checks.
        #expect(pictureCount > 0)
    }

    /// Whether the bytes are a picture to both probe and decoder, which agree on its size.
    private func isPicture(_ bytes: FileBytes) -> Bool {
        do throws(AssetProblem) {
            let facts = try StillImages.probe(bytes)
            // Headers may promise 100 megapixels, which take their time.
            guard facts.width * facts.height < 4_000_000 else { return false }
            let image = try StillImages.load(bytes)
            #expect(image.width == facts.width && image.height == facts.height)
            #expect(facts.hasAlpha || image.alphaMode == .opaque)
            if let times = facts.frameTimes, times.starts.count < 100 {
                let animation = try WebPAnimation(bytes)
                _ = try animation.image(at: times.starts.count - 1)
            }
            return true
        } catch {
            #expect(!error.message.isEmpty)
            return false
        }
    }

    /// Makes the checksums of a PNG right, so that the change reaches the decoder.
    private func repairChecksums(_ bytes: inout [UInt8]) {
        var offset = 8
        while offset + 12 <= bytes.count {
            let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            guard offset + 12 + length <= bytes.count else { return }
            let crc = PNGBuilder.checksum(Array(bytes[offset + 4..<offset + 8 + length]))
            bytes.replaceSubrange(offset + 8 + length..<offset + 12 + length, with: PNGBuilder.bigEndian(Int(crc)))
            offset += 12 + length
        }
    }
}
