package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// A sound that is read once from front to back, as 48 kHz stereo, at the speed for which it was opened.
package protocol SoundSource: AnyObject {
    /// Appends exactly `frameCount` samples per channel; silence beyond the source's end. Throws where reading fails.
    func read(frameCount: Int, into samples: inout StereoSamples) throws
}

/// Opens the sound of an asset at a sample of its own clock, counted at 48 kHz, to be played at a rate of source
/// seconds per second with its pitch kept.
package typealias SoundOpener = (
    _ asset: AssetID, _ startSample: Int64, _ playbackRate: Rational
) throws -> any SoundSource

extension SoundSource {
    /// Appends samples and makes sure that they are as many as asked for.
    func append(frameCount: Int, to samples: inout StereoSamples) throws {
        let expected = samples.frameCount + frameCount
        try read(frameCount: frameCount, into: &samples)
        precondition(
            samples.left.count == expected && samples.right.count == expected,
            "a sound source gave another number of samples than \(frameCount)")
    }

    /// Reads samples and drops them, a block at a time.
    func skip(_ frameCount: Int64) throws {
        var left = frameCount
        var scratch = StereoSamples()
        while left > 0 {
            let count = Int(min(left, 4_096))
            scratch.removeAll()
            try append(frameCount: count, to: &scratch)
            left -= Int64(count)
        }
    }
}

extension StereoSamples {
    /// Drops all samples and keeps their memory.
    mutating func removeAll() {
        left.removeAll(keepingCapacity: true)
        right.removeAll(keepingCapacity: true)
    }

    /// Appends samples of another run.
    mutating func append(_ other: StereoSamples, _ range: Range<Int>) {
        left.append(contentsOf: other.left[range])
        right.append(contentsOf: other.right[range])
    }

    /// Appends silence.
    mutating func appendSilence(frameCount: Int) {
        left.append(contentsOf: repeatElement(0, count: frameCount))
        right.append(contentsOf: repeatElement(0, count: frameCount))
    }

    /// Drops the first samples.
    mutating func removeFirst(_ frameCount: Int) {
        left.removeFirst(frameCount)
        right.removeFirst(frameCount)
    }

    /// Replaces samples that are no numbers by 0 and keeps wild ones within ±2^20, so that no sum can overflow.
    mutating func sanitize() {
        Self.sanitize(&left)
        Self.sanitize(&right)
    }

    private static func sanitize(_ channel: inout [Float]) {
        let bound: Float = 1_048_576
        channel.withUnsafeMutableBufferPointer { samples in
            for index in samples.indices {
                let finite = abs(samples[index]) < .infinity ? samples[index] : 0
                samples[index] = finite > bound ? bound : finite < -bound ? -bound : finite
            }
        }
    }
}
