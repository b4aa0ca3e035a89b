import AudioMixing
import MediaBuffers
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Limiter")
struct LimiterTests {
    /// Signals that are hard to hold below a ceiling.
    enum Hostile: String, CaseIterable, CustomTestStringConvertible {
        case square, squareHigh, squarePlus12, squareBursts, sineQuarterRate, sineTop, twoTones, whiteNoise, clippedNoise
        case noisePlus12, impulses, stepThenTone, alternatingFlip, chirp

        var testDescription: String { rawValue }

        func value(_ n: Int64) -> Float {
            let t = Double(n)
            switch self {
            case .square: return n / 24 % 2 == 0 ? 1 : -1
            case .squareHigh: return n / 3 % 2 == 0 ? 1 : -1
            case .squarePlus12: return n / 54 % 2 == 0 ? 4 : -4
            case .squareBursts: return n / 4_000 % 3 == 0 ? (n / 24 % 2 == 0 ? 4 : -4) : 0.1 * noise(n)
            case .sineQuarterRate: return Float(sin(.pi / 2 * t + .pi / 4))
            case .sineTop: return Float(1.5 * sin(2 * .pi * 19_900 / 48_000 * t))
            case .twoTones: return Float(sin(2 * .pi * 19_000 / 48_000 * t) + sin(2 * .pi * 61 / 48_000 * t))
            case .whiteNoise: return noise(n)
            case .clippedNoise: return noise(n) > 0 ? 1 : -1
            case .noisePlus12: return 4 * noise(n)
            case .impulses: return n % 997 == 0 ? 4 : n % 1_409 == 0 ? -2 : 0
            case .stepThenTone: return n < 5_000 ? 0 : Float(3 * cos(2 * .pi * 997 / 48_000 * t))
            case .alternatingFlip: return (n % 2 == 0 ? 1 : -1) * (n / 50 % 2 == 0 ? 1 : -1)
            case .chirp: return Float(2 * sin(.pi * 20_000 / 48_000 / 96_000 * t * t))
            }
        }
    }

    static func stereo(_ count: Int, _ value: (Int64) -> Float) -> StereoSamples {
        var samples = StereoSamples()
        samples.left = (0..<Int64(count)).map(value)
        samples.right = samples.left
        return samples
    }

    static func limited(_ samples: StereoSamples) -> StereoSamples {
        var limiter = Limiter()
        var output = limiter.limit(samples)
        let rest = limiter.finish()
        output.left += rest.left
        output.right += rest.right
        return output
    }

    @Test("no true peak above −1 dBTP + 0.1 dB", arguments: Hostile.allCases)
    func ceiling(signal: Hostile) {
        let input = Self.stereo(24_000, signal.value)
        let output = Self.limited(input)
        #expect(output.frameCount == input.frameCount)
        let peak = truePeak(output.left)
        #expect(20 * log10(peak) <= -0.9, "from \(20 * log10(truePeak(input.left))) to \(20 * log10(peak)) dBTP")
        #expect(peak > 0.6)
    }
}

/// The highest of 16 points a sample, by a sinc of 64 taps under a Blackman window.
func truePeak(_ samples: [Float]) -> Double {
    let half = 32
    let phases = (0..<16).map { phase in
        let weights = (0..<2 * half).map { tap -> Double in
            let distance = Double(tap - half + 1) - Double(phase) / 16
            let sinc = distance == 0 ? 1 : sin(.pi * distance) / (.pi * distance)
            let turn = .pi * distance / Double(half)
            return sinc * (0.42 + 0.5 * cos(turn) + 0.08 * cos(2 * turn))
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
    let padded = [Double](repeating: 0, count: half) + samples.map(Double.init) + [Double](repeating: 0, count: half)
    var peak = 0.0
    for start in 0...samples.count {
        for phase in phases {
            var sum = 0.0
            for tap in phase.indices where start + tap < padded.count { sum += phase[tap] * padded[start + tap] }
            peak = max(peak, abs(sum))
        }
    }
    return peak
}
