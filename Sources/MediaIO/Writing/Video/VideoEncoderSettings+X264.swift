import CFFmpeg
import MediaTiming

extension VideoEncoderSettings {
    /// Sets all that has a field of its own in libavcodec's context.
    func configure(_ context: UnsafeMutablePointer<AVCodecContext>) {
        let rate = frameRate.framesPerSecond
        context.pointee.width = Int32(width)
        context.pointee.height = Int32(height)
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.framerate = AVRational(num: Int32(rate.numerator), den: Int32(rate.denominator))
        context.pointee.time_base = AVRational(num: Int32(rate.denominator), den: Int32(rate.numerator))
        context.pointee.color_primaries = AVCOL_PRI_BT709
        context.pointee.color_trc = AVCOL_TRC_BT709
        context.pointee.colorspace = AVCOL_SPC_BT709
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
        context.pointee.gop_size = Int32(keyframeInterval)
        context.pointee.thread_count = 1
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }

    /// Options of libx264, in the order in which they are set.
    var options: [(name: String, value: String)] {
        // A scene cut may start a group of its own only in the second half. So a chunk has at most two IDR pictures,
        // whose idr_pic_id differ, and a second one at its very end differs from that of the next chunk, as H.264
        // wants of neighbors.
        // cpu-independent: a chunk has the same bytes on every machine.
        var parameters = [
            "min-keyint=\(keyframeInterval / 2 + 1)", "open-gop=0", "sync-lookahead=0", "sliced-threads=0",
            "cpu-independent=1",
        ]
        switch rate {
        case .crf(let factor):
            // The fastest presets would leave this out and with it make Baseline of High.
            parameters.append("8x8dct=1")
            return [
                ("preset", preset), ("profile", "high"), ("crf", "\(factor)"),
                ("x264-params", parameters.joined(separator: ":")),
            ]
        case .lossless:
            return [("preset", preset), ("qp", "0"), ("x264-params", parameters.joined(separator: ":"))]
        }
    }

    /// All that the encoder's output depends on besides the frames, as one line of text; for keys of caches.
    package var identity: String {
        let choices = options.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        return "h264 1; \(Self.libraryVersion); \(width)x\(height); \(frameRate); "
            + "keyint=\(keyframeInterval) \(choices)"
    }

    /// The versions of libavcodec and of the x264 under it.
    ///
    /// libavcodec does not tell x264's; x264 writes it into its streams, so a tiny one is made.
    private static let libraryVersion: String = {
        let version = avcodec_version()
        let lavc = "libavcodec \(version >> 16).\(version >> 8 & 0xff).\(version & 0xff)"
        return "\(lavc), \((try? x264Version()) ?? "x264 of unknown version")"
    }()
}
