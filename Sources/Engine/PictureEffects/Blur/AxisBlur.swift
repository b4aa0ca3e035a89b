import Foundation

/// How one axis is blurred: reduced by half a few times, a Gaussian on what is left, and brought back to size.
///
/// Reducing by the weights 1 3 3 1 adds a variance of 3/4 of its samples each time, going back linearly between samples
/// f apart a variance of f²/6 + 1/12 on average; the Gaussian in between makes up the rest. Between samples 2 apart that
/// variance is the same everywhere; from 4 on it is not, so the Gaussian is kept so wide that it does not show.
struct AxisBlur: Hashable {
    /// How often the axis is halved.
    let levels: Int
    /// The Gaussian's weights on the reduced samples: the middle one, then those beside it.
    let weights: [Float]

    /// Samples on either side of the middle one.
    var radius: Int { weights.count - 1 }
    /// Source samples to one reduced sample.
    var factor: Int { 1 << levels }
    /// Whether nothing changes.
    var isIdentity: Bool { levels == 0 && weights.count == 1 }

    /// The least sigma of the Gaussian on samples that are reduced so often.
    private static func leastSigma(_ levels: Int) -> Double { levels < 2 ? 2 : 4 }
    /// The largest sigma told apart; pictures are smaller.
    private static let largestSigma = 200_000.0

    /// The blur of a sigma in samples; 0 or less, or no number, is no blur.
    init(sigma: Double) {
        let sigma = sigma > 0 ? min(sigma, Self.largestSigma) : 0
        var levels = 0
        while Self.reducedVariance(sigma, levels + 1).squareRoot() >= Self.leastSigma(levels + 1) { levels += 1 }
        self.levels = levels
        let variance = levels == 0 ? sigma * sigma : Self.reducedVariance(sigma, levels)
        // Nearer to zero the neighbors' weights vanish in a float.
        guard variance > 0.01 else {
            weights = [1]
            return
        }
        let radius = Int((3.7 * variance.squareRoot()).rounded(.up))
        let full = (0...radius).map { exp(-Double($0 * $0) / (2 * variance)) }
        let sum = full[0] + 2 * full.dropFirst().reduce(0, +)
        weights = full.map { Float($0 / sum) }
    }

    private static func reducedVariance(_ sigma: Double, _ levels: Int) -> Double {
        let factor = Double(1 << levels)
        let square = factor * factor
        return (sigma * sigma - (square - 1) / 4 - square / 6 - 1.0 / 12) / square
    }
}
