import CStillCodecs
package import MediaBuffers

/// Writes JPEGs with 4:2:0 chroma, as cameras do.
package enum JPEGWriter {
    /// What TurboJPEG said when it could not write.
    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// TurboJPEG's words.
        package let message: String

        package var description: String { "TurboJPEG: \(message)" }
    }

    /// A JPEG of an image whose alpha is left out; `quality` is 1…100, others are brought into that range.
    ///
    /// Throws where a side is above 65535 or memory ends.
    package static func encode(_ image: RGBAImage, quality: Int = 88) throws(Failure) -> [UInt8] {
        guard let encoder = tjInitCompress() else { throw Failure(message: "no memory for the encoder") }
        defer { tjDestroy(encoder) }
        var data: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        let result = tjCompress2(
            encoder, image.samples.base, Int32(image.width), Int32(image.samples.stride), Int32(image.height),
            Int32(TJPF_RGBA.rawValue), &data, &size, Int32(TJSAMP_420.rawValue), Int32(min(max(quality, 1), 100)), 0)
        defer { tjFree(data) }
        guard result == 0 else { throw Failure(message: String(cString: tjGetErrorStr2(encoder))) }
        return Array(UnsafeBufferPointer(start: data, count: Int(size)))
    }
}
