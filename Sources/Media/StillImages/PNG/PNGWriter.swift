import CStillCodecs
package import MediaBuffers

/// Writes PNGs of 8 bits, tagged as sRGB.
package enum PNGWriter {
    /// What libpng said when it could not write.
    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// libpng's words.
        package let message: String

        package var description: String { "libpng: \(message)" }
    }

    /// A PNG of an image: RGB where it is opaque, otherwise RGBA with straight alpha.
    ///
    /// `compression` is zlib's level, 1 fast … 9 small; others are brought into that range. Throws where memory ends.
    package static func encode(_ image: RGBAImage, compression: Int = 4) throws(Failure) -> [UInt8] {
        let straight = image.alphaMode == .premultiplied ? image.unpremultiplied() : image
        let file = UnsafeMutablePointer<wp_png>.allocate(capacity: 1)
        file.initialize(to: wp_png())
        let result = wp_png_write(
            file, straight.samples.base, straight.samples.stride, UInt32(image.width), UInt32(image.height),
            image.alphaMode == .opaque ? 0 : 1, Int32(min(max(compression, 1), 9)))
        defer {
            free(file.pointee.data)
            file.deallocate()
        }
        guard result == 0 else {
            let message = String(cString: wp_png_message(file))
            throw Failure(message: message.isEmpty ? "out of memory" : message)
        }
        return Array(UnsafeBufferPointer(start: file.pointee.data, count: file.pointee.size))
    }
}

extension RGBAImage {
    /// The image with its color divided by its alpha, rounded to nearest; black where it is transparent.
    func unpremultiplied() -> RGBAImage {
        let result = RGBAImage(width: width, height: height, alphaMode: .straight, zeroed: false)
        for y in 0..<height {
            let source = samples.row(y)
            let target = result.samples.row(y)
            for x in 0..<width {
                let alpha = Int(source[4 * x + 3])
                for channel in 4 * x..<4 * x + 3 {
                    target[channel] =
                        alpha == 0 ? 0 : UInt8(min(255, (Int(source[channel]) * 255 + alpha / 2) / alpha))
                }
                target[4 * x + 3] = UInt8(alpha)
            }
        }
        return result
    }
}
