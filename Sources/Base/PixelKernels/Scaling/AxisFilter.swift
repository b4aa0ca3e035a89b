import CPixelKernels

/// Weights that bring samples of one axis to another spacing: a Catmull-Rom cubic, stretched where it reduces.
package struct AxisFilter: Sendable {
    /// Destination samples.
    package let count: Int
    /// Source samples in a row or column.
    let sourceCount: Int
    /// Weights for each destination sample, a multiple of four.
    let taps: Int
    /// First source sample of each destination sample; they never fall, or never rise.
    let first: [Int32]
    /// `taps` weights for each destination sample, in 1/16384, which sum to one.
    let weights: [Int16]
    /// Where every weight but one is zero and the samples follow each other: the first source sample.
    let copyOffset: Int?

    /// Weights for destination sample i centered at source coordinate `sourceStart + (i + 0.5) · step`, where source
    /// sample m is centered at m + 0.5. Samples outside `lower..<upper` are not read; the edge repeats. A negative step
    /// mirrors.
    package init(
        destinationCount: Int, sourceCount: Int, sourceStart: Double, step: Double, lower: Int, upper: Int
    ) {
        count = destinationCount
        self.sourceCount = sourceCount
        let low = min(max(0, lower), sourceCount - 1)
        let high = min(max(low + 1, upper), sourceCount)
        let start = sourceStart + 0.5 * step - 0.5
        if abs(step - 1) < 1e-9, abs(start) < 1e9, abs(start - start.rounded()) < 1e-6, Int(start.rounded()) >= low,
            Int(start.rounded()) + destinationCount <= high
        {
            taps = 4
            first = []
            weights = []
            copyOffset = Int(start.rounded())
            return
        }
        copyOffset = nil
        // A sample that covers the source many times over is its mean; the bound keeps the loops short.
        let stretch = step.isNaN ? 1 : min(max(1, abs(step)), max(4_096, 4 * Double(high - low)))
        let window = Window(low: low, high: high, stretch: stretch)
        let taps = window.taps
        self.taps = taps
        var first = [Int32](repeating: 0, count: destinationCount)
        var folded = [Double](repeating: 0, count: taps)
        weights = [Int16](unsafeUninitializedCapacity: destinationCount * taps) { weights, initialized in
            weights.initialize(repeating: 0)
            initialized = destinationCount * taps
            if stretch == 1 {
                wp_cubic_weights(sourceStart, step, &first, weights.baseAddress, destinationCount)
            }
            for index in 0..<destinationCount {
                if stretch == 1, first[index] >= low, Int(first[index]) + taps <= high { continue }
                let center = sourceStart + (Double(index) + 0.5) * step - 0.5
                let place = UnsafeMutableBufferPointer(rebasing: weights[index * taps..<(index + 1) * taps])
                first[index] = Int32(clamping: window.fill(place, center: center, folded: &folded))
            }
        }
        self.first = first
    }

    private init(_ filter: AxisFilter, first: [Int32], copyOffset: Int?, sourceCount: Int) {
        count = filter.count
        taps = filter.taps
        weights = filter.weights
        self.first = first
        self.copyOffset = copyOffset
        self.sourceCount = sourceCount
    }

    /// The same for a source of which only the samples in `range` are there, counted from the first of them.
    ///
    /// `range` must hold all that the filter reads; what it lacks is replaced by samples nearby.
    package func reading(only range: Range<Int>) -> AxisFilter {
        guard range != 0..<sourceCount else { return self }
        let last = max(0, range.count - (copyOffset == nil ? taps : count))
        func moved(_ sample: Int) -> Int { min(max(sample - range.lowerBound, 0), last) }
        return AxisFilter(
            self, first: first.map { Int32(moved(Int($0))) }, copyOffset: copyOffset.map(moved),
            sourceCount: range.count)
    }

    /// The filter for some of the destination samples, with the very same weights, over a source of which only some
    /// samples are there: all that have a weight.
    package func part(_ range: Range<Int>, sourceRange: Range<Int>) -> AxisFilter {
        AxisFilter(self, range, sourceRange)
    }

    private init(_ whole: AxisFilter, _ range: Range<Int>, _ sourceRange: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= whole.count, "part of a filter outside it")
        count = range.count
        sourceCount = sourceRange.count
        taps = whole.taps
        copyOffset = whole.copyOffset.map { $0 + range.lowerBound - sourceRange.lowerBound }
        guard copyOffset == nil else {
            (first, weights) = ([], [])
            return
        }
        first = whole.first[range].map { $0 - Int32(sourceRange.lowerBound) }
        weights = Array(whole.weights[range.lowerBound * taps..<range.upperBound * taps])
        // Taps beyond the end have no weight, but what they read must be there.
        precondition(
            first.allSatisfy { $0 >= 0 && Int($0) < sourceRange.count }, "part of a filter whose source is not there")
    }
}

/// The samples that may be read, and the cubic's stretch over them.
private struct Window {
    let low: Int
    let high: Int
    let stretch: Double

    private var reach: Double { 2 * stretch }

    /// Weights that a sample needs at most, rounded up to a multiple of four.
    var taps: Int {
        let needed = stretch == 1 ? 4 : min(high - low, Int((2 * reach).rounded(.up)) + 1)
        return max(4, (needed + 3) / 4 * 4)
    }

    /// Fills the weights around `center`; returns the first sample, moved inside the bounds. Weights of samples beyond
    /// the bounds fold onto the edges.
    func fill(_ weights: UnsafeMutableBufferPointer<Int16>, center: Double, folded: inout [Double]) -> Int {
        // Farther out than the cubic reaches nothing changes any more.
        let center = center.isNaN ? Double(low) : min(max(center, Double(low) - reach - 2), Double(high) + reach + 2)
        let begin = Int((center - reach).rounded(.down)) + 1
        let end = Int((center + reach).rounded(.up)) - 1
        let base = max(low, min(begin, high - weights.count))
        for tap in 0..<weights.count { folded[tap] = 0 }
        var sum = 0.0
        for sample in begin...max(begin, end) {
            let weight = Self.cubic((Double(sample) - center) / stretch)
            let place = min(max(sample, low), high - 1) - base
            folded[min(max(place, 0), weights.count - 1)] += weight
            sum += weight
        }
        var rest = 16_384
        var largest = 0
        for tap in 0..<weights.count {
            let value = Int((folded[tap] / sum * 16_384).rounded())
            weights[tap] = Int16(truncatingIfNeeded: value)
            rest -= value
            if abs(folded[tap]) > abs(folded[largest]) { largest = tap }
        }
        weights[largest] += Int16(truncatingIfNeeded: rest)
        return base
    }

    /// Keys' cubic with a = −1/2 (Catmull-Rom).
    private static func cubic(_ x: Double) -> Double {
        let x = abs(x)
        if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
        if x < 2 { return ((-0.5 * x + 2.5) * x - 4) * x + 2 }
        return 0
    }
}
