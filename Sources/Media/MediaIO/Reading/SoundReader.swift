import CFFmpeg
package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// Reads a sound as 48 kHz stereo, exact to the sample: sample k is source time k / 48 000 s.
package final class SoundReader {
    private let decoder: StreamDecoder
    private let zero: MediaTime
    private var resampler: OpaquePointer?
    private var inputRate: Int64 = 0
    /// The next input sample on the source's clock, once decoding has begun.
    private var inputPosition: Int64?
    /// Decoded samples, and the position of the first of them on the 48 kHz grid.
    private var ready = StereoSamples()
    private var readyStart: Int64
    private var position: Int64
    private var isEnded = false
    private var tempo: TempoStage?

    /// Opens a sound to be read from a sample on. With a rate other than one, time runs faster and the pitch is kept.
    package init(
        path: String, facts: SoundFacts, startingAt sample: Int64, playbackRate: Rational = .one,
        byteLimit: Int = MediaByteLimit.source
    ) throws(AssetProblem) {
        let index = try FileIndex.of(path, byteLimit: byteLimit)
        guard let stream = index.soundStream else { throw AssetProblem(.unsupported, "there is no sound in it") }
        zero = index.zero
        decoder = try StreamDecoder(path: path, stream: stream, byteLimit: byteLimit, known: index.parameters)
        position = sample
        readyStart = sample
        let base = rational(decoder.timeBase)
        // Decoders of Opus and of AAC's noise carry their state for long, so a sample is the same wherever reading begins
        // only when decoding began at the start. Far into a file that would take too long; ten seconds settle it there.
        let start = MediaTime(sample, timeBase: Rational(1, 48_000))
        let wanted = start + zero - MediaTime(milliseconds: 10_000)
        if start > MediaTime(milliseconds: 180_000), wanted > (index.soundRange?.start ?? zero) {
            if !decoder.seek(to: (wanted.seconds / base).floor) { _ = decoder.seek(to: nil) }
        }
        if playbackRate != .one { tempo = try TempoStage(rate: playbackRate) }
    }

    deinit { swr_free(&resampler) }

    /// Appends `frameCount` samples and returns how many of them come before the sound's end; the rest is silence.
    @discardableResult
    package func read(into samples: inout StereoSamples, frameCount: Int) throws(AssetProblem) -> Int {
        if let tempo {
            return try tempo.read(into: &samples, frameCount: frameCount) { (count) throws(AssetProblem) in
                try self.plain(count)
            }
        }
        let (block, real) = try plain(frameCount)
        samples.left += block.left
        samples.right += block.right
        return real
    }

    private func plain(_ count: Int) throws(AssetProblem) -> (StereoSamples, Int) {
        while !isEnded, readyStart + Int64(ready.frameCount) < position + Int64(count) { try decodeMore() }
        var block = StereoSamples(frameCount: count)
        var real = 0
        for offset in 0..<count {
            let index = Int(position - readyStart) + offset
            guard index >= 0 else { continue }
            guard index < ready.frameCount else { break }
            block.left[offset] = ready.left[index]
            block.right[offset] = ready.right[index]
            real = offset + 1
        }
        position += Int64(count)
        let drop = Int(max(0, min(position - readyStart, Int64(ready.frameCount))))
        ready.left.removeFirst(drop)
        ready.right.removeFirst(drop)
        readyStart += Int64(drop)
        return (block, isEnded ? real : count)
    }

    private func decodeMore() throws(AssetProblem) {
        guard let frame = try decoder.next() else {
            isEnded = true
            if let resampler { try drain(resampler, nil, 0) }
            return
        }
        if resampler == nil { try openResampler(frame) }
        guard let resampler else { return }
        let base = rational(decoder.timeBase)
        let time = frame.pointee.best_effort_timestamp
        let count = Int64(frame.pointee.nb_samples)
        var at = inputPosition ?? 0
        if time != WP_NOPTS {
            let stated = (MediaTime(time, timeBase: base) - zero).nearestTick(atRate: inputRate)
            if let expected = inputPosition {
                // Times of containers jitter; only a real gap is believed.
                if stated - expected > inputRate / 100 {
                    try silence(stated - expected, resampler)
                    at = stated
                } else {
                    at = expected
                }
            } else {
                at = stated
                // The resampler's first input must lie on the 48 kHz grid: begin on the last common sample before it.
                let unit = inputRate / gcd(inputRate, 48_000)
                let start = Rational(at, unit).floor * unit
                readyStart = start / unit * (48_000 / gcd(inputRate, 48_000))
                if at > start { try silence(at - start, resampler) }
            }
        }
        inputPosition = at + count
        try drain(resampler, frame, Int32(count))
    }

    private func gcd(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : gcd(b, a % b) }

    private func openResampler(_ frame: UnsafeMutablePointer<AVFrame>) throws(AssetProblem) {
        inputRate = Int64(frame.pointee.sample_rate)
        guard inputRate >= 1_000, inputRate <= 768_000 else {
            throw AssetProblem(.damaged, "its sound claims \(inputRate) samples a second")
        }
        var stereo = AVChannelLayout()
        wp_channel_layout_stereo(&stereo)
        let matrix = StereoDownmix.matrix(for: &frame.pointee.ch_layout)
        guard
            swr_alloc_set_opts2(
                &resampler, &stereo, AV_SAMPLE_FMT_FLTP, 48_000, &frame.pointee.ch_layout,
                AVSampleFormat(rawValue: frame.pointee.format), frame.pointee.sample_rate, 0, nil) >= 0
        else { throw AssetProblem(.damaged, "its sound cannot be converted") }
        if let matrix { swr_set_matrix(resampler, matrix, Int32(matrix.count / 2)) }
        guard swr_init(resampler) >= 0 else { throw AssetProblem(.damaged, "its sound cannot be converted") }
    }

    private func silence(_ count: Int64, _ resampler: OpaquePointer) throws(AssetProblem) {
        guard swr_inject_silence(resampler, Int32(clamping: count)) >= 0 else {
            throw AssetProblem(.damaged, "its sound has a gap that cannot be filled")
        }
    }

    private func drain(
        _ resampler: OpaquePointer, _ frame: UnsafeMutablePointer<AVFrame>?, _ count: Int32
    ) throws(AssetProblem) {
        let room = Int(max(0, swr_get_out_samples(resampler, count))) + 64
        var left = [Float](repeating: 0, count: room)
        var right = [Float](repeating: 0, count: room)
        let made = left.withUnsafeMutableBytes { leftBytes in
            right.withUnsafeMutableBytes { rightBytes -> Int32 in
                var planes: [UnsafeMutablePointer<UInt8>?] = [
                    leftBytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    rightBytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
                ]
                guard let frame, let input = frame.pointee.extended_data else {
                    return swr_convert(resampler, &planes, Int32(room), nil, 0)
                }
                return input.withMemoryRebound(to: UnsafePointer<UInt8>?.self, capacity: 8) {
                    swr_convert(resampler, &planes, Int32(room), $0, count)
                }
            }
        }
        guard made >= 0 else { throw AssetProblem(.damaged, "its sound cannot be converted") }
        ready.left += left[0..<Int(made)]
        ready.right += right[0..<Int(made)]
    }
}
