import ArgumentParser
import WorkprintKit

/// A frame rate as it is typed: `30`, `29.97` or `30000/1001`.
struct FrameRateExpression: ExpressibleByArgument {
    let frameRate: FrameRate

    var defaultValueDescription: String { "\(frameRate)" }

    /// A rate that is known.
    init(frameRate: FrameRate) { self.frameRate = frameRate }

    init?(argument: String) {
        switch argument {
        case "23.976", "23.98": frameRate = FrameRate(24_000, 1_001)
        case "29.97": frameRate = FrameRate(30_000, 1_001)
        case "59.94": frameRate = FrameRate(60_000, 1_001)
        default:
            let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let numerator = Int64(parts[0]),
                let denominator = parts.count == 2 ? Int64(parts[1]) : 1, (1...240_000).contains(numerator),
                (1...1_001).contains(denominator), numerator >= denominator, numerator <= 60 * denominator
            else { return nil }
            frameRate = FrameRate(numerator, denominator)
        }
    }
}
