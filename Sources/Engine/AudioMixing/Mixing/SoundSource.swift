package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// A sound that is read once, in the direction and at the speed for which it was opened, as 48 kHz stereo.
package protocol SoundSource: AnyObject {
    /// Appends exactly `frameCount` samples per channel; silence before its start and beyond its end. Throws where reading fails.
    func read(frameCount: Int, into samples: inout StereoSamples) throws
}

/// Where and how the sound of an asset begins to be read.
package struct SoundOpening: Hashable, Sendable {
    /// The file.
    package var asset: AssetID
    /// The sample that is read first, counted at 48 kHz on the source's own clock. May lie before its start.
    package var startSample: Int64
    /// Source seconds per second; the pitch is kept.
    package var playbackRate: Rational
    /// Whether reading goes on with the samples before the first one.
    package var isReversed: Bool

    /// An opening from its parts.
    package init(asset: AssetID, startSample: Int64, playbackRate: Rational = .one, isReversed: Bool = false) {
        self.asset = asset
        self.startSample = startSample
        self.playbackRate = playbackRate
        self.isReversed = isReversed
    }
}

/// Opens the sound of an asset.
package typealias SoundOpener = (SoundOpening) throws -> any SoundSource

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
