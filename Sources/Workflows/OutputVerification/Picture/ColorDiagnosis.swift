package import Diagnostics
import Foundation

/// What may have happened to the colors of a whole picture.
package struct ColorDiagnosis: Sendable {
    /// What happened.
    package var code: DiagnosticCode
    /// What happened, in words.
    package var message: String
    /// The share of the error that is left when it is taken into account, 0…1.
    package var rest: Double

    /// The best explanation of why blocks of mean color `first` look like `second`, in Y', C'b, C'r code values; nil where
    /// none explains most of it.
    package static func find(first: [SIMD4<Float>], second: [SIMD4<Float>]) -> ColorDiagnosis? {
        let palette = Palette(first: first, second: second)
        let (first, second) = (palette.first, palette.second)
        func distance(_ a: [SIMD4<Float>], _ b: [SIMD4<Float>]) -> Double { palette.distance(a, b) }
        func slope(_ channels: [KeyPath<SIMD4<Float>, Float>], center: Float) -> Float? {
            palette.slope(channels, center: center)
        }
        let error = distance(first, second)
        guard error > ColorLimits.named else { return nil }
        var candidates: [ColorDiagnosis] = []
        func offer(_ code: DiagnosticCode, _ message: String, _ model: [SIMD4<Float>]) {
            candidates.append(ColorDiagnosis(code: code, message: message, rest: distance(model, second) / error))
        }
        offer(
            .colorMatrix,
            "the picture was encoded with the BT.601 matrix but is shown as BT.709; convert it with the right matrix",
            first.map { ycc(rgb($0, bt709), bt601) })
        offer(
            .colorMatrix,
            "the picture is shown with the BT.709 matrix although its samples are BT.601's, twice converted",
            first.map { ycc(rgb($0, bt601), bt709) })
        offer(
            .colorRange,
            "the samples are full range (0–255) but are shown as limited range (16–235); encode them as limited range",
            first.map {
                SIMD4(($0.x - 16) * 255 / 219, ($0.y - 128) * 255 / 224 + 128, ($0.z - 128) * 255 / 224 + 128, 0)
            })
        offer(
            .colorRange,
            "the samples were squeezed into the limited range twice; convert the range once only",
            first.map {
                SIMD4($0.x * 219 / 255 + 16, ($0.y - 128) * 224 / 255 + 128, ($0.z - 128) * 224 / 255 + 128, 0)
            })
        let gamma = (-60...60).filter { $0 != 0 }.map { step -> (exponent: Float, model: [SIMD4<Float>]) in
            let exponent = 1 + 0.005 * Float(step)
            return (
                exponent,
                first.map { SIMD4(16 + 219 * powf(max(0, ($0.x - 16) / 219), exponent), $0.y, $0.z, 0) }
            )
        }.min { distance($0.model, second) < distance($1.model, second) }
        if let gamma {
            offer(
                .colorGamma, String(format: "the tone curve is off by a gamma of %.2f", 1 / gamma.exponent),
                gamma.model)
        }
        if let saturation = slope([\.y, \.z], center: 128), abs(saturation - 1) > ColorLimits.saturation {
            offer(
                .colorSaturation, percent("the saturation", saturation),
                first.map { SIMD4($0.x, 128 + ($0.y - 128) * saturation, 128 + ($0.z - 128) * saturation, 0) })
        }
        if let gain = slope([\.x], center: 16), abs(gain - 1) > ColorLimits.gain {
            offer(
                .colorBrightness, percent("the brightness", gain),
                first.map { SIMD4(16 + ($0.x - 16) * gain, $0.y, $0.z, 0) })
        }
        let shift = palette.meanShift
        if abs(shift) > ColorLimits.lumaShift {
            offer(
                .colorBrightness, String(format: "the luma is %+.1f code values off everywhere", shift),
                first.map { SIMD4($0.x + shift, $0.y, $0.z, 0) })
        }
        guard let best = candidates.min(by: { $0.rest < $1.rest }), best.rest < ColorLimits.rest else { return nil }
        // A named cause comes before a fitted number that explains it hardly better.
        return candidates.first { $0.rest < best.rest * ColorLimits.namedFactor + ColorLimits.namedMargin } ?? best
    }

    private static func percent(_ what: String, _ factor: Float) -> String {
        let change = (factor - 1) * 100
        return String(format: "%@ is %.0f %% %@ than it should be", what, abs(change), change < 0 ? "lower" : "higher")
    }

    /// Luma weights of red and blue (Rec. ITU-R BT.709 and BT.601).
    private static let bt709 = SIMD2<Float>(0.2126, 0.0722)
    private static let bt601 = SIMD2<Float>(0.299, 0.114)

    private static func rgb(_ code: SIMD4<Float>, _ weights: SIMD2<Float>) -> SIMD3<Float> {
        let y = (code.x - 16) / 219
        let red = y + 2 * (1 - weights.x) * (code.z - 128) / 224
        let blue = y + 2 * (1 - weights.y) * (code.y - 128) / 224
        return SIMD3(red, (y - weights.x * red - weights.y * blue) / (1 - weights.x - weights.y), blue)
    }

    private static func ycc(_ rgb: SIMD3<Float>, _ weights: SIMD2<Float>) -> SIMD4<Float> {
        let y = weights.x * rgb.x + (1 - weights.x - weights.y) * rgb.y + weights.y * rgb.z
        return SIMD4(
            16 + 219 * y, 128 + 112 * (rgb.z - y) / (1 - weights.y), 128 + 112 * (rgb.x - y) / (1 - weights.x), 0)
    }
}
