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
