import CStillCodecs
import MediaBuffers
import TimelineModel

/// Decodes PNGs through libpng. Its rows come as RGBA; what has to change color comes with all of its 16 bits.
enum PNGDecoder {
    /// The picture, upright and in sRGB. Throws `.damaged` where its data is.
    static func decode(_ structure: PNGStructure) throws(AssetProblem) -> RGBAImage {
        let conversion = structure.colorConversion
        let isWide = structure.bitDepth == 16 && !conversion.isIdentity
        let reader = try PNGReader(structure.bytes, wantsSixteenBits: isWide)
        let passCount = try reader.start()
        let image = RGBAImage(width: structure.width, height: structure.height, alphaMode: .straight, zeroed: false)
        guard reader.width == image.width, reader.height == image.height,
            reader.bytesPerRow == image.width * (isWide ? 8 : 4)
        else { throw AssetProblem(.damaged, "the PNG's data does not fit its header; export it again") }
        if isWide {
            try readWide(reader, passCount: passCount, into: image, conversion)
        } else {
            for _ in 0..<passCount {
                try reader.readRows(image.height, into: image.samples.base, stride: image.samples.stride)
            }
            conversion.convert(image)
        }
        try reader.readEnd()
        let labeled = structure.hasAlpha ? image.labeledByItsAlpha() : image.relabeled(.opaque)
        return labeled.turnedUpright(from: structure.orientation)
    }

    private static func readWide(
        _ reader: PNGReader, passCount: Int, into image: RGBAImage, _ conversion: ColorConversion
    ) throws(AssetProblem) {
        // Passes of an interlaced picture fill in each other, so all of it stays in 16 bits until the last one.
        let bandHeight = passCount > 1 ? image.height : min(16, image.height)
        let band = Plane(width: 8 * image.width, height: bandHeight, zeroed: true)
        for top in stride(from: 0, to: image.height, by: bandHeight) {
            let count = min(bandHeight, image.height - top)
            for _ in 0..<passCount { try reader.readRows(count, into: band.base, stride: band.stride) }
            for y in 0..<count { conversion.convert(wide: band.row(y), to: image.samples.row(top + y), image.width) }
        }
    }
}

/// One reading of a PNG by libpng. Every call goes through a function in C that catches libpng's jumps.
private final class PNGReader {
    private let file: UnsafeMutablePointer<wp_png>
    private let bytes: FileBytes

    init(_ bytes: FileBytes, wantsSixteenBits: Bool) throws(AssetProblem) {
        self.bytes = bytes
        file = .allocate(capacity: 1)
        file.initialize(to: wp_png())
        try check(wp_png_open(file, bytes.base, bytes.count, wantsSixteenBits ? 1 : 0))
    }

    deinit {
        wp_png_close(file)
        file.deallocate()
    }

    var width: Int { Int(wp_png_width(file)) }
    var height: Int { Int(wp_png_height(file)) }
    var bytesPerRow: Int { wp_png_row_bytes(file) }

    /// Ends the set-up and tells how many passes there are.
    func start() throws(AssetProblem) -> Int { try check(wp_png_start(file)) }

    func readRows(_ count: Int, into target: UnsafeMutablePointer<UInt8>, stride: Int) throws(AssetProblem) {
        try check(wp_png_read_rows(file, target, stride, UInt32(count)))
    }

    func readEnd() throws(AssetProblem) { try check(wp_png_read_end(file)) }

    @discardableResult
    private func check(_ result: Int32) throws(AssetProblem) -> Int {
        guard result >= 0 else {
            let reason = String(cString: wp_png_message(file))
            throw AssetProblem(
                .damaged,
                "the PNG's data is broken near byte \(file.pointee.position) "
                    + "(\(reason.isEmpty ? "out of memory" : reason)); copy or export it again")
        }
        return Int(result)
    }
}
