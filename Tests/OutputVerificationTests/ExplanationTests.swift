import Diagnostics
import Foundation
import OutputVerification
import Testing

@Suite struct ExplanationTests {
    /// Rings of light on a dark ground, as letters are, at any place and size.
    private func pattern(dx: Double = 0, dy: Double = 0, scale: Double = 1, strength: Float = 1) -> LumaPatch {
        let (width, height) = (240, 160)
        var values = [Float](repeating: 0, count: width * height)
        let rings = [(60.0, 70.0, 18.0), (110.0, 80.0, 24.0), (170.0, 75.0, 15.0), (200.0, 90.0, 10.0)]
        for y in 0..<height {
            for x in 0..<width {
                // Back to the place in the original.
                let u = (Double(x) - 120 - dx) / scale + 120
                let v = (Double(y) - 80 - dy) / scale + 80
                for (cx, cy, radius) in rings {
                    let distance = abs(hypot(u - cx, v - cy) - radius)
                    if distance < 4 { values[y * width + x] += strength * Float(min(1, 4 - distance)) * 180 }
                }
            }
        }
        return LumaPatch(width: width, height: height, values: values)
    }

    @Test("a moved pattern is found to a quarter of a pixel", arguments: [(0.0, 0.0), (12, 0), (-7, 5), (3.5, -18)])
    func moved(dx: Double, dy: Double) throws {
        let found = try #require(Registration.find(pattern(), in: pattern(dx: dx, dy: dy), reach: 24))
        #expect(abs(found.dx - dx) < 0.25 && abs(found.dy - dy) < 0.25)
        #expect(found.scale == 1 && found.correlation > 0.95)
    }

    @Test("a pattern of another size is found to two hundredths", arguments: [0.9, 1.1])
    func scaled(scale: Double) throws {
        let found = try #require(Registration.find(pattern(), in: pattern(scale: scale), reach: 24))
        #expect(abs(found.scale - scale) < 0.021)
        #expect(found.correlation > found.correlationInPlace + 0.1)
    }

    @Test("a pattern that grew about a point far from its middle is found")
    func scaledFromItsEdge() throws {
        let found = try #require(Registration.find(pattern(dx: 14, scale: 1.1), in: pattern(), reach: 24))
        #expect(abs(found.scale - 1 / 1.1) < 0.021 && found.correlation > 0.9)
    }

    @Test("a fainter pattern keeps its place and tells its strength; nothing tells nothing")
    func strength() throws {
        let found = try #require(Registration.find(pattern(), in: pattern(strength: 0.6), reach: 24))
        #expect(abs(found.strength - 0.6) < 0.01 && abs(found.dx) < 0.25 && abs(found.dy) < 0.25)
        let empty = LumaPatch(width: 240, height: 160, values: [Float](repeating: 0, count: 240 * 160))
        #expect(Registration.find(empty, in: pattern(), reach: 24) == nil)
        let none = try #require(Registration.find(pattern(), in: empty, reach: 24))
        #expect(none.strength == 0 && none.correlation == 0)
    }

    /// Colors all over the limited range.
    private let colors: [SIMD4<Float>] = (0..<600).map { index in
        let i = Float(index)
        return SIMD4(40 + 160 * (0.5 + 0.5 * sin(i * 0.37)), 128 + 50 * sin(i * 1.1), 128 + 50 * cos(i * 0.71), 0)
    }

    @Test("a wrong range, gamma, saturation or brightness is named")
    func colorFaults() {
        func code(_ change: (SIMD4<Float>) -> SIMD4<Float>) -> String? {
            ColorDiagnosis.find(first: colors, second: colors.map(change))?.code.rawValue
        }
        #expect(
            code { SIMD4(($0.x - 16) * 255 / 219, ($0.y - 128) * 255 / 224 + 128, ($0.z - 128) * 255 / 224 + 128, 0) }
                == "color-range")
        #expect(
            code { SIMD4($0.x * 219 / 255 + 16, ($0.y - 128) * 224 / 255 + 128, ($0.z - 128) * 224 / 255 + 128, 0) }
                == "color-range")
        #expect(code { SIMD4($0.x, 128 + 0.9 * ($0.y - 128), 128 + 0.9 * ($0.z - 128), 0) } == "color-saturation")
        #expect(code { SIMD4($0.x + 4, $0.y, $0.z, 0) } == "color-brightness")
        #expect(code { SIMD4(16 + 219 * powf(($0.x - 16) / 219, 1 / 1.1), $0.y, $0.z, 0) } == "color-gamma")
        #expect(code { $0 } == nil)
    }

    @Test("a gamma and a saturation are named before a large plain ground, whose one color rounds")
    func mostlyPlain() {
        let ground = [SIMD4<Float>](repeating: SIMD4(38, 136, 122, 0), count: 6000)
        let plain = ground + colors.prefix(200)
        func code(_ change: (SIMD4<Float>) -> SIMD4<Float>) -> String? {
            ColorDiagnosis.find(first: plain, second: plain.map { change($0).rounded(.toNearestOrAwayFromZero) })?.code
                .rawValue
        }
        #expect(code { SIMD4(16 + 219 * powf(($0.x - 16) / 219, 1 / 1.05), $0.y, $0.z, 0) } == "color-gamma")
        #expect(code { SIMD4($0.x, 128 + 0.9 * ($0.y - 128), 128 + 0.9 * ($0.z - 128), 0) } == "color-saturation")
        #expect(code { SIMD4(16 + 1.08 * ($0.x - 16), $0.y, $0.z, 0) } == "color-brightness")
    }

    @Test("BT.601's samples shown as BT.709 are named by their matrix")
    func matrix() {
        // Red, green and blue by BT.709, then luma and chroma by BT.601 (their published coefficients).
        let wrong = colors.map { code -> SIMD4<Float> in
            let (y, u, v) = ((code.x - 16) / 219, (code.y - 128) / 224, (code.z - 128) / 224)
            let (r, g, b) = (y + 1.5748 * v, y - 0.1873 * u - 0.4681 * v, y + 1.8556 * u)
            let luma = 0.299 * r + 0.587 * g + 0.114 * b
            return SIMD4(16 + 219 * luma, 128 + 224 * (b - luma) / 1.772, 128 + 224 * (r - luma) / 1.402, 0)
        }
        let found = ColorDiagnosis.find(first: colors, second: wrong)
        #expect(found?.code == .colorMatrix && found?.message.contains("BT.601") == true)
    }
}
