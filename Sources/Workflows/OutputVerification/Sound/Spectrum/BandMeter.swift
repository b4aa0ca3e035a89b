import Foundation
import MediaBuffers

/// Levels of a reference and of the export beside it in five bands, every 400 ms.
struct BandMeter {
    /// The bands' edges in Hz.
    static let bands: [ClosedRange<Double>] = [60...180, 180...560, 560...1_800, 1_800...5_600, 5_600...14_000]
    /// Samples of a frame, from which a spectrum is made, and from the start of one to that of the next.
    static let frameLength = 4_096
    static let hop = 1_920
    /// Frames in a step of 400 ms.
    static let framesPerStep = 10

    /// What a step measured: dB, export less reference; NaN where the band is too quiet to tell, or the step left out.
    private(set) var differences: [[Float]] = bands.map { _ in [] }

    private let transform = FourierTransform(size: frameLength)
    private let window = (0..<frameLength).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(frameLength))) }
    private let edges = bands.map { band in
        Int((band.lowerBound / 48_000 * Double(frameLength)).rounded(.up))..<Int(
            band.upperBound / 48_000 * Double(frameLength)) + 1
    }
    private var sums: [(own: Double, other: Double)] = bands.map { _ in (0, 0) }
    private var framesInStep = 0
    private var measuredInStep = 0

    /// A band's mean square at −58 dBFS, below which its level says nothing.
    private static let quiet = 1.6e-6

    /// Adds a frame, or leaves it out.
    mutating func add(reference: StereoSamples, export: StereoSamples, from start: Int, isMeasured: Bool) {
        if isMeasured {
            measuredInStep += 1
            let (own, other) = (powers(reference, start), powers(export, start))
            for index in sums.indices {
                sums[index].own += own[index]
                sums[index].other += other[index]
            }
        }
        framesInStep += 1
        if framesInStep == Self.framesPerStep { finishStep() }
    }

    /// Ends the last step.
    mutating func finish() { if framesInStep > 0 { finishStep() } }

    private mutating func finishStep() {
        for index in sums.indices {
            let (own, other) = (
                sums[index].own / Double(max(1, measuredInStep)), sums[index].other / Double(max(1, measuredInStep))
            )
            let isHeard = measuredInStep >= 3 && max(own, other) > Self.quiet * 2 && min(own, other) > Self.quiet * 0.01
            differences[index].append(isHeard ? Float(10 * log10(other / own)) : .nan)
            sums[index] = (0, 0)
        }
        framesInStep = 0
        measuredInStep = 0
    }

    private func powers(_ samples: StereoSamples, _ start: Int) -> [Double] {
        var real = [Float](repeating: 0, count: Self.frameLength)
        var imaginary = real
        for index in 0..<Self.frameLength {
            real[index] = samples.left[start + index] * window[index]
            imaginary[index] = samples.right[start + index] * window[index]
        }
        transform.transform(&real, &imaginary)
        // Left and right together; the window takes 3/8 of the power, and both halves of the spectrum count.
        let scale = 1 / (Double(Self.frameLength) * Double(Self.frameLength) * 0.375 * 2)
        return edges.map { edge in
            var sum: Float = 0
            for bin in edge {
                let mirror = Self.frameLength - bin
                sum += real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
                sum += real[mirror] * real[mirror] + imaginary[mirror] * imaginary[mirror]
            }
            return Double(sum) * scale
        }
    }
}
