import CStillCodecs
import Dispatch
package import MediaBuffers

extension PNGWriter {
    /// A PNG of an image as `encode` writes it, in a fraction of the time: strips of rows are compressed on all of the
    /// machine's cores. About as large as with `compression` 1.
    ///
    /// The file's bytes do not depend on the number of cores. Throws where memory ends.
    package static func encodeInStrips(_ image: RGBAImage) throws(Failure) -> [UInt8] {
        let straight = image.alphaMode == .premultiplied ? image.unpremultiplied() : image
        let hasAlpha = image.alphaMode != .opaque
        let rowBytes = image.width * (hasAlpha ? 4 : 3)
        // Large enough that the matches lost where a strip begins do not matter.
        let stripRows = max(1, 262_144 / (rowBytes + 1))
        let strips = (0..<(image.height + stripRows - 1) / stripRows).map { number in
            Strip(rows: number * stripRows..<min(image.height, (number + 1) * stripRows), rowBytes: rowBytes)
        }
        DispatchQueue.concurrentPerform(iterations: strips.count) { number in
            let strip = strips[number]
            strip.size = wp_png_strip(
                strip.chunk, strip.limit, straight.samples.row(strip.rows.lowerBound), straight.samples.stride,
                UInt32(image.width), UInt32(strip.rows.count), hasAlpha ? 1 : 0, number == 0 ? 1 : 0,
                number == strips.count - 1 ? 1 : 0, &strip.check)
        }
        guard strips.allSatisfy({ $0.size > 0 }) else { throw Failure(message: "out of memory") }

        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file.reserveCapacity(strips.reduce(256) { $0 + $1.size })
        append("IHDR", bigEndian(image.width) + bigEndian(image.height) + [8, hasAlpha ? 6 : 2, 0, 0, 0], to: &file)
        // Perceptual, as `encode` says it.
        append("sRGB", [0], to: &file)
        // The head and the foot of the zlib stream (RFC 1950) stand in chunks of their own.
        append("IDAT", [0x78, 0x01], to: &file)
        var check = adler32(0, nil, 0)
        for strip in strips {
            file += UnsafeBufferPointer(start: strip.chunk, count: strip.size)
            check = adler32_combine(check, UInt(strip.check), strip.rows.count * (rowBytes + 1))
        }
        append("IDAT", bigEndian(Int(check)), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    private static func append(_ type: StaticString, _ data: [UInt8], to file: inout [UInt8]) {
        var chunk = [UInt8](repeating: 0, count: 8) + data + [0, 0, 0, 0]
        _ = type.withUTF8Buffer { name in
            name.withMemoryRebound(to: CChar.self) { wp_png_close_chunk(&chunk, $0.baseAddress, data.count) }
        }
        file += chunk
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    /// Some rows and the chunk that they become. One thread at a time looks at it.
    private final class Strip: @unchecked Sendable {
        let rows: Range<Int>
        let limit: Int
        let chunk: UnsafeMutablePointer<UInt8>
        /// Bytes of the chunk, 0 where it could not be made.
        var size = 0
        /// The Adler-32 of the rows.
        var check: UInt32 = 0

        init(rows: Range<Int>, rowBytes: Int) {
            self.rows = rows
            limit = wp_png_strip_limit(rowBytes, rows.count)
            chunk = .allocate(capacity: limit)
        }

        deinit { chunk.deallocate() }
    }
}
