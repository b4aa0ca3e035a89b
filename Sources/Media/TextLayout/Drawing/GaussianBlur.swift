/// A Gaussian along one axis: the bell itself where it is narrow, three boxes where that would be slow.
///
/// The boxes have fractional ends, so that they meet the variance exactly (Gwosdek et al., "Theoretical foundations of
/// Gaussian convolution by extended box filtering", 2011).
struct GaussianBlur {
    /// How many samples are blurred side by side.
    static let lanes = 16

    /// How far the blur reaches, in samples.
    let reach: Int

    private enum Kernel {
        case bell([Float])
        case boxes(radius: Int, inner: Float, end: Float)
    }

    private let kernel: Kernel

    private static let widestBell = 12.0

    /// A blur of a standard deviation in samples; nil where it would change nothing.
    init?(sigma: Double) {
        guard sigma > 0.05 else { return nil }
        if sigma <= Self.widestBell {
            let radius = Int((3 * sigma).rounded(.up))
            let bell = (-radius...radius).map { Self.exponential(-Double($0 * $0) / (2 * sigma * sigma)) }
            let sum = bell.reduce(0, +)
            kernel = .bell(bell.map { Float($0 / sum) })
            reach = radius
        } else {
            let variance = sigma * sigma / 3
            let radius = Int((((12 * variance + 1).squareRoot() - 1) / 2).rounded(.down))
            let r = Double(radius)
            let end = (2 * r + 1) * (r * (r + 1) - 3 * variance) / (6 * (variance - (r + 1) * (r + 1)))
            let length = 2 * r + 1 + 2 * end
            kernel = .boxes(radius: radius, inner: Float(1 / length), end: Float(end / length))
            reach = 3 * (radius + 1)
        }
    }

    /// How far a blur of a standard deviation reaches.
    static func reach(sigma: Double) -> Double { sigma > 0.05 ? (3 * sigma).rounded(.up) + 4 : 0 }

    /// Blurs `count` steps of `lanes` samples each; `source` and `target` hold `count + 2 · reach` steps, of which the
    /// first and last `reach` of `source` are zero. The result is in the middle of `target`; `source` is used up.
    func apply(_ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, count: Int) {
        switch kernel {
        case .bell(let weights):
            for step in 0..<count {
                var sum = SIMD16<Float>(repeating: 0)
                for index in 0..<weights.count {
                    sum += Self.load(source, step + index) * weights[index]
                }
                Self.store(sum, target, step + reach)
            }
        case .boxes(let radius, let inner, let end):
            let length = count + 2 * reach
            Self.box(source, target, length, radius, inner, end)
            Self.box(target, source, length, radius, inner, end)
            Self.box(source, target, length, radius, inner, end)
        }
    }

    /// One box; samples outside count as zero.
    private static func box(
        _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ length: Int, _ radius: Int,
        _ inner: Float, _ end: Float
    ) {
        func value(_ step: Int) -> SIMD16<Float> {
            step >= 0 && step < length ? load(source, step) : SIMD16(repeating: 0)
        }
        var sum = SIMD16<Float>(repeating: 0)
        for step in 0..<min(radius, length) { sum += value(step) }
        for step in 0..<length {
            sum += value(step + radius)
            let ends = value(step - radius - 1) + value(step + radius + 1)
            let result = sum * inner + ends * end
            store(result.clamped(lowerBound: SIMD16(repeating: 0), upperBound: SIMD16(repeating: 1)), target, step)
            sum -= value(step - radius)
        }
    }

    private static func load(_ base: UnsafeMutablePointer<Float>, _ step: Int) -> SIMD16<Float> {
        UnsafeRawPointer(base + step * lanes).loadUnaligned(as: SIMD16<Float>.self)
    }

    private static func store(_ value: SIMD16<Float>, _ base: UnsafeMutablePointer<Float>, _ step: Int) {
        UnsafeMutableRawPointer(base + step * lanes).storeBytes(of: value, as: SIMD16<Float>.self)
    }

    /// e to a power at or below 0 by its series, so that no C library's rounding decides a pixel.
    private static func exponential(_ power: Double) -> Double {
        // Halved eight times the power is small enough for the series to end quickly.
        let small = power / 256
        var term = 1.0
        var sum = 1.0
        for step in 1...12 {
            term *= small / Double(step)
            sum += term
        }
        for _ in 0..<8 { sum *= sum }
        return sum
    }
}
