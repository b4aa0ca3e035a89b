import CStillCodecs
import MediaBuffers
import TimelineModel

/// An upright JPEG in color or gray, decoded a few rows at a time.
final class JPEGRows: StillRows {
    let width: Int
    let columns: Range<Int>
    let height: Int
    private let bytes: FileBytes
    private let file: UnsafeMutablePointer<wp_jpeg>
    private let conversion: ColorConversion?
    private var nextRow = 0

    /// Begins to decode, at a fraction of the size where that is enough for `target`, and all columns or those that
    /// `wanted` chooses when it is told how many there are. Nil for pictures of ink and for ones that have to be turned:
    /// these are decoded whole.
    init?(
        _ structure: JPEGStructure, target: (width: Int, height: Int)?, wanted: ((_ width: Int) -> Range<Int>)?
    ) throws(AssetProblem) {
        guard structure.componentCount != 4, structure.orientation == .upright else { return nil }
        bytes = structure.cleaned ?? structure.bytes
        conversion = structure.profile.flatMap { ColorConversion(profile: $0, source: .rgb(levels: 256)) }
        file = UnsafeMutablePointer<wp_jpeg>.allocate(capacity: 1)
        file.initialize(to: wp_jpeg())
        let divisor = JPEGDecoder.divisor(structure, for: target)
        var result = wp_jpeg_open(file, bytes.base, bytes.count, UInt32(divisor))
        width = Int(wp_jpeg_width(file))
        height = Int(wp_jpeg_height(file))
        var columns = 0..<width
        if result == 0, let wanted = wanted?(width).clamped(to: columns), !wanted.isEmpty {
            // Chroma is interpolated between its samples, but not beyond what is read. Two blocks of it are enough.
            let first = max(0, wanted.lowerBound - 32)
            var (x, count) = (UInt32(first), UInt32(min(width, wanted.upperBound + 32) - first))
            result = wp_jpeg_crop(file, &x, &count)
            columns = Int(x)..<Int(x) + Int(count)
        }
        self.columns = columns
        guard result == 0 else { throw JPEGDecoder.problem(String(cString: wp_jpeg_message(file))) }
    }

    deinit {
        wp_jpeg_close(file)
        file.deallocate()
    }

    func read(into strip: RGBAImage) throws(AssetProblem) -> Int {
        precondition(strip.width == columns.count, "a strip of another width")
        let count = min(strip.height, height - nextRow)
        precondition(count > 0, "rows behind the last one")
        guard wp_jpeg_read_rows(file, strip.samples.base, strip.samples.stride, UInt32(count)) == 0 else {
            throw JPEGDecoder.problem(String(cString: wp_jpeg_message(file)))
        }
        nextRow += count
        if let conversion {
            let rows = strip.samples.cropped(x: 0, y: 0, width: strip.samples.width, height: count)
            conversion.convert(RGBAImage(samples: rows, alphaMode: .opaque))
        }
        return count
    }
}
