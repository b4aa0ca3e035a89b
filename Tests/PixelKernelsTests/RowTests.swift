import CPixelKernels
import TestSupport
import Testing

/// Every kernel of every table against plain formulas, at every width and wherever a row starts, and nothing beside the
/// rows touched.
@Suite struct RowTests {
    static let widths = Array(1...67) + [96, 127, 128, 129, 200]

    private func table(_ name: String) throws -> wp_kernels { try #require(wp_kernels_named(name)).pointee }

    /// The quotient by 255, rounded to nearest.
    private func nearest255(_ product: Int) -> Int { (2 * product + 255) / 510 }

    /// The quotient, rounded down.
    private func floored(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }

    private func byte(_ value: Int) -> UInt8 { UInt8(min(255, max(0, value))) }

    @Test(arguments: availableSets, widths) func blending(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for place in RowPlace.allCases {
            let destination = FencedRow(generator.bytes(width), place)
            let source = FencedRow(generator.runs(width), place)
            let alpha = FencedRow(generator.runs(width), place)
            kernels.over(.row(destination.pointer, source.pointer, alpha.pointer, width))
            let wanted = (0..<width).map {
                byte(
                    Int(source.initial[$0])
                        + nearest255(Int(destination.initial[$0]) * (255 - Int(alpha.initial[$0]))))
            }
            #expect(destination.values == wanted && destination.isFenceWhole, "\(place)")
            #expect(source.isUntouched && alpha.isUntouched)
        }
    }

    @Test(arguments: availableSets, widths) func blendingWithOpacity(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for place in RowPlace.allCases {
            for (opacity, hasAlpha) in [(1, true), (9_999, true), (32_767, true), (20_001, false)] {
                let destination = FencedRow(generator.bytes(width), place)
                let source = FencedRow(generator.runs(width), place)
                let alpha = FencedRow(hasAlpha ? generator.runs(width) : [UInt8](repeating: 255, count: width), place)
                kernels.over_opacity(
                    .row(destination.pointer, source.pointer, hasAlpha ? alpha.pointer : nil, width), Int32(opacity))
                let wanted = (0..<width).map {
                    let coverage = (Int(alpha.initial[$0]) * opacity + 16_384) / 32_768
                    let light = (Int(source.initial[$0]) * opacity + 16_384) / 32_768
                    return byte(light + nearest255(Int(destination.initial[$0]) * (255 - coverage)))
                }
                #expect(destination.values == wanted && destination.isFenceWhole, "\(place), \(opacity)")
                #expect(source.isUntouched && alpha.isUntouched)
            }
        }
    }

    @Test(arguments: availableSets, widths) func mixingAndMultiplying(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for place in RowPlace.allCases {
            let a = FencedRow(generator.bytes(width), place)
            let b = FencedRow(generator.runs(width), place)
            for weight in [1, 16_384, 23_456, 32_767] {
                let wanted = (0..<width).map {
                    UInt8((Int(a.initial[$0]) * (32_768 - weight) + Int(b.initial[$0]) * weight + 16_384) / 32_768)
                }
                let output = FencedRow([UInt8](repeating: 1, count: width), place)
                kernels.mix(.row(output.pointer, a.pointer, b.pointer, width), Int32(weight))
                #expect(output.values == wanted && output.isFenceWhole, "\(place), \(weight)")
                // In place, on either side.
                let first = FencedRow(a.initial, place)
                kernels.mix(.row(first.pointer, first.pointer, b.pointer, width), Int32(weight))
                #expect(first.values == wanted && first.isFenceWhole)
                let second = FencedRow(b.initial, place)
                kernels.mix(.row(second.pointer, a.pointer, second.pointer, width), Int32(weight))
                #expect(second.values == wanted && second.isFenceWhole)
            }
            #expect(a.isUntouched && b.isUntouched)
            let masked = FencedRow(a.initial, place)
            kernels.multiply(masked.pointer, b.pointer, width)
            #expect(masked.values == (0..<width).map { byte(nearest255(Int(a.initial[$0]) * Int(b.initial[$0]))) })
            #expect(masked.isFenceWhole && b.isUntouched)
        }
    }

    @Test(arguments: availableSets, widths) func scalingAcross(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for (place, step) in zip(RowPlace.allCases, [0.2, 0.9, 1, 2.7, 4.3, 11]) {
            for (taps, isMirrored) in [(4, false), (4, true), (8, false), (12, true)] {
                var index = (0..<width).map { Int32(Double($0) * step) }
                if isMirrored { index.reverse() }
                let count = Int(index.max() ?? 0) + taps + 64
                let source = FencedRow(generator.bytes(count), place)
                // Absolute values sum to 1.25 at most; the first sample gets the cubic's own extremes.
                var weights = [[Int16]](repeating: [], count: width)
                for i in 0..<width {
                    let limit = Int16(20_480 / taps)
                    weights[i] = (0..<taps).map { _ in .random(in: -limit...limit, using: &generator) }
                }
                weights[0] = [-1_024, 9_216, 9_216, -1_024] + [Int16](repeating: 0, count: taps - 4)
                var paired = [Int16](repeating: 0, count: width * taps)
                for i in 0..<width {
                    for k in 0..<taps { paired[k / 2 * 2 * width + 2 * i + k % 2] = weights[i][k] }
                }
                let places = FencedRow(index, place)
                let weightRow = FencedRow(paired, place)
                let output = FencedRow([Int16](repeating: 5, count: width), place)
                kernels.scale_h(
                    output.pointer, source.pointer, places.pointer, weightRow.pointer, Int32(taps), width)
                let wanted = (0..<width).map { i in
                    let sum = (0..<taps).reduce(128) {
                        $0 + Int(source.initial[Int(index[i]) + $1]) * Int(weights[i][$1])
                    }
                    return Int16(floored(sum, 256))
                }
                #expect(output.values == wanted && output.isFenceWhole, "\(place), \(taps) taps")
                #expect(source.isUntouched && places.isUntouched && weightRow.isUntouched)
            }
        }
    }

    @Test(arguments: availableSets, widths) func scalingDown(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for place in RowPlace.allCases {
            for taps in [2, 4, 6, 12] {
                let limit = Int16(20_480 / taps)
                var weights = (0..<taps).map { _ in Int16.random(in: -limit...limit, using: &generator) }
                if taps == 2 { weights = [16_384, 0] }
                let rows = (0..<taps).map { _ in
                    FencedRow((0..<width).map { _ in Int16.random(in: -20_400...20_400, using: &generator) }, place)
                }
                let output = FencedRow([UInt8](repeating: 1, count: width), place)
                kernels.scale_v(
                    output.pointer, rows.map { UnsafePointer($0.pointer) }, weights, Int32(taps), width)
                let wanted = (0..<width).map { x in
                    byte(
                        floored(zip(rows, weights).reduce(1 << 19) { $0 + Int($1.0.initial[x]) * Int($1.1) }, 1 << 20))
                }
                #expect(output.values == wanted && output.isFenceWhole, "\(place), \(taps) taps")
                #expect(rows.allSatisfy { $0.isUntouched })
            }
        }
    }

    @Test(arguments: availableSets, widths) func converting(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        let coefficients = [
            (16, [11_966, 40_254, 4_064]), (128, [-6_596, -22_189, 28_784]), (128, [28_784, -26_145, -2_639]),
        ]
        for place in RowPlace.allCases {
            let rgba = FencedRow(generator.bytes(4 * width), place)
            let alpha = (0..<width).map { rgba.initial[4 * $0 + 3] }
            /// Codes of one plane: what `scaled` says of the weighted sum, the offset and alpha, in 1/65536 of 1/255.
            func codes(_ plane: Int, _ scaled: (Int, Int, Int) -> Int) -> [UInt8] {
                (0..<width).map { x in
                    let sum = (0..<3).reduce(0) { $0 + coefficients[plane].1[$1] * Int(rgba.initial[4 * x + $1]) }
                    let value = scaled(sum, coefficients[plane].0 << 16, Int(alpha[x]))
                    return byte(floored(value + 255 << 15, 255 << 16))
                }
            }
            for mode in 0..<3 {
                let outputs = (0..<4).map { _ in FencedRow([UInt8](repeating: 1, count: width), place) }
                let p = outputs.map(\.pointer)
                let scaled: (Int, Int, Int) -> Int
                switch mode {
                case 0:
                    kernels.convert(rgba.pointer, p[0], p[1], p[2], width)
                    scaled = { sum, offset, _ in 255 * (sum + offset) }
                case 1:
                    kernels.convert_straight(rgba.pointer, p[0], p[1], p[2], p[3], width)
                    scaled = { sum, offset, alpha in (sum + offset) * alpha }
                default:
                    kernels.convert_premultiplied(rgba.pointer, p[0], p[1], p[2], p[3], width)
                    scaled = { sum, offset, alpha in 255 * sum + offset * alpha }
                }
                for plane in 0..<3 { #expect(outputs[plane].values == codes(plane, scaled), "\(place), mode \(mode)") }
                if mode > 0 { #expect(outputs[3].values == alpha) } else { #expect(outputs[3].isUntouched) }
                #expect(outputs.allSatisfy { $0.isFenceWhole } && rgba.isUntouched)
            }
        }
    }
}
