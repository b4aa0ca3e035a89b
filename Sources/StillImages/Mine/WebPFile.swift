import CStillCodecs
package import MediaBuffers
import MediaTiming
package import TimelineModel

/// WebP through libwebp.
enum WebPFile {
    static func isAnimated(_ head: [UInt8]) -> Bool { head.has("VP8X", at: 12) && head.count > 20 && head[20] & 2 != 0 }

    static func facts(_ bytes: [UInt8], path: String) throws(AssetProblem) -> StillFacts {
        try checkLength(bytes)
        var features = WebPBitstreamFeatures()
        guard WebPGetFeaturesInternal(bytes, bytes.count, &features, WEBP_DECODER_ABI_VERSION) == VP8_STATUS_OK else {
            throw AssetProblem(.damaged, "the WebP's header cannot be read; export it again")
        }
        try StillImages.checkSize(Int(features.width), Int(features.height))
        var times: FrameTimes?
        if features.has_animation != 0 { times = try WebPAnimation(path: path).frameTimes }
        return StillFacts(
            format: "webp", width: Int(features.width), height: Int(features.height), hasAlpha: features.has_alpha != 0,
            frameTimes: times)
    }

    static func checkLength(_ bytes: [UInt8]) throws(AssetProblem) {
        guard let size = bytes.littleEndian(at: 4, count: 4), size + 8 <= bytes.count else {
            throw AssetProblem(
                .damaged, "the WebP ends after \(bytes.count) bytes and promises more; copy or export it again")
        }
    }

    static func decode(_ bytes: [UInt8]) throws(AssetProblem) -> RGBAImage {
        try checkLength(bytes)
        var features = WebPBitstreamFeatures()
        guard WebPGetFeaturesInternal(bytes, bytes.count, &features, WEBP_DECODER_ABI_VERSION) == VP8_STATUS_OK else {
            throw AssetProblem(.damaged, "the WebP's header cannot be read; export it again")
        }
        try StillImages.checkSize(Int(features.width), Int(features.height))
        let image = RGBAImage(
            width: Int(features.width), height: Int(features.height),
            alphaMode: features.has_alpha != 0 ? .straight : .opaque)
        let size = image.samples.stride * image.height
        guard WebPDecodeRGBAInto(bytes, bytes.count, image.samples.base, size, Int32(image.samples.stride)) != nil
        else {
            throw AssetProblem(.damaged, "the WebP cannot be decoded; export it again")
        }
        return image
    }
}

/// An animated WebP, decoded frame after frame; going back begins anew.
package final class WebPAnimation {
    /// When the frames begin, and the length of one loop.
    package let frameTimes: FrameTimes
    private let bytes: [UInt8]
    private let decoder: OpaquePointer
    private let width: Int
    private let height: Int
    private var next = 0
    private var current: RGBAImage?

    /// Opens an animation; throws where it is damaged or has too many frames.
    package init(path: String) throws(AssetProblem) {
        bytes = try FileBytes.read(path)
        try WebPFile.checkLength(bytes)
        var features = WebPBitstreamFeatures()
        guard WebPGetFeaturesInternal(bytes, bytes.count, &features, WEBP_DECODER_ABI_VERSION) == VP8_STATUS_OK else {
            throw AssetProblem(.damaged, "the WebP's header cannot be read; export it again")
        }
        try StillImages.checkSize(Int(features.width), Int(features.height))
        width = Int(features.width)
        height = Int(features.height)
        // The decoder keeps a pointer into the array's storage, which lives as long as `bytes` does and never changes.
        var data = WebPData(bytes: bytes.withUnsafeBufferPointer { $0.baseAddress }, size: bytes.count)
        var options = WebPAnimDecoderOptions()
        guard WebPAnimDecoderOptionsInitInternal(&options, WEBP_DEMUX_ABI_VERSION) != 0 else {
            throw AssetProblem(.damaged, "the WebP decoder did not start")
        }
        options.color_mode = MODE_RGBA
        guard let decoder = WebPAnimDecoderNewInternal(&data, &options, WEBP_DEMUX_ABI_VERSION) else {
            throw AssetProblem(.damaged, "the animation cannot be opened; export it again")
        }
        self.decoder = decoder
        var info = WebPAnimInfo()
        WebPAnimDecoderGetInfo(decoder, &info)
        guard info.frame_count > 0, info.frame_count <= 1_000, Int(info.frame_count) * width * height <= 500_000_000
        else {
            WebPAnimDecoderDelete(decoder)
            throw AssetProblem(
                .tooLarge,
                "the animation has \(info.frame_count) frames of \(width)x\(height); at most 1000 frames and 500 megapixels are possible (4002)"
            )
        }
        // Times come from the demuxer, which needs no pixels.
        var starts: [MediaTime] = []
        var time: Int64 = 0
        var iterator = WebPIterator()
        if let demuxer = WebPAnimDecoderGetDemuxer(decoder), WebPDemuxGetFrame(demuxer, 1, &iterator) != 0 {
            repeat {
                starts.append(MediaTime(milliseconds: time))
                let delay = Int64(iterator.duration)
                time += delay < 11 ? 100 : delay
            } while WebPDemuxNextFrame(&iterator) != 0
            WebPDemuxReleaseIterator(&iterator)
        }
        guard !starts.isEmpty else {
            WebPAnimDecoderDelete(decoder)
            throw AssetProblem(.damaged, "the animation has no frame; export it again")
        }
        frameTimes = FrameTimes(starts: starts, end: MediaTime(milliseconds: time))
    }

    deinit { WebPAnimDecoderDelete(decoder) }

    /// The picture of a frame; throws where it is damaged.
    package func image(at index: Int) throws(AssetProblem) -> RGBAImage {
        if index == next - 1, let current { return current }
        if index < next {
            WebPAnimDecoderReset(decoder)
            next = 0
        }
        while next <= index {
            var pixels: UnsafeMutablePointer<UInt8>?
            var timestamp: Int32 = 0
            guard WebPAnimDecoderGetNext(decoder, &pixels, &timestamp) != 0, let pixels else {
                throw AssetProblem(.damaged, "frame \(next) of the animation cannot be decoded; export it again")
            }
            if next == index {
                let image = RGBAImage(width: width, height: height, alphaMode: .straight, zeroed: false)
                for y in 0..<height { image.samples.row(y).update(from: pixels + y * width * 4, count: width * 4) }
                current = image
            }
            next += 1
        }
        guard let current else { throw AssetProblem(.damaged, "the animation has no frame \(index)") }
        return current
    }
}
