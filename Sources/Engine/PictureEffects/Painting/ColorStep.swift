import CPixelKernels
import Foundation
import MediaBuffers
import TimelineModel

/// One change of colors that needs no other pixels.
enum ColorStep: Sendable {
    /// Rows of R, G, B and offset.
    case affine([Float])
    /// The same curve for every component, from black to `domain`.
    case curve([Float], domain: Float)
    case table(ColorTable)
    case key(wp_color_key)
    case vignette(strength: Float)

    /// The step of an effect, or nil for one that needs other pixels.
    init?(_ effect: Effect) {
        switch effect {
        case .brightness(let factor): self = .affine(Self.gain(factor, factor, factor))
        case .contrast(let factor): self = .affine(Self.gain(factor, factor, factor, offset: 0.5 - 0.5 * factor))
        case .saturation(let amount): self = .affine(Self.saturate(amount))
        case .hue(let degrees): self = .affine(Self.hue(degrees))
        case .grayscale(let amount): self = .affine(Self.grayscale(amount))
        case .sepia(let amount): self = .affine(Self.sepia(amount))
        case .invert(let amount):
            let slope = 1 - 2 * amount
            self = .affine(Self.gain(slope, slope, slope, offset: amount))
        case .temperature(let warmth): self = .affine(Self.gain(1 + 0.2 * warmth, 1, 1 - 0.2 * warmth))
        case .exposure(let stops): self = Self.exposure(stops)
        case .lookup(let table): self = .table(table)
        case .colorKey(let key): self = .key(Self.key(key))
        case .vignette(let strength): self = .vignette(strength: Float(strength))
        case .blur, .sharpen: return nil
        }
    }

    /// Whether it makes pixels transparent.
    var addsAlpha: Bool { if case .key = self { true } else { false } }

    private static func matrix(_ rows: [[Double]]) -> [Float] { rows.flatMap { $0 + [0] }.map(Float.init) }

    private static func gain(_ red: Double, _ green: Double, _ blue: Double, offset: Double = 0) -> [Float] {
        [red, 0, 0, offset, 0, green, 0, offset, 0, 0, blue, offset].map(Float.init)
    }

    /// Filter Effects 1, 9.6, `saturate`.
    private static func saturate(_ s: Double) -> [Float] {
        matrix([
            [0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s],
            [0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s],
            [0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s],
        ])
    }

    /// Filter Effects 1, 9.6, `hueRotate`.
    private static func hue(_ degrees: Double) -> [Float] {
        let angle = degrees.truncatingRemainder(dividingBy: 360) * .pi / 180
        let (c, s) = (cos(angle), sin(angle))
        return matrix([
            [0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928],
            [0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283],
            [0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072],
        ])
    }

    /// Filter Effects 1, 13.1.1.
    private static func grayscale(_ amount: Double) -> [Float] {
        let k = 1 - amount
        return matrix([
            [0.2126 + 0.7874 * k, 0.7152 - 0.7152 * k, 0.0722 - 0.0722 * k],
            [0.2126 - 0.2126 * k, 0.7152 + 0.2848 * k, 0.0722 - 0.0722 * k],
            [0.2126 - 0.2126 * k, 0.7152 - 0.7152 * k, 0.0722 + 0.9278 * k],
        ])
    }

    /// Filter Effects 1, 13.1.2.
    private static func sepia(_ amount: Double) -> [Float] {
        let k = 1 - amount
        return matrix([
            [0.393 + 0.607 * k, 0.769 - 0.769 * k, 0.189 - 0.189 * k],
            [0.349 - 0.349 * k, 0.686 + 0.314 * k, 0.168 - 0.168 * k],
            [0.272 - 0.272 * k, 0.534 - 0.534 * k, 0.131 + 0.869 * k],
        ])
    }

    /// Decode, multiply, encode (IEC 61966-2-1) as a table, which ends where the result reaches white.
    private static func exposure(_ stops: Double) -> ColorStep {
        let factor = exp2(stops)
        let domain = factor > 1 ? encoded(1 / factor) : 1
        let last = 4_096
        let table = (0...last).map { Float(encoded(min(1, decoded(domain * Double($0) / Double(last)) * factor))) }
        return .curve(table, domain: Float(domain))
    }

    private static func decoded(_ v: Double) -> Double { v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4) }
    private static func encoded(_ v: Double) -> Double {
        v <= 0.003_130_8 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055
    }

    private static func key(_ key: ColorKey) -> wp_color_key {
        let red = Double(key.color.red) / 255
        let blue = Double(key.color.blue) / 255
        let luma = 0.2126 * red + 0.7152 * Double(key.color.green) / 255 + 0.0722 * blue
        let pb = (blue - luma) / 1.8556
        let pr = (red - luma) / 1.5748
        let length = (pb * pb + pr * pr).squareRoot()
        let isGray = length < 0.01
        return wp_color_key(
            pb: Float(pb), pr: Float(pr), directionB: isGray ? 0 : Float(pb / length),
            directionR: isGray ? 0 : Float(pr / length), similarity: Float(key.similarity),
            steepness: Float(1 / max(key.smoothness, 1e-6)), spill: Float(key.spill))
    }
}
