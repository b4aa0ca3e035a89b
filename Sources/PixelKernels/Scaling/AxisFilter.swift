import Foundation

/// Weights that bring samples of one axis to another spacing: a Catmull-Rom cubic, stretched where it reduces.
package struct AxisFilter: Sendable {
    /// Destination samples.
    package let count: Int
    /// Weights for each destination sample, a multiple of four.
    let taps: Int
    /// First source sample of each destination sample.
    let first: [Int32]
    /// `taps` weights for each destination sample, in 1/16384, which sum to one.
    let weights: [Int16]
    /// Where every weight but one is zero and the samples follow each other: the first source sample.
    let copyOffset: Int?

    /// Weights for destination sample i centered at source coordinate `sourceStart + (i + 0.5) · step`, where source
    /// sample m is centered at m + 0.5. Samples outside `lower..<upper` are not read; the edge repeats.
    package init(
        destinationCount: Int, sourceCount: Int, sourceStart: Double, step: Double, lower: Int, upper: Int
    ) {
        count = destinationCount
        let low = min(max(0, lower), sourceCount - 1)
        let high = min(max(low + 1, upper), sourceCount)
        let stretch = max(1, abs(step))
        let reach = 2 * stretch
        let needed = min(high - low, Int((2 * reach).rounded(.up)) + 1)
        let start = sourceStart + 0.5 * step - 0.5
        if abs(step - 1) < 1e-9, abs(start - start.rounded()) < 1e-6, Int(start.rounded()) >= low,
            Int(start.rounded()) + destinationCount <= high
        {
            taps = 4
            first = []
            weights = []
            copyOffset = Int(start.rounded())
            return
        }
        copyOffset = nil
        let tapCount = max(4, ((stretch == 1 ? 4 : needed) + 3) / 4 * 4)
        taps = tapCount
        var first = [Int32](repeating: 0, count: destinationCount)
        var weights = [Int16](repeating: 0, count: destinationCount * tapCount)
        var folded = [Double](repeating: 0, count: tapCount)
        for index in 0..<destinationCount {
            let center = sourceStart + (Double(index) + 0.5) * step - 0.5
            let begin = Int((center - reach).rounded(.down)) + 1
            let end = Int((center + reach).rounded(.up)) - 1
            // The window of samples that exist, moved inside the bounds; the rest folds onto the edges.
            let base = max(low, min(begin, high - tapCount))
            for tap in 0..<tapCount { folded[tap] = 0 }
            var sum = 0.0
            if begin <= end {
                for sample in begin...end {
                    let weight = Self.cubic((Double(sample) - center) / stretch)
                    let place = min(max(sample, low), high - 1) - base
                    folded[min(max(place, 0), tapCount - 1)] += weight
                    sum += weight
                }
            }
            var rest = 16_384
            var largest = 0
            for tap in 0..<tapCount {
                let value = Int((folded[tap] / sum * 16_384).rounded())
                weights[index * tapCount + tap] = Int16(truncatingIfNeeded: value)
                rest -= value
                if abs(folded[tap]) > abs(folded[largest]) { largest = tap }
            }
            weights[index * tapCount + largest] += Int16(truncatingIfNeeded: rest)
            first[index] = Int32(base)
        }
        self.first = first
        self.weights = weights
    }

    /// The weights with four taps of all samples together, as the horizontal kernel reads them.
    var groupedWeights: [Int16] {
        guard taps > 4 else { return weights }
        var grouped = [Int16](repeating: 0, count: weights.count)
        for index in 0..<count {
            for tap in 0..<taps {
                grouped[tap / 4 * 4 * count + 4 * index + tap % 4] = weights[index * taps + tap]
            }
        }
        return grouped
    }

    /// Keys' cubic with a = −1/2 (Catmull-Rom).
    private static func cubic(_ x: Double) -> Double {
        let x = abs(x)
        if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
        if x < 2 { return ((-0.5 * x + 2.5) * x - 4) * x + 2 }
        return 0
    }
}
