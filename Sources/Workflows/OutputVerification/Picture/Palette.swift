/// The colors of pictures and what has become of them, each told once: a large plain background must not outvote all
/// that is before it.
struct Palette {
    /// Mean colors as they should be, in Y', C'b, C'r code values.
    let first: [SIMD4<Float>]
    /// The same as they were found.
    let second: [SIMD4<Float>]
    private let weights: [Double]

    /// Colors nearer than this are one, in code values.
    private static let step = Float(4)
    /// What rounding to whole code values leaves open.
    private static let rounding = Float(0.5)

    /// The palette of blocks of mean color `first` that were found as `second`.
    init(first: [SIMD4<Float>], second: [SIMD4<Float>]) {
        var places: [SIMD4<Int32>: Int] = [:]
        var sums: [(first: SIMD4<Float>, second: SIMD4<Float>, count: Float)] = []
        for (a, b) in zip(first, second) {
            let key = SIMD4<Int32>(a / Self.step, rounding: .down)
            if let place = places[key] {
                sums[place] = (sums[place].first + a, sums[place].second + b, sums[place].count + 1)
            } else {
                places[key] = sums.count
                sums.append((a, b, 1))
            }
        }
        self.first = sums.map { $0.first / $0.count }
        self.second = sums.map { $0.second / $0.count }
        // Many blocks of a color tell it better than one, and are still one color.
        weights = sums.map { Double($0.count).squareRoot() }
    }

    /// Mean squared distance of two lists of its colors, but for what rounding does.
    func distance(_ a: [SIMD4<Float>], _ b: [SIMD4<Float>]) -> Double {
        var (sum, total) = (0.0, 0.0)
        for (index, weight) in weights.enumerated() {
            let d = a[index] - b[index]
            let rest = SIMD3(
                max(0, abs(d.x) - Self.rounding), max(0, abs(d.y) - Self.rounding), max(0, abs(d.z) - Self.rounding))
            sum += weight * Double((rest * rest).sum())
            total += weight
        }
        return total > 0 ? sum / total : 0
    }

    /// The factor about `center` that some channels seem to have been multiplied by.
    func slope(_ channels: [KeyPath<SIMD4<Float>, Float>], center: Float) -> Float? {
        var (product, energy) = (0.0, 0.0)
        for (index, weight) in weights.enumerated() {
            for channel in channels {
                let (a, b) = (first[index][keyPath: channel] - center, second[index][keyPath: channel] - center)
                product += weight * Double(a * b)
                energy += weight * Double(a * a)
            }
        }
        return energy > 0 ? Float(product / energy) : nil
    }

    /// How far the luma is off on average.
    var meanShift: Float {
        var (sum, total) = (0.0, 0.0)
        for (index, weight) in weights.enumerated() {
            sum += weight * Double(second[index].x - first[index].x)
            total += weight
        }
        return total > 0 ? Float(sum / total) : 0
    }
}
