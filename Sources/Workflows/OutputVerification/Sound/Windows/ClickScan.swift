import MediaBuffers

/// Finds clicks of an export that its reference lacks, by bursts of what is left of a second difference.
struct ClickScan {
    /// Samples of a step: a millisecond.
    static let step = 48
    /// Samples that are looked at before and after a stretch.
    static let reach = 96 * step

    /// When they are, in samples.
    private(set) var clicks: [Int] = []

    /// A step's burst at which it counts as a click whatever is around it: a mean square of the second difference.
    private static let quiet: Float = 2e-5

    /// Looks for clicks in a stretch that begins at `start`; both have `reach` more on either side of it, and are aligned.
    mutating func scan(reference: StereoSamples, export: StereoSamples, start: Int) {
        let (own, other) = (Self.bursts(reference), Self.bursts(export))
        let margin = Self.reach / Self.step
        guard other.count > 2 * margin else { return }
        var before = [0.0]
        var beforeOwn = [0.0]
        for index in other.indices {
            before.append(before[index] + Double(other[index]))
            beforeOwn.append(beforeOwn[index] + Double(own[index]))
        }
        for index in margin..<other.count - margin where other[index] > Self.quiet {
            let burst = other[index]
            let (low, high) = (index - 60, index + 61)
            // What the click itself adds to its neighborhood is left out.
            let around = (before[high] - before[low] - (before[index + 5] - before[index - 4])) / 112
            if Double(burst) < 12 * around { continue }
            let ownAround = (beforeOwn[high] - beforeOwn[low]) / 121
            let gain = Float(min(8, max(1, around / max(1e-12, ownAround))))
            let near = own[index - 3...index + 3].max() ?? 0
            // Before a sudden sound, coded sound may be noisy for some 20 ms.
            let far = own[index - 4...index + 24].max() ?? 0
            if burst > 8 * gain * near, burst > 0.5 * gain * far {
                let place = start + (index - margin) * Self.step
                if let last = clicks.last, place - last < 960 { continue }
                clicks.append(place)
            }
        }
    }

    private static func bursts(_ samples: StereoSamples) -> [Float] {
        var result = [Float](repeating: 0, count: samples.frameCount / step)
        for channel in [samples.left, samples.right] {
            channel.withUnsafeBufferPointer { values in
                for index in result.indices {
                    var sum: Float = 0
                    let first = max(2, index * step)
                    for sample in first..<max(first, (index + 1) * step) {
                        let value = values[sample] - 2 * values[sample - 1] + values[sample - 2]
                        sum += value * value
                    }
                    result[index] += sum / Float(2 * step)
                }
            }
        }
        return result
    }
}

/// Counts runs of four or more samples at full scale.
struct ClippingScan {
    /// The first sample of each run, the earliest thousand of them.
    private(set) var places: [Int] = []
    /// How many there are.
    private(set) var count = 0
    private var lengths = SIMD2<Int>.zero
    private var position = 0

    private static let fullScale: Float = 0.97

    /// Takes the next samples.
    mutating func add(_ samples: StereoSamples) {
        let first = position
        for (channel, values) in [samples.left, samples.right].enumerated() {
            var length = lengths[channel]
            values.withUnsafeBufferPointer { values in
                for index in values.indices {
                    if abs(values[index]) < Self.fullScale {
                        length = 0
                        continue
                    }
                    length += 1
                    if length == 4 {
                        count += 1
                        if places.count < 1_000 { places.append(first + index) }
                    }
                }
            }
            lengths[channel] = length
        }
        position += samples.frameCount
    }
}
