package import MediaBuffers
import SignalMeasurement

/// A stereo-linked look-ahead limiter that keeps the true peak at or below −1 dBTP.
///
/// What lies below the ceiling, and is not within reach of a peak above it, passes bit for bit. The gain comes down
/// over 5 ms before a peak and goes up over about 100 ms after it. The output is not delayed: samples are held back
/// until what follows them is known. The result does not depend on how the samples are cut into runs.
package struct Limiter: Sendable {
    /// The highest true peak in linear amplitude: −1 dBTP.
    package static let ceiling: Float = 0.891_250_94
    /// Samples that must follow a sample before it is given out.
    package static let lookAhead = LimiterGain.lookAhead + TruePeakMeter.reachAfter
    /// Samples after which what was before has no influence any more; who begins amid a mix begins this much earlier.
    package static let memory = LimiterGain.memory + lookAhead + TruePeakMeter.reachBefore

    /// Peaks are brought down 0.09 dB below the ceiling. That makes up for what the meter misses, and for what the
    /// changing gain adds between samples.
    private static let target = ceiling * 0.99
    private static let blockLength = 256
    /// Samples before the first one that is not yet measured.
    private static let history = LimiterGain.lookAhead + TruePeakMeter.reachBefore

    private let meter = TruePeakMeter(above: Limiter.ceiling)
    private var gain = LimiterGain(ceiling: Limiter.ceiling, target: Limiter.target)
    /// Samples that are still to be measured or given out; silence at first.
    private var held = StereoSamples(frameCount: Limiter.history)
    /// Samples of that first silence that are still to come out, and are dropped.
    private var surplus = LimiterGain.lookAhead
    private var leftPeaks: [Float] = []
    private var rightPeaks: [Float] = []

    /// A limiter at the start of a signal, before which all was silence.
    package init() {}

    /// Takes the next samples, which must be finite, and gives those whose gain is now known: all but the last
    /// `lookAhead` of what it has taken so far.
    package mutating func limit(_ samples: StereoSamples) -> StereoSamples {
        held.append(samples, 0..<samples.frameCount)
        let count = max(0, held.frameCount - Self.history - TruePeakMeter.reachAfter)
        var output = StereoSamples(frameCount: count)
        for start in stride(from: 0, to: count, by: Self.blockLength) {
            limitBlock(start, min(Self.blockLength, count - start), &output)
        }
        held.removeFirst(count)
        let dropped = min(surplus, count)
        surplus -= dropped
        output.removeFirst(dropped)
        return output
    }

    /// The held-back samples at the end of the signal; the limiter is at the start of another signal then.
    package mutating func finish() -> StereoSamples {
        let rest = limit(StereoSamples(frameCount: Self.lookAhead))
        self = Limiter()
        return rest
    }

    /// Measures `length` stretches and writes as many samples, which lie `LimiterGain.lookAhead` before them.
    private mutating func limitBlock(_ start: Int, _ length: Int, _ output: inout StereoSamples) {
        // Up to seven stretches beyond the block are measured too and forgotten; their samples are within reach.
        let stretches = (length + 7) / 8 * 8
        let first = start + LimiterGain.lookAhead
        let highest = max(
            meter.measure(held.left, from: first, into: &leftPeaks, count: stretches),
            meter.measure(held.right, from: first, into: &rightPeaks, count: stretches))
        let source = start + TruePeakMeter.reachBefore
        if gain.isIdle, highest == 0 {
            gain.skip(length)
            output.copy(held, from: source, count: length, to: start)
        } else {
            for index in 0..<length {
                let factor = gain.next(peak: max(leftPeaks[index], rightPeaks[index]))
                output.left[start + index] = held.left[source + index] * factor
                output.right[start + index] = held.right[source + index] * factor
            }
        }
    }
}

extension TruePeakMeter {
    /// Measures `count` stretches, a multiple of 8, of which the first begins `reachBefore` samples after `start`.
    fileprivate func measure(_ samples: [Float], from start: Int, into peaks: inout [Float], count: Int) -> Float {
        if peaks.count != count { peaks = [Float](repeating: 0, count: count) }
        let reach = start..<start + count + Self.reachBefore + Self.reachAfter - 8
        return samples.withUnsafeBufferPointer { samples in
            peaks.withUnsafeMutableBufferPointer { measure(UnsafeBufferPointer(rebasing: samples[reach]), into: $0) }
        }
    }
}

extension StereoSamples {
    /// Overwrites samples by those of another run.
    fileprivate mutating func copy(_ other: StereoSamples, from source: Int, count: Int, to target: Int) {
        left.replaceSubrange(target..<target + count, with: other.left[source..<source + count])
        right.replaceSubrange(target..<target + count, with: other.right[source..<source + count])
    }
}
