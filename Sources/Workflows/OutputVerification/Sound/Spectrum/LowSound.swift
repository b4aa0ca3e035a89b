import Foundation
import MediaBuffers

/// A sound at 8 kHz, its high notes lifted, for lags and fits.
///
/// Lifting (a first difference with a weight of 0.9) keeps the bass from outweighing all else, and makes the peak of a
/// correlation narrow.
struct LowSound {
    /// Samples at 48 kHz for each of its own.
    static let factor = 6
    /// Samples at 48 kHz that are read before and after each of its own.
    static let reach = 40

    /// The left channel.
    private(set) var left: [Float]
    /// The right channel.
    private(set) var right: [Float]

    /// Reduces samples, of which the first and the last `reach` only lend themselves to their neighbors.
    init(_ samples: StereoSamples) {
        left = Self.reduce(samples.left)
        right = Self.reduce(samples.right)
    }

    private static let taps: [Float] = {
        // A sinc under a Hann window that halves the amplitude at 3.7 kHz, then the lift.
        let cutoff = 3_700.0 / 48_000
        let plain = (-34...34).map { tap -> Double in
            let x = Double(tap)
            let sinc = tap == 0 ? 2 * cutoff : sin(2 * .pi * cutoff * x) / (.pi * x)
            return sinc * (0.5 + 0.5 * cos(.pi * x / 35))
        }
        var taps = [Double](repeating: 0, count: 2 * reach)
        for (index, value) in plain.enumerated() {
            taps[index + 3] += value
            taps[index + 3 + factor] -= 0.9 * value
        }
        return taps.map(Float.init)
    }()

    private static func reduce(_ samples: [Float]) -> [Float] {
        let count = max(0, (samples.count - 2 * reach) / factor)
        return samples.withUnsafeBufferPointer { samples in
            taps.withUnsafeBufferPointer { taps in
                guard let source = samples.baseAddress, let taps = taps.baseAddress else { return [] }
                return (0..<count).map { index in
                    var sum = SIMD8<Float>.zero
                    for tap in stride(from: 0, to: 2 * reach, by: 8) {
                        sum += eight(source + index * factor + tap) * eight(taps + tap)
                    }
                    return sum.sum()
                }
            }
        }
    }
}
