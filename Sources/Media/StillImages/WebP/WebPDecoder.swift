import CStillCodecs
import MediaBuffers
import TimelineModel

/// Decodes WebP stills through libwebp.
enum WebPDecoder {
    /// The picture, or the first frame of an animation, upright and in sRGB. Throws `.damaged` where its data is.
    static func decode(_ structure: WebPStructure) throws(AssetProblem) -> RGBAImage {
        if structure.hasFrames { return try WebPAnimation(structure).image(at: 0) }
        let image = RGBAImage(width: structure.width, height: structure.height, alphaMode: .straight, zeroed: false)
        var configuration = WebPDecoderConfig()
        guard WebPInitDecoderConfig(&configuration) != 0 else { throw problem(VP8_STATUS_INVALID_PARAM) }
        configuration.output.colorspace = MODE_RGBA
        configuration.output.is_external_memory = 1
        configuration.output.u.RGBA.rgba = image.samples.base
        configuration.output.u.RGBA.stride = Int32(image.samples.stride)
        configuration.output.u.RGBA.size = image.samples.stride * image.height
        let status = WebPDecode(structure.bytes.base, structure.riffSize, &configuration)
        WebPFreeDecBuffer(&configuration.output)
        guard status == VP8_STATUS_OK else { throw problem(status) }
        return structure.finished(image)
    }

    /// What a status of libwebp means for the one who has the file.
    static func problem(_ status: VP8StatusCode) -> AssetProblem {
        switch status {
        case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED:
            AssetProblem(.damaged, "the WebP's data ends before its last row; copy or export it again")
        case VP8_STATUS_UNSUPPORTED_FEATURE:
            AssetProblem(.unsupported, "the WebP uses a feature that libwebp does not know; save it as PNG")
        case VP8_STATUS_OUT_OF_MEMORY:
            AssetProblem(.tooLarge, "there is not enough memory for the WebP; make it smaller")
        default:
            AssetProblem(.damaged, "the WebP's data is broken (status \(status.rawValue)); copy or export it again")
        }
    }
}
