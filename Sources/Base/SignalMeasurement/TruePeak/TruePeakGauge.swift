import Foundation
package import MediaBuffers

/// The highest true peak of a whole stereo signal at 48 kHz, its beginning and its end included.
package struct TruePeakGauge: Sendable {
    private static let blockLength = 256
    /// −80 dBTP; below it nothing is told apart.
    private static let lowest: Float = 1e-4

    private var meter = TruePeakMeter(above: TruePeakGauge.lowest)
    private var highest: Float = 0
    /// Samples that are still to be measured, after those that the filters read before them; silence at first.
    private var held = StereoSamples(frameCount: 2 * TruePeakMeter.reachBefore)
    private var peaks = [Float](repeating: 0, count: TruePeakGauge.blockLength)

    /// A gauge before the first sample.
    package init() {}

    /// Takes the next samples, which must be finite.
    package mutating func add(_ samples: StereoSamples) {
        held.append(samples, 0..<samples.frameCount)
        let reach = TruePeakMeter.reachBefore + TruePeakMeter.reachAfter - 8
        var start = 0
        while held.frameCount - start >= Self.blockLength + reach {
            let range = start..<start + Self.blockLength + reach
            let peak = max(measure(held.left, range), measure(held.right, range))
            if peak > highest {
                highest = peak
                meter = TruePeakMeter(above: max(Self.lowest, peak))
            }
            start += Self.blockLength
        }
        held.removeFirst(start)
    }

    /// Ends the signal and gives its highest true peak in linear amplitude, 0 where it never reaches −80 dBTP. The gauge
    /// is at the start of another signal then.
    package mutating func finish() -> Float {
        add(StereoSamples(frameCount: Self.blockLength + TruePeakMeter.reachBefore + TruePeakMeter.reachAfter))
        let result = highest
        self = TruePeakGauge()
        return result
    }

    private mutating func measure(_ samples: [Float], _ range: Range<Int>) -> Float {
        samples.withUnsafeBufferPointer { samples in
            peaks.withUnsafeMutableBufferPointer {
                meter.measure(UnsafeBufferPointer(rebasing: samples[range]), into: $0)
            }
        }
    }
}
