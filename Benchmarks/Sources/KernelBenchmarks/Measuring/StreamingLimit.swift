import CMemoryStreams
import MediaBuffers

/// Bare streams that read and write as many bytes as a kernel, in memory of the same kind.
enum StreamingLimit {
    /// Reads three streams and writes the first of them: a blend.
    static func read3Write1(bytes: Int, footprint: Footprint, pixels: Int) -> Candidate {
        let sets = Rotation(footprint) { (0..<3).map { _ in Stream(bytes) } }
        return Candidate(name: "limit r3w1", kind: .limit, bytesPerPixel: 4 * Double(bytes) / Double(pixels)) {
            let set = sets.next()
            wpb_read3_write1(set[0].base, set[1].base, set[2].base, bytes)
        }
    }

    /// Reads two streams and writes a third one, or the first where `inPlace`.
    static func read2Write1(bytes: Int, inPlace: Bool = false, footprint: Footprint, pixels: Int) -> Candidate {
        let sets = Rotation(footprint) { (0..<3).map { _ in Stream(bytes) } }
        return Candidate(name: "limit r2w1", kind: .limit, bytesPerPixel: 3 * Double(bytes) / Double(pixels)) {
            let set = sets.next()
            wpb_read2_write1(inPlace ? set[0].base : set[2].base, set[0].base, set[1].base, bytes)
        }
    }

    /// Reads one stream and writes another, not necessarily as long.
    static func read1Write1(reading: Int, writing: Int, footprint: Footprint, pixels: Int) -> Candidate {
        let sets = Rotation(footprint) { (Stream(reading), Stream(writing)) }
        let both = min(reading, writing)
        let bytesPerPixel = Double(reading + writing) / Double(pixels)
        return Candidate(name: "limit r1w1", kind: .limit, bytesPerPixel: bytesPerPixel) {
            let (source, target) = sets.next()
            wpb_read1_write1(target.base, source.base, both)
            if reading > both { keep(wpb_read(source.base + both, reading - both)) }
            if writing > both { wpb_write(target.base + both, writing - both) }
        }
    }

    /// Bytes in a row, none of them on a page that was never touched.
    private struct Stream {
        let storage: PixelStorage
        var base: UnsafeMutablePointer<UInt8> { storage.base }

        init(_ bytes: Int) { storage = PixelStorage(byteCount: bytes) }
    }
}
