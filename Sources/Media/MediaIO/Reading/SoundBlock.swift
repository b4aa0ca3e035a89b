import CFFmpeg
import MediaTiming
import TimelineModel

/// Decoded samples of one rate, format and layout of channels.
final class SoundBlock {
    let frame: UnsafeMutablePointer<AVFrame>

    /// Takes over what a decoder's frame holds. Throws where it claims a rate that no sound has.
    init(taking decoded: UnsafeMutablePointer<AVFrame>) throws(AssetProblem) {
        let rate = decoded.pointee.sample_rate
        guard rate >= 1_000, rate <= 768_000 else {
            throw AssetProblem(.damaged, "its sound claims \(rate) samples a second")
        }
        guard let frame = av_frame_alloc() else { throw AssetProblem(.damaged, "there is no memory for its sound") }
        av_frame_move_ref(frame, decoded)
        self.frame = frame
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&closing)
    }

    /// Samples of each channel.
    var sampleCount: Int64 { Int64(frame.pointee.nb_samples) }
    /// Samples a second.
    var rate: Int64 { Int64(frame.pointee.sample_rate) }
    /// How long it sounds.
    var duration: MediaTime { MediaTime(sampleCount, timeBase: Rational(1, rate)) }
    /// What the container says of its time, in the stream's time base; nil where it says nothing.
    var statedTime: Int64? {
        let time = frame.pointee.best_effort_timestamp
        return time == WP_NOPTS ? nil : time
    }

    /// Whether another block can be converted like this one.
    func isLike(_ other: SoundBlock) -> Bool {
        rate == other.rate && frame.pointee.format == other.frame.pointee.format
            && av_channel_layout_compare(&frame.pointee.ch_layout, &other.frame.pointee.ch_layout) == 0
    }
}
