import CStillCodecs
package import MediaBuffers
package import TimelineModel

/// An upright JPEG in color or gray, decoded a few rows at a time, so that nobody has to hold all of it as RGBA.
package final class JPEGRows {
    /// Pixels in a row.
    package let width: Int
    /// Rows.
    package let height: Int
    private let bytes: FileBytes
    private let file: UnsafeMutablePointer<wp_jpeg>
    private let conversion: ColorConversion?
    private var nextRow = 0

    /// Begins to decode, at a fraction of the size where that is enough for `target`. Nil for pictures of ink and for
    /// ones that have to be turned: these are decoded whole.
    init?(_ structure: JPEGStructure, target: (width: Int, height: Int)?) throws(AssetProblem) {
        guard structure.componentCount != 4, structure.orientation == .upright else { return nil }
        bytes = structure.cleaned ?? structure.bytes
        conversion = structure.profile.flatMap { ColorConversion(profile: $0, source: .rgb(levels: 256)) }
        file = UnsafeMutablePointer<wp_jpeg>.allocate(capacity: 1)
        file.initialize(to: wp_jpeg())
        let divisor = JPEGDecoder.divisor(structure, for: target)
        let result = wp_jpeg_open(file, bytes.base, bytes.count, UInt32(divisor))
        width = Int(wp_jpeg_width(file))
        height = Int(wp_jpeg_height(file))
        guard result == 0 else { throw JPEGDecoder.problem(String(cString: wp_jpeg_message(file))) }
    }

    deinit {
        wp_jpeg_close(file)
        file.deallocate()
    }

    /// The next `count` rows, fewer at the end, in sRGB. Throws `.damaged` where the data is.
    package func next(_ count: Int) throws(AssetProblem) -> RGBAImage {
        let count = min(count, height - nextRow)
        precondition(count > 0, "rows behind the last one")
        let image = RGBAImage(width: width, height: count, alphaMode: .opaque, zeroed: false)
        guard wp_jpeg_read_rows(file, image.samples.base, image.samples.stride, UInt32(count)) == 0 else {
            throw JPEGDecoder.problem(String(cString: wp_jpeg_message(file)))
        }
        nextRow += count
        conversion?.convert(image)
        return image
    }
}
