import CStillCodecs
package import MediaBuffers
import TimelineModel

/// Portable Network Graphics, through libpng's simplified interface.
enum PNGFile {
    /// Chunks as (name, offset of the data, length), until the end of what is there.
    private static func chunks(_ bytes: [UInt8]) -> [(name: String, offset: Int, length: Int)] {
        var found: [(name: String, offset: Int, length: Int)] = []
        var offset = 8
        while let length = bytes.bigEndian(at: offset, count: 4), offset + 8 <= bytes.count {
            found.append((String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self), offset + 8, length))
            offset += 12 + length
        }
        return found
    }

    static func isAnimated(_ head: [UInt8]) -> Bool {
        for chunk in chunks(head) {
            if chunk.name == "acTL" { return true }
            if chunk.name == "IDAT" { return false }
        }
        return false
    }

    static func facts(_ bytes: [UInt8]) throws(AssetProblem) -> StillFacts {
        let all = chunks(bytes)
        guard let header = all.first, header.name == "IHDR", let width = bytes.bigEndian(at: 16, count: 4),
            let height = bytes.bigEndian(at: 20, count: 4), bytes.count > 25
        else { throw AssetProblem(.damaged, "the PNG has no header; export it again") }
        try StillImages.checkSize(width, height)
        guard let last = all.last, last.name == "IEND", last.offset + last.length + 4 <= bytes.count else {
            throw AssetProblem(
                .damaged, "the PNG ends after \(bytes.count) bytes, before its last chunk; copy or export it again")
        }
        let kind = bytes[25]
        let hasAlpha = kind == 4 || kind == 6 || all.contains { $0.name == "tRNS" }
        return StillFacts(format: "png", width: width, height: height, hasAlpha: hasAlpha, frameTimes: nil)
    }

    static func decode(_ bytes: [UInt8]) throws(AssetProblem) -> RGBAImage {
        let facts = try facts(bytes)
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard bytes.withUnsafeBytes({ png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count) }) != 0 else {
            throw problem(image)
        }
        // RGBA; 16-bit samples without gAMA are sRGB, not linear.
        image.format = 3
        image.flags |= 4
        let result = RGBAImage(
            width: facts.width, height: facts.height, alphaMode: facts.hasAlpha ? .straight : .opaque)
        guard png_image_finish_read(&image, nil, result.samples.base, Int32(result.samples.stride), nil) != 0 else {
            throw problem(image)
        }
        // Bit 0 says warning: a chunk whose checksum is wrong, and the like.
        return result
    }

    private static func problem(_ image: png_image) -> AssetProblem {
        let message = withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return AssetProblem(.damaged, "the PNG cannot be decoded (\(message)); export it again")
    }
}

/// Writes PNGs.
package enum PNGWriter {
    /// An opaque image as RGB, another as straight RGBA; sRGB.
    package static func encode(_ source: RGBAImage) throws -> [UInt8] {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(source.width)
        image.height = UInt32(source.height)
        let isOpaque = source.alphaMode == .opaque
        image.format = isOpaque ? 2 : 3
        let channels = isOpaque ? 3 : 4
        var pixels = [UInt8](repeating: 0, count: source.width * source.height * channels)
        for y in 0..<source.height {
            let row = source.samples.row(y)
            for x in 0..<source.width {
                for channel in 0..<channels {
                    pixels[(y * source.width + x) * channels + channel] = row[4 * x + channel]
                }
            }
        }
        var size = 0
        // A bound: zlib never grows data by more than this.
        var bytes = [UInt8](repeating: 0, count: pixels.count + pixels.count / 500 + source.height * 8 + 4_096)
        size = bytes.count
        guard png_image_write_to_memory(&image, &bytes, &size, 0, pixels, 0, nil) != 0 else {
            throw AssetProblem(.damaged, "the PNG could not be written")
        }
        return Array(bytes[0..<size])
    }
}
