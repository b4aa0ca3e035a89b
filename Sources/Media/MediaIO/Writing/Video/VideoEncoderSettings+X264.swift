import CFFmpeg
import Glibc
import MediaBuffers
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
        ColorDescription.bt709Limited.apply(to: &context.pointee)
        context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
        context.pointee.gop_size = Int32(keyframeInterval)
        context.pointee.thread_count = 1
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    }

    /// Options of libx264, in the order in which they are set.
    var options: [(name: String, value: String)] {
        // A scene cut may start a group of its own only in the second half. So a chunk has at most two IDR pictures,
        // whose idr_pic_id differ, and a second one at its very end differs from that of the next chunk, as H.264
        // wants of neighbors. Where a chunk has one frame, the assembly sees to it.
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

    /// Frames that x264 looks ahead to find what lasts, by preset; it then spends more on that. Others do not look.
    private static let lookahead = [
        "veryfast": 10, "faster": 20, "fast": 30, "medium": 40, "slow": 50, "slower": 60, "veryslow": 60, "placebo": 60,
    ]

    /// Whether a picture that stands still may be encoded once. Where nobody looks ahead, each frame is a little better
    /// than the one before, so all of them are wanted.
    var holdsPictures: Bool { rate == .lossless || Self.lookahead[preset] != nil }

    /// How much lower x264 sets the quantizer of a picture that does not change for `frames` frames than that of one
    /// that is gone with the next.
    ///
    /// Its macroblock tree subtracts 5 (1 - qcomp) log2 of how many frames of the lookahead profit; qcomp is 0.6.
    func quantizerOffset(lasting frames: Int) -> Double {
        guard case .crf = rate, let lookahead = Self.lookahead[preset] else { return 0 }
        return -2 * log2(Double(1 + max(0, min(frames - 1, lookahead))))
    }

    /// How much lower x264 sets the quantizer of an I picture than that of a P picture: by a factor of 1.4.
    var newPictureOffset: Double { quantizerOffset(lasting: 2) == 0 ? 0 : -6 * log2(1.4) }

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
