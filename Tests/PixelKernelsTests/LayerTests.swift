import CPixelKernels
import TestSupport
import Testing

extension wp_layers {
    /// One row.
    static func row(
        _ d: UnsafeMutablePointer<UInt8>, _ s: UnsafePointer<UInt8>, _ a: UnsafePointer<UInt8>?, _ count: Int
    ) -> wp_layers {
        wp_layers(d: d, s: s, a: a, d_stride: 0, s_stride: 0, a_stride: 0, n: count, rows: 1)
    }
}

/// The kernels that work on several rows against plain formulas: planes of different strides, amid bytes that must stay
/// as they are and pages that may not be touched.
@Suite struct LayerTests {
    private func table(_ name: String) throws -> wp_kernels { try #require(wp_kernels_named(name)).pointee }

    /// The quotient by 255, rounded to nearest.
    private func nearest255(_ product: Int) -> Int { (2 * product + 255) / 510 }

    private func scaled(_ value: UInt8, _ opacity: Int) -> Int { (Int(value) * opacity + 16_384) / 32_768 }

    /// Three planes with rows of `width` samples, whose last rows end with their memory where they lie at its end.
    private struct Planes {
        let d, s, a: FencedRow<UInt8>
        let layers: wp_layers

        init(
            width: Int, rows: Int, gaps: (Int, Int, Int), _ place: RowPlace, hasAlpha: Bool = true,
            _ generator: inout SeededGenerator
        ) {
            func count(_ gap: Int) -> Int { rows * (width + gap) - gap }
            d = FencedRow(generator.bytes(count(gaps.0)), place)
            s = FencedRow(generator.longRuns(count(gaps.1)), place)
            a = FencedRow(generator.longRuns(count(gaps.2)), place)
            layers = wp_layers(
                d: d.pointer, s: s.pointer, a: hasAlpha ? UnsafePointer(a.pointer) : nil, d_stride: width + gaps.0,
                s_stride: width + gaps.1, a_stride: width + gaps.2, n: width, rows: rows)
        }

        /// What d holds when each sample has become the formula's value of d, s and a.
        func wanted(_ formula: (UInt8, UInt8, UInt8) -> Int) -> [UInt8] {
            var wanted = d.initial
            for y in 0..<layers.rows {
                for x in 0..<layers.n {
                    let place = y * layers.d_stride + x
                    let light = s.initial[y * layers.s_stride + x]
                    let alpha = layers.a == nil ? 255 : a.initial[y * layers.a_stride + x]
                    wanted[place] = UInt8(min(255, formula(d.initial[place], light, alpha)))
                }
            }
            return wanted
        }

        var isFenceWhole: Bool { d.isFenceWhole && s.isUntouched && a.isUntouched }
    }

    private static let widths = [1, 8, 31, 32, 33, 63, 64, 65, 127, 128, 129, 160, 255, 256, 257, 300, 391, 540]
    private static let gaps = [(0, 0, 0), (36, 1, 100), (7, 64, 3)]

    @Test(arguments: availableSets, widths) func severalRows(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for place in RowPlace.allCases {
            // Few rows, and more than are fetched ahead.
            for (gaps, rows) in [(Self.gaps[0], 2), (Self.gaps[1], 3), (Self.gaps[2], 2_100 / width + 3)] {
                var planes = Planes(width: width, rows: rows, gaps: gaps, place, &generator)
                kernels.over(planes.layers)
                #expect(
                    planes.d.values == planes.wanted { Int($1) + nearest255(Int($0) * (255 - Int($2))) },
                    "\(place), \(gaps), \(rows)")
                #expect(planes.isFenceWhole)

                for (opacity, hasAlpha) in [(23_456, true), (64, true), (9_999, false)] {
                    planes = Planes(
                        width: width, rows: rows, gaps: gaps, place, hasAlpha: hasAlpha, &generator)
                    kernels.over_opacity(planes.layers, Int32(opacity))
                    let wanted = planes.wanted {
                        scaled($1, opacity) + nearest255(Int($0) * (255 - scaled($2, opacity)))
                    }
                    #expect(planes.d.values == wanted, "\(place), \(gaps), \(rows), \(opacity)")
                    #expect(planes.isFenceWhole)
                }

                planes = Planes(width: width, rows: rows, gaps: gaps, place, &generator)
                kernels.mix(planes.layers, 12_345)
                let mixed = planes.wanted { (Int($1) * (32_768 - 12_345) + Int($2) * 12_345 + 16_384) / 32_768 }
                #expect(planes.d.values == mixed, "\(place), \(gaps), \(rows)")
                #expect(planes.isFenceWhole)
            }
        }
    }

    @Test(arguments: availableSets) func nothingToDo(_ name: String) throws {
        let kernels = try table(name)
        var byte: UInt8 = 7
        for (n, rows) in [(0, 0), (0, 3), (5, 0)] {
            withUnsafeMutablePointer(to: &byte) {
                let layers = wp_layers(
                    d: $0, s: $0, a: $0, d_stride: 0, s_stride: 0, a_stride: 0, n: n, rows: rows)
                kernels.over(layers)
                kernels.over_opacity(layers, 5)
                kernels.mix(layers, 5)
            }
        }
        #expect(byte == 7)
    }

    /// Runs that look transparent or opaque at first, with one sample that is not.
    @Test(arguments: availableSets, [0, 1, 254, 255] as [UInt8]) func oneSampleAmidARun(
        _ name: String, _ odd: UInt8
    ) throws {
        let kernels = try table(name)
        let destination = (0..<384).map { UInt8(($0 * 37 + 11) & 255) }
        for (alpha, light) in [(0, 0), (255, 0), (255, 90)] as [(UInt8, UInt8)] {
            for place in 0..<384 {
                for isAlpha in [true, false] {
                    var found = destination
                    var s = [UInt8](repeating: light, count: 384)
                    var a = [UInt8](repeating: alpha, count: 384)
                    if isAlpha { a[place] = odd } else { s[place] = odd }
                    kernels.over(.row(&found, s, a, 384))
                    let wanted = (0..<384).map {
                        UInt8(min(255, Int(s[$0]) + nearest255(Int(destination[$0]) * (255 - Int(a[$0])))))
                    }
                    #expect(found == wanted, "\(alpha), \(light), \(place), \(isAlpha)")
                    found = destination
                    kernels.over_opacity(.row(&found, s, a, 384), 30_000)
                    let faded = (0..<384).map {
                        let rest = nearest255(Int(destination[$0]) * (255 - scaled(a[$0], 30_000)))
                        return UInt8(min(255, scaled(s[$0], 30_000) + rest))
                    }
                    #expect(found == faded, "\(alpha), \(light), \(place), \(isAlpha)")
                }
            }
        }
    }
}

extension SeededGenerator {
    /// Bytes with runs of 0 and of 255, most of them longer than the kernels' groups.
    fileprivate mutating func longRuns(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = Int.random(in: 1...400, using: &self)
            switch Int.random(in: 0...4, using: &self) {
            case 0, 1: bytes += [UInt8](repeating: 0, count: length)
            case 2, 3: bytes += [UInt8](repeating: 255, count: length)
            default: bytes += self.bytes(length)
            }
        }
        return Array(bytes[..<count])
    }
}
