import Foundation
package import MediaBuffers

/// The integrated loudness of a stereo programme at 48 kHz, by ITU-R BS.1770-4 and EBU R 128.
///
/// Memory grows by one number for each 100 ms. What is measured does not depend on how the samples are cut into runs.
package struct LoudnessMeter: Sendable {
    /// Samples of 100 ms, by which the gating blocks of 400 ms overlap their neighbors all but once.
    private static let stepLength = 4_800
    private static let stepsPerBlock = 4

    private var filter = KWeighting()
    /// The weighted energy of both channels in each whole step.
    private var stepEnergies: [Double] = []
    private var energy = 0.0
    private var stepFill = 0

    /// A meter before the first sample.
    package init() {}

    /// Takes the next samples, which must be finite.
    package mutating func add(_ samples: StereoSamples) {
        var start = 0
        while start < samples.frameCount {
            let count = min(Self.stepLength - stepFill, samples.frameCount - start)
            energy = filter.energy(of: samples, start..<start + count, addedTo: energy)
            stepFill += count
            start += count
            if stepFill == Self.stepLength {
                stepEnergies.append(energy)
                energy = 0
                stepFill = 0
                filter.settle()
            }
        }
    }

    /// The loudness so far in LUFS, or nil where nothing passes the absolute gate of −70 LUFS: silence, or less than one
    /// block of 400 ms. What follows the last whole step does not count.
    package var integratedLoudnessLUFS: Double? {
        guard stepEnergies.count >= Self.stepsPerBlock else { return nil }
        let scale = 1 / Double(Self.stepLength * Self.stepsPerBlock)
        let powers = (0...stepEnergies.count - Self.stepsPerBlock).map { first in
            stepEnergies[first..<first + Self.stepsPerBlock].reduce(0, +) * scale
        }
        guard let audible = Self.mean(of: powers, above: Self.power(ofLUFS: -70)) else { return nil }
        // 10 LU below the loudness of what is above −70 LUFS.
        return Self.mean(of: powers, above: audible * 0.1).map { -0.691 + 10 * log10($0) }
    }

    private static func power(ofLUFS loudness: Double) -> Double { pow(10, (loudness + 0.691) / 10) }

    private static func mean(of powers: [Double], above threshold: Double) -> Double? {
        var sum = 0.0
        var count = 0
        for power in powers where power > threshold {
            sum += power
            count += 1
        }
        return count > 0 ? sum / Double(count) : nil
    }
}
