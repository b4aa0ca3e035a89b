import CFFmpeg
import MediaBuffers
import MediaTiming
import TimelineModel

/// Makes 48 kHz stereo of blocks that are alike.
final class SoundConverter {
    /// The 48 kHz sample that its first output is.
    let start: Int64
    /// Whether it can stretch what it makes.
    let isElastic: Bool
    private(set) var producedCount: Int64 = 0
    private let model: SoundBlock
    private var resampler: OpaquePointer?
    /// How many samples were made when the last stretching was begun.
    private var stretchBegin: Int64 = 0

    /// Samples over which a lag is made good, half a second.
    private static let stretchLength: Int64 = 24_000
    /// The most samples that are added or left out in that time: two in a hundred, a third of a semitone.
    private static let stretchLimit = 480.0

    /// A converter for blocks like one, whose output begins at a 48 kHz sample.
    init(like block: SoundBlock, start: Int64, isElastic: Bool = false) throws(AssetProblem) {
        self.start = start
        self.isElastic = isElastic
        model = block
        var stereo = AVChannelLayout()
        wp_channel_layout_stereo(&stereo)
        var layout = block.frame.pointee.ch_layout
        let matrix = StereoDownmix.matrix(for: &layout)
        guard
            swr_alloc_set_opts2(
                &resampler, &stereo, AV_SAMPLE_FMT_FLTP, 48_000, &layout,
                AVSampleFormat(rawValue: block.frame.pointee.format), block.frame.pointee.sample_rate, 0, nil) >= 0
        else { throw Self.problem() }
        if let matrix { swr_set_matrix(resampler, matrix, Int32(matrix.count / 2)) }
        // Otherwise 48 kHz would go through as it is, and could not be stretched.
        if isElastic, let resampler { av_opt_set(UnsafeMutableRawPointer(resampler), "flags", "res", 0) }
        guard swr_init(resampler) >= 0 else { throw Self.problem() }
    }

    deinit { swr_free(&resampler) }

    /// Whether it can convert a block.
    func matches(_ block: SoundBlock) -> Bool { model.isLike(block) }

    /// Appends what can be made of a block without its first samples.
    func convert(_ block: SoundBlock, skipping skipped: Int64, into samples: inout StereoSamples) throws(AssetProblem) {
        let frame = block.frame
        let format = AVSampleFormat(rawValue: frame.pointee.format)
        let channelCount = Int(frame.pointee.ch_layout.nb_channels)
        let isPlanar = av_sample_fmt_is_planar(format) != 0
        let width = Int(av_get_bytes_per_sample(format)) * (isPlanar ? 1 : channelCount)
        let planes: [UnsafePointer<UInt8>?] = (0..<(isPlanar ? channelCount : 1)).map { plane in
            frame.pointee.extended_data?[plane].map { UnsafePointer($0 + Int(skipped) * width) }
        }
        try run(planes, Int32(block.sampleCount - skipped), &samples)
    }

    /// Takes in silence, a number of samples of the source's rate; what it becomes comes with the next block.
    func convertSilence(_ count: Int64) throws(AssetProblem) {
        guard swr_inject_silence(resampler, Int32(clamping: count)) >= 0 else {
            throw AssetProblem(.damaged, "its sound has a gap that cannot be filled")
        }
    }

    /// Appends what is left when no more blocks come.
    func finish(into samples: inout StereoSamples) throws(AssetProblem) { try run(nil, 0, &samples) }

    /// Begins to make good a lag, unless it is at work on the one before. Returns by how much what follows will land later.
    func stretch(byLag lag: Double) throws(AssetProblem) -> MediaTime {
        guard isElastic, producedCount >= stretchBegin + Self.stretchLength || stretchBegin == 0 else { return .zero }
        stretchBegin = max(1, producedCount)
        let added = max(-Self.stretchLimit, min(Self.stretchLimit, (lag * 48_000 / 2).rounded()))
        guard swr_set_compensation(resampler, Int32(added), Int32(Self.stretchLength)) >= 0 else {
            throw Self.problem()
        }
        return MediaTime(Int64(added), timeBase: Rational(1, 48_000))
    }

    private func run(
        _ planes: [UnsafePointer<UInt8>?]?, _ count: Int32, _ samples: inout StereoSamples
    ) throws(AssetProblem) {
        let room = Int(max(0, swr_get_out_samples(resampler, count))) + 64
        var left = [Float](repeating: 0, count: room)
        var right = [Float](repeating: 0, count: room)
        let made = left.withUnsafeMutableBytes { leftBytes in
            right.withUnsafeMutableBytes { rightBytes -> Int32 in
                var output: [UnsafeMutablePointer<UInt8>?] = [
                    leftBytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    rightBytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                ]
                guard var planes else { return swr_convert(resampler, &output, Int32(room), nil, 0) }
                return swr_convert(resampler, &output, Int32(room), &planes, count)
            }
        }
        guard made >= 0 else { throw Self.problem() }
        samples.left += left[0..<Int(made)]
        samples.right += right[0..<Int(made)]
        producedCount += Int64(made)
    }

    private static func problem() -> AssetProblem { AssetProblem(.damaged, "its sound cannot be converted") }
}
