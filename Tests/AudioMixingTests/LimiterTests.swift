import AudioMixing
import Foundation
import MediaBuffers
import TestSupport
import Testing

@Suite("Limiter")
struct LimiterTests {
    /// Signals that are hard to hold below a ceiling.
    enum Hostile: String, CaseIterable, CustomTestStringConvertible {
        case square, squareHigh, squarePlus12, squareBursts, sineQuarterRate, sineTop, twoTones, whiteNoise,
            clippedNoise
        case squarePlusNoise, noisePlus12, impulses, stepThenTone, alternatingFlip, chirp

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
            case .squarePlusNoise: return (n / 54 % 2 == 0 ? 1 : -1) + noise(n)
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
        #expect(peak > 0.8)
    }

    @Test("FFmpeg's meter agrees", arguments: Hostile.allCases)
    func measuredByFFmpeg(signal: Hostile) throws {
        // The meter makes up a mirrored past of what begins at once, so silence stands around the signal.
        let output = Self.limited(Self.stereo(96_000) { (2_000..<94_000).contains($0) ? signal.value($0 - 2_000) : 0 })
        let folder = try TemporaryFolder()
        let path = folder.path("limited.raw")
        try output.left.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
        let found = try FFmpegMeter.measure(["-f", "f32le", "-ar", "48000", "-ac", "1", "-i", path])
        #expect(found.truePeak <= -0.95, "\(found.truePeak) dBTP")
    }

    @Test("what lies below the ceiling passes bit for bit", arguments: [0, 1, 100, 5_003, 30_000])
    func passThrough(count: Int) {
        // Swells and dies away, so that its ends do not ring. Its samples reach 0.63, its true peak 0.89.
        func swell(_ n: Int64) -> Double { 0.89 * pow(sin(.pi * Double(n) / Double(count)), 2) }
        let tone = Self.stereo(count) { Float(swell($0) * sin(.pi / 2 * Double($0) + .pi / 4)) }
        #expect(Self.limited(tone) == tone)
        let loud = Self.stereo(count) { Float(swell($0) * sin(2 * .pi * 440 / 48_000 * Double($0))) }
        #expect(Self.limited(loud) == loud)
        let quiet = Self.stereo(count) { 0.2 * noise($0) }
        #expect(Self.limited(quiet) == quiet)
    }

    @Test("around a peak the gain is 1 but for the look-ahead and the release, and never jumps")
    func envelope() throws {
        let input = Self.stereo(96_000) { $0 == 40_000 ? 4 : 0.25 }
        let output = Self.limited(input)
        let gains = zip(output.left, input.left).map { $0 / $1 }
        #expect(gains[40_000] < 0.2228)
        #expect(gains[..<(40_000 - Limiter.lookAhead)].allSatisfy { $0 == 1 })
        #expect(gains[39_900] < 0.95)
        #expect(gains[(40_000 + Limiter.memory)...].allSatisfy { $0 == 1 })
        let steps = zip(gains, gains.dropFirst()).map { abs($1 - $0) }
        #expect(try #require(steps.max()) < 0.008)
        // 1 − 0.78 / e after 100 ms.
        #expect(abs(gains[40_000 + 240 + 4_800] - 0.713) < 0.02)
    }

    @Test("both channels get the same gain")
    func linked() {
        var input = Self.stereo(10_000) { 0.25 * noise($0) }
        input.right = (0..<10_000).map { 3 * noise($0, seed: 9) }
        let output = Self.limited(input)
        for index in 0..<10_000 where abs(input.left[index]) > 0.05 && abs(input.right[index]) > 0.05 {
            let gains = (output.left[index] / input.left[index], output.right[index] / input.right[index])
            #expect(abs(gains.0 - gains.1) < 1e-6)
        }
        #expect(output.left != input.left)
    }

    @Test("runs of any length give the same samples", arguments: [1, 7, 255, 256, 257, 4_096])
    func runs(length: Int) {
        let input = Self.stereo(20_000) { ($0 / 6_000 % 2 == 0 ? 2 : 0.3) * noise($0) }
        var limiter = Limiter()
        var output = StereoSamples()
        for start in stride(from: 0, to: 20_000, by: length) {
            var run = StereoSamples()
            run.left = Array(input.left[start..<min(20_000, start + length)])
            run.right = run.left
            let next = limiter.limit(run)
            output.left += next.left
            output.right += next.right
            #expect(output.frameCount == max(0, min(20_000, start + length) - Limiter.lookAhead))
        }
        let rest = limiter.finish()
        output.left += rest.left
        output.right += rest.right
        #expect(output == Self.limited(input))
    }

    @Test("after its end it is as new")
    func reuse() {
        let input = Self.stereo(3_000) { 2 * noise($0) }
        var limiter = Limiter()
        var outputs: [StereoSamples] = []
        for _ in 0..<2 {
            var output = limiter.limit(input)
            let rest = limiter.finish()
            output.left += rest.left
            output.right += rest.right
            outputs.append(output)
        }
        #expect(outputs[0] == outputs[1])
    }

    @Test("a wild peak leaves no wild sample")
    func wild() {
        let input = Self.stereo(5_000) { $0 == 2_000 ? 1_048_576 : 0.5 }
        let output = Self.limited(input)
        #expect(output.left.allSatisfy { abs($0) < 0.9 })
        #expect(output.left[1_000] == 0.5)
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
