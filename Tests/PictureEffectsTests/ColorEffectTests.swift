import Foundation
import MediaBuffers
import PictureEffects
import Testing
import TimelineModel

/// An effect and the formula that it must follow, written down independently: color, place and size to color and alpha.
struct ColorCase: CustomTestStringConvertible, Sendable {
    let effect: Effect
    let expected: @Sendable (RGB, (x: Int, y: Int), (w: Int, h: Int)) -> (RGB, Double)
    var testDescription: String { String("\(effect)".prefix(80)) }

    init(_ effect: Effect, _ expected: @escaping @Sendable (RGB) -> RGB) {
        self.effect = effect
        self.expected = { color, _, _ in (expected(color), 1) }
    }

    init(_ effect: Effect, at expected: @escaping @Sendable (RGB, (x: Int, y: Int), (w: Int, h: Int)) -> (RGB, Double))
    {
        self.effect = effect
        self.expected = expected
    }
}

@Suite("Color effects: one level from their formulas")
struct ColorEffectTests {
    private static func linear(_ v: Double) -> Double { v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4) }
    private static func gamma(_ v: Double) -> Double {
        v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055
    }

    /// feColorMatrix type="saturate" in the form of its luminance weights.
    private static func saturated(_ c: RGB, _ s: Double, _ weights: RGB) -> RGB {
        let gray = (c * weights).sum()
        return RGB(repeating: gray) + s * (c - RGB(repeating: gray))
    }

    private static func exposure(_ stops: Double) -> ColorCase {
        ColorCase(.exposure(stops: stops)) { c in
            RGB(
                gamma(min(1, linear(c.x) * exp2(stops))), gamma(min(1, linear(c.y) * exp2(stops))),
                gamma(min(1, linear(c.z) * exp2(stops))))
        }
    }

    private static func hue(_ degrees: Double) -> ColorCase {
        ColorCase(.hue(degrees: degrees)) { c in
            // feColorMatrix type="hueRotate": three matrices, as SVG writes them.
            let base: [RGB] = Array(repeating: RGB(0.213, 0.715, 0.072), count: 3)
            let cosine = [RGB(0.787, -0.715, -0.072), RGB(-0.213, 0.285, -0.072), RGB(-0.213, -0.715, 0.928)]
            let sine = [RGB(-0.213, -0.715, 0.928), RGB(0.143, 0.140, -0.283), RGB(-0.787, 0.715, 0.072)]
            let angle = degrees * .pi / 180
            let rows = (0..<3).map { base[$0] + cos(angle) * cosine[$0] + sin(angle) * sine[$0] }
            return RGB((rows[0] * c).sum(), (rows[1] * c).sum(), (rows[2] * c).sum())
        }
    }

    private static func vignette(_ v: Double) -> ColorCase {
        ColorCase(.vignette(strength: v)) { c, at, size in
            let (dx, dy) = (Double(at.x) + 0.5 - Double(size.w) / 2, Double(at.y) + 0.5 - Double(size.h) / 2)
            let (nx, ny) = (dx / (Double(size.w) / 2), dy / (Double(size.h) / 2))
            let t = min(1, max(0, (((nx * nx + ny * ny) / 2).squareRoot() - 0.5) / 0.5))
            return (c * (1 - v * t * t * (3 - 2 * t)), 1)
        }
    }

    private static func key(_ key: ColorKey) -> ColorCase {
        let (r, g, b) = (Double(key.color.red), Double(key.color.green), Double(key.color.blue))
        let target = BT709.codes(RGB(r, g, b) / 255)
        return ColorCase(.colorKey(key)) { c, _, _ in
            let codes = BT709.codes(c)
            let p = SIMD2(codes.cb - 128, codes.cr - 128) / 224
            let k = SIMD2(target.cb - 128, target.cr - 128) / 224
            let distance = ((p - k) * (p - k)).sum().squareRoot()
            let t = min(1, max(0, (distance - key.similarity) / max(key.smoothness, 1e-6)))
            let unit = k / (k * k).sum().squareRoot()
            let along = (p * unit).sum()
            let aside = ((p - along * unit) * (p - along * unit)).sum().squareRoot()
            let clean = p - key.spill * max(0, along - aside) * unit
            return (BT709.rgb(codes.y, 128 + 224 * clean.x, 128 + 224 * clean.y), t * t * (3 - 2 * t))
        }
    }

    private static let rec709 = RGB(0.2126, 0.7152, 0.0722)
    private static let svg = RGB(0.213, 0.715, 0.072)

    private static func factors(_ v: Double) -> [ColorCase] {
        [
            ColorCase(.brightness(v)) { $0 * v }, ColorCase(.contrast(v)) { ($0 - 0.5) * v + 0.5 },
            ColorCase(.saturation(v)) { saturated($0, v, svg) },
        ]
    }

    private static func sepia(_ v: Double) -> ColorCase {
        ColorCase(.sepia(v)) { c in
            let red = (c * RGB(0.393, 0.769, 0.189)).sum()
            let green = (c * RGB(0.349, 0.686, 0.168)).sum()
            let blue = (c * RGB(0.272, 0.534, 0.131)).sum()
            return c + v * (RGB(red, green, blue) - c)
        }
    }

    private static func amounts(_ v: Double) -> [ColorCase] {
        [
            ColorCase(.grayscale(v)) { saturated($0, 1 - v, rec709) }, sepia(v),
            ColorCase(.invert(v)) { c in c * (1 - v) + (RGB(repeating: 1) - c) * v }, vignette(v),
        ]
    }

    private static func temperature(_ v: Double) -> ColorCase {
        ColorCase(.temperature(v)) { $0 * RGB(1 + 0.2 * v, 1, 1 - 0.2 * v) }
    }

    static let cases: [ColorCase] = {
        var cases = [0, 0.4, 1, 2.5].flatMap(factors)
        cases += [0, 0.3, 1].flatMap(amounts)
        cases += [-1, 0.5].map(temperature)
        cases += [0, 35, 90, 180, -120, 725].map(hue)
        cases += [-8, -1.5, 0, 0.7, 3].map(exposure)
        let green = RGBAColor(red: 0, green: 255, blue: 0)
        let blue = RGBAColor(red: 20, green: 60, blue: 200)
        cases.append(key(ColorKey(color: green, similarity: 0.2, smoothness: 0.3, spill: 1)))
        cases.append(key(ColorKey(color: blue, similarity: 0.1, smoothness: 0.5, spill: 0.4)))
        return cases
    }()

    private static func expect(_ item: ColorCase, _ input: SourcePicture, _ output: SourcePicture) {
        let (w, h) = (input.width, input.height)
        let keys = if case .colorKey = item.effect { true } else { false }
        #expect((output.alpha != nil) == (input.alpha != nil || keys))
        var worst = 0.0
        for y in 0..<h {
            for x in 0..<w {
                let alpha = Double(input.alpha?.row(y)[x] ?? 255)
                let (l, b, r) = (
                    Double(input.luma.row(y)[x]), Double(input.cb.row(y)[x]), Double(input.cr.row(y)[x])
                )
                var share = alpha / 255
                var color = RGB(0, 0, 0)
                if alpha > 0 {
                    let straight = BT709.rgb(l / share, b / share, r / share)
                    var factor = 1.0
                    (color, factor) = item.expected(straight, (x, y), (w, h))
                    color.clamp(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1))
                    share *= factor
                }
                let codes = BT709.codes(color)
                for (value, plane) in [(codes.y, output.luma), (codes.cb, output.cb), (codes.cr, output.cr)] {
                    worst = max(worst, abs(value * share - Double(plane.row(y)[x])))
                }
                if let alpha = output.alpha { worst = max(worst, abs(share * 255 - Double(alpha.row(y)[x]))) }
            }
        }
        // Half a level for rounding the code, up to half for rounding it times alpha.
        #expect(worst <= 1.01, "\(item.testDescription): \(worst) levels")
    }

    @Test("4:4:4", arguments: cases) func opaque(_ item: ColorCase) {
        let picture = randomPicture(67, 13, hasAlpha: false, seed: 1)
        Self.expect(item, picture, EffectPainter().painted(picture, EffectChain([item.effect])))
    }

    @Test("4:4:4 with alpha", arguments: cases) func alpha(_ item: ColorCase) {
        let picture = randomPicture(53, 11, hasAlpha: true, seed: 2)
        Self.expect(item, picture, EffectPainter().painted(picture, EffectChain([item.effect])))
    }

    @Test(
        "4:2:0 of any siting and odd sizes stays 4:2:0", arguments: [(34, 18), (35, 19), (1, 1), (2, 3)],
        [ChromaLocation.left, .center])
    func halvedChroma(_ size: (Int, Int), _ location: ChromaLocation) {
        let picture = smoothPicture(size.0, size.1, location)
        let output = EffectPainter().painted(picture, EffectChain([.saturation(1.5), .temperature(0.5)]))
        #expect(output.subsampling == .yuv420 && output.chromaLocation == .left && output.alpha == nil)
        let (cb, cr) = (Grid(picture.cb), Grid(picture.cr))
        let colors = (0..<size.0 * size.1).map { index -> RGB in
            let (x, y) = (index % size.0, index / size.0)
            var color = BT709.rgb(
                Double(picture.luma.row(y)[x]), chroma(cb, x, y, location), chroma(cr, x, y, location))
            color = Self.saturated(color, 1.5, Self.svg)
            color.clamp(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1))
            color *= RGB(1.1, 1, 0.9)
            color.clamp(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1))
            return color
        }
        let codes = colors.map(BT709.codes)
        func grid(_ value: ((y: Double, cb: Double, cr: Double)) -> Double) -> Grid {
            Grid(size.0, size.1) { value(codes[$1 * size.0 + $0]) }
        }
        let (outCb, outCr) = (grid { $0.cb }, grid { $0.cr })
        #expect(grid { $0.y }.distance(to: output.luma) <= 0.51)
        let (w, h) = (output.cb.width, output.cb.height)
        #expect(Grid(w, h) { halved(outCb, $0, $1) }.distance(to: output.cb) <= 0.51)
        #expect(Grid(w, h) { halved(outCr, $0, $1) }.distance(to: output.cr) <= 0.51)
    }

    @Test("clamped between steps, and no 8-bit rounding in between") func chains() {
        let picture = randomPicture(40, 9, hasAlpha: false, seed: 3)
        let painter = EffectPainter()
        let clipped = painter.painted(picture, EffectChain([.brightness(4), .brightness(0.25)]))
        let expected = Grid(40, 9) { x, y in
            let color = BT709.rgb(
                Double(picture.luma.row(y)[x]), Double(picture.cb.row(y)[x]), Double(picture.cr.row(y)[x]))
            return BT709.codes(pointwiseMin(color * 4, RGB(repeating: 1)) / 4).y
        }
        #expect(expected.distance(to: clipped.luma) <= 0.51)
        // A fiftieth of the light and back through a blur of nothing: with bytes in between steps of 50 would be seen.
        let faint = painter.painted(
            picture, EffectChain([.brightness(0.02), .sharpen(amount: 0), .brightness(50)]))
        #expect(Grid(picture.luma).distance(to: faint.luma) <= 1)
    }
}
