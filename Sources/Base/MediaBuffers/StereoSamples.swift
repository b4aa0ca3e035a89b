/// A run of stereo sound at 48 kHz: two planes of 32-bit floats, full scale at ±1.
package struct StereoSamples: Sendable, Equatable {
    /// The left channel.
    package var left: [Float]
    /// The right channel, as long as the left one.
    package var right: [Float]

    /// Samples per second of everything inside the program.
    package static let sampleRate: Int64 = 48_000

    /// Silence of `frameCount` samples per channel.
    package init(frameCount: Int = 0) {
        left = [Float](repeating: 0, count: frameCount)
        right = [Float](repeating: 0, count: frameCount)
    }

    /// Samples per channel.
    package var frameCount: Int { left.count }
}

extension StereoSamples {
    /// Drops all samples and keeps their memory.
    package mutating func removeAll() {
        left.removeAll(keepingCapacity: true)
        right.removeAll(keepingCapacity: true)
    }

    /// Appends samples of another run.
    package mutating func append(_ other: StereoSamples, _ range: Range<Int>) {
        left.append(contentsOf: other.left[range])
        right.append(contentsOf: other.right[range])
    }

    /// Appends silence.
    package mutating func appendSilence(frameCount: Int) {
        left.append(contentsOf: repeatElement(0, count: frameCount))
        right.append(contentsOf: repeatElement(0, count: frameCount))
    }

    /// Drops the first samples.
    package mutating func removeFirst(_ frameCount: Int) {
        left.removeFirst(frameCount)
        right.removeFirst(frameCount)
    }
}
