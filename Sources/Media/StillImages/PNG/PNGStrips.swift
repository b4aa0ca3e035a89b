import CStillCodecs
import Dispatch
package import MediaBuffers

extension PNGWriter {
    /// A PNG of an image as `encode` writes it, in a fraction of the time; see `encodeInStrips(width:height:hasAlpha:row:)`.
    package static func encodeInStrips(_ image: RGBAImage) throws(Failure) -> [UInt8] {
        let straight = image.alphaMode == .premultiplied ? image.unpremultiplied() : image
        return try encodeInStrips(
            width: image.width, height: image.height, hasAlpha: image.alphaMode != .opaque
        ) { y, target in target.update(from: straight.samples.row(y), count: 4 * straight.width) }
    }

    /// A PNG of rows that `row` writes as straight RGBA. Strips of them are made and compressed on all of the machine's
    /// cores, so `row` is called on several threads, and now and then twice for the same one.
    ///
    /// The file is about as large as with `compression` 1, and its bytes do not depend on the number of cores. Throws where
    /// it cannot be made.
    package static func encodeInStrips(
        width: Int, height: Int, hasAlpha: Bool, row: @Sendable (_ y: Int, UnsafeMutablePointer<UInt8>) -> Void
    ) throws(Failure) -> [UInt8] {
        let rowBytes = width * (hasAlpha ? 4 : 3)
        // Large enough that the matches lost where a strip begins do not matter, and small enough for a core's cache.
        let stripRows = max(1, 262_144 / (rowBytes + 1))
        let strips = (0..<(height + stripRows - 1) / stripRows).map { number in
            Strip(rows: number * stripRows..<min(height, (number + 1) * stripRows))
        }
        let workers = min(strips.count, 16)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let desk = Desk(width: width, rowBytes: rowBytes, rowCount: stripRows)
            for number in stride(from: worker, to: strips.count, by: workers) {
                let rows = strips[number].rows
                // The row above stands before the first one.
                for y in max(0, rows.lowerBound - 1)..<rows.upperBound {
                    row(y, desk.pixels + (y - rows.lowerBound + 1) * 4 * width)
                }
                let size = wp_png_strip(
                    desk.chunk, desk.limit, desk.work, desk.pixels + 4 * width, 4 * width, UInt32(width),
                    UInt32(rows.count), hasAlpha ? 1 : 0, number == 0 ? 1 : 0, number == strips.count - 1 ? 1 : 0,
                    &strips[number].check)
                strips[number].chunk = Array(UnsafeBufferPointer(start: desk.chunk, count: size))
            }
        }
        guard strips.allSatisfy({ !$0.chunk.isEmpty }) else { throw Failure(message: "a strip cannot be compressed") }

        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file.reserveCapacity(strips.reduce(256) { $0 + $1.chunk.count })
        append("IHDR", bigEndian(width) + bigEndian(height) + [8, hasAlpha ? 6 : 2, 0, 0, 0], to: &file)
        // Perceptual, as `encode` says it.
        append("sRGB", [0], to: &file)
        // The head and the foot of the zlib stream (RFC 1950) stand in chunks of their own.
        append("IDAT", [0x78, 0x01], to: &file)
        var check = adler32(0, nil, 0)
        for strip in strips {
            file += strip.chunk
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

    /// Some rows and what becomes of them. One thread at a time looks at it.
    private final class Strip: @unchecked Sendable {
        let rows: Range<Int>
        /// The chunk, empty where it could not be made.
        var chunk: [UInt8] = []
        /// The Adler-32 of the rows.
        var check: UInt32 = 0

        init(rows: Range<Int>) { self.rows = rows }
    }

    /// The memory that a thread works with, strip after strip.
    private final class Desk {
        /// The row above a strip, then its rows.
        let pixels: UnsafeMutablePointer<UInt8>
        let work: UnsafeMutablePointer<UInt8>
        let chunk: UnsafeMutablePointer<UInt8>
        let limit: Int

        init(width: Int, rowBytes: Int, rowCount: Int) {
            limit = wp_png_strip_limit(rowBytes, rowCount)
            pixels = .allocate(capacity: (rowCount + 1) * 4 * width)
            work = .allocate(capacity: rowCount * (rowBytes + 1) + Int(wp_png_work_limit))
            chunk = .allocate(capacity: limit)
        }

        deinit {
            pixels.deallocate()
            work.deallocate()
            chunk.deallocate()
        }
    }
}
