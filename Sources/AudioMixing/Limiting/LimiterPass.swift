import MediaBuffers

/// One pass of the limiter: measures true peaks, makes a gain of them, and applies it.
struct LimiterPass: Sendable {
    /// Samples that must follow a sample before it is given out.
    static let lookAhead = LimiterGain.lookAhead + TruePeakMeter.reachAfter
    /// Samples after which what was before has no influence any more.
    static let memory = LimiterGain.memory + lookAhead + TruePeakMeter.reachBefore

    /// Peaks are brought down a little below the ceiling, which makes up for the meter's own error.
    private static let target = Limiter.ceiling * 0.99
    private static let blockLength = 256

    private let meter = TruePeakMeter(above: Limiter.ceiling)
    private var gain = LimiterGain(ceiling: Limiter.ceiling, target: LimiterPass.target)
    /// Samples that are still to be measured or given out, silence at first: the gain's delay and the meter's reach.
    private var held = StereoSamples(frameCount: LimiterGain.lookAhead + TruePeakMeter.reachBefore)
    /// Samples of the silence before the signal that would come out first.
    private var surplus = LimiterGain.lookAhead
    private var leftPeaks: [Float] = []
    private var rightPeaks: [Float] = []

    /// Takes the next samples and gives those whose gain is now known.
    mutating func limit(_ samples: StereoSamples) -> StereoSamples {
        held.append(samples, 0..<samples.frameCount)
        let history = LimiterGain.lookAhead + TruePeakMeter.reachBefore
        // The meter works on groups of eight; the rest waits.
        let count = max(0, held.frameCount - history - TruePeakMeter.reachAfter)
        var output = StereoSamples(frameCount: count)
        var start = 0
        while start < count {
            let length = min(Self.blockLength, count - start)
            limitBlock(start, length, &output)
            start += length
        }
        held.removeFirst(count)
        let dropped = min(surplus, count)
        surplus -= dropped
        output.removeFirst(dropped)
        return output
    }

    /// Measures `length` stretches and writes as many samples, which lie `LimiterGain.lookAhead` before them.
    private mutating func limitBlock(_ start: Int, _ length: Int, _ output: inout StereoSamples) {
        // Up to seven stretches beyond the block are measured too and forgotten; their samples are within reach.
        let measured = (length + 7) / 8 * 8
        let first = start + LimiterGain.lookAhead
        let reach = first..<first + measured + TruePeakMeter.reachBefore + TruePeakMeter.reachAfter - 8
        let highest = max(
            meter.measure(held.left, reach, into: &leftPeaks), meter.measure(held.right, reach, into: &rightPeaks))
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
    /// Measures as many stretches as `range` of the samples has room for.
    fileprivate func measure(_ samples: [Float], _ range: Range<Int>, into peaks: inout [Float]) -> Float {
        let count = range.count - Self.reachBefore - Self.reachAfter + 8
        if peaks.count != count { peaks = [Float](repeating: 0, count: count) }
        return samples.withUnsafeBufferPointer { samples in
            peaks.withUnsafeMutableBufferPointer { measure(UnsafeBufferPointer(rebasing: samples[range]), into: $0) }
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
