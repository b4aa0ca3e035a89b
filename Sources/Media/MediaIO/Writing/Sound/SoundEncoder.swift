import CFFmpeg
package import EncodedMedia
import Glibc
package import MediaBuffers

/// Encodes the sound of a whole timeline. Used by one thread at a time; needs no other thread.
package final class SoundEncoder {
    private let context: EncoderContext
    private let frame: UnsafeMutablePointer<AVFrame>
    private var pending = StereoSamples()
    private var packets: [[UInt8]] = []
    private var sentCount: Int64 = 0
    private var isFinished = false
    private let sampleCount: Int64

    /// All that the encoder's output depends on besides the samples, at the default bit rate; for keys of caches.
    package static var identity: String {
        let version = avcodec_version()
        return "aac 1; libavcodec \(version >> 16).\(version >> 8 & 0xff).\(version & 0xff); \(defaultBitRate)"
    }

    /// Bits per second where none are asked for.
    package static let defaultBitRate = 192_000

    /// Opens an encoder for `sampleCount` samples per channel at `bitRate` bits per second (32 000…512 000).
    package init(bitRate: Int = defaultBitRate, sampleCount: Int64) throws(MediaError) {
        context = try EncoderContext(encoder: "aac", object: "the sound encoder")
        self.sampleCount = sampleCount
        guard (32_000...512_000).contains(bitRate), (1...1 << 40).contains(sampleCount) else {
            throw MediaError(
                action: "checking the settings", object: "the sound encoder", code: -EINVAL,
                message: "\(sampleCount) samples at \(bitRate) bits per second")
        }
        let rate = Int32(StereoSamples.sampleRate)
        context.pointer.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        context.pointer.pointee.sample_rate = rate
        context.pointer.pointee.time_base = AVRational(num: 1, den: rate)
        wp_channel_layout_stereo(&context.pointer.pointee.ch_layout)
        context.pointer.pointee.bit_rate = Int64(bitRate)
        context.pointer.pointee.profile = FF_PROFILE_AAC_LOW
        context.pointer.pointee.thread_count = 1
        context.pointer.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        try context.open()
        guard context.pointer.pointee.frame_size == EncodedSound.packetLength else {
            throw MediaError(
                action: "avcodec_open2", object: "the sound encoder", code: -EINVAL,
                message: "blocks of \(context.pointer.pointee.frame_size) samples")
        }
        frame = try check(allocated: av_frame_alloc(), "av_frame_alloc", on: "the sound encoder")
        packets.reserveCapacity(Int(min(sampleCount / 1_024 + 2, 100_000)))
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&frame)
    }

    /// Encodes the next samples, any number of them. Throws where there are more than were announced, or where the
    /// encoder failed.
    package func encode(_ samples: StereoSamples) throws(MediaError) {
        guard !isFinished, samples.right.count == samples.frameCount,
            sentCount + Int64(pending.frameCount + samples.frameCount) <= sampleCount
        else { throw failure("more samples than the \(sampleCount) that were announced") }
        var taken = 0
        while taken < samples.frameCount {
            let count = min(samples.frameCount - taken, EncodedSound.packetLength - pending.frameCount)
            pending.left += samples.left[taken..<taken + count]
            pending.right += samples.right[taken..<taken + count]
            taken += count
            if pending.frameCount == EncodedSound.packetLength { try sendPending() }
        }
    }

    /// Ends the sound and returns it: what was given, be it less than announced. Throws where that is nothing, or where
    /// the encoder failed.
    package func finish() throws(MediaError) -> EncodedSound {
        guard !isFinished, sentCount > 0 || pending.frameCount > 0 else { throw failure("a sound without samples") }
        if pending.frameCount > 0 { try sendPending() }
        isFinished = true
        try context.send(nil) { packet throws(MediaError) in packets.append(packet.bytes) }
        let priming = Int(context.pointer.pointee.initial_padding)
        let length = Int64(EncodedSound.packetLength)
        guard Int64(packets.count) == (sentCount + Int64(priming) + length - 1) / length else {
            throw failure("\(packets.count) packets for \(sentCount) samples")
        }
        return EncodedSound(
            extradata: context.extradata, packets: packets, priming: priming, sampleCount: sentCount)
    }

    /// Gives the samples that are gathered to the encoder, which pads the last block itself.
    private func sendPending() throws(MediaError) {
        let count = pending.frameCount
        av_frame_unref(frame)
        frame.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointee.nb_samples = Int32(count)
        frame.pointee.sample_rate = Int32(StereoSamples.sampleRate)
        frame.pointee.pts = sentCount
        wp_channel_layout_stereo(&frame.pointee.ch_layout)
        // The encoder keeps the block until it has the next one, so each has memory of its own.
        try check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer", on: context.object)
        Self.copy(pending.left, to: frame.pointee.data.0)
        Self.copy(pending.right, to: frame.pointee.data.1)
        try context.send(frame) { packet throws(MediaError) in packets.append(packet.bytes) }
        sentCount += Int64(count)
        pending.left.removeAll(keepingCapacity: true)
        pending.right.removeAll(keepingCapacity: true)
    }

    private static func copy(_ samples: [Float], to plane: UnsafeMutablePointer<UInt8>?) {
        samples.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: plane, count: $0.count).copyMemory(from: $0) }
    }

    private func failure(_ message: String) -> MediaError {
        MediaError(action: "encoding", object: context.object, code: -EINVAL, message: message)
    }
}
