import CSignalMeasurement
import MediaBuffers
import SignalMeasurement
import Testing

@Suite struct PictureDifferenceTests {
    /// Pairs of L*a*b* colors and their difference, from Sharma, Wu, Dalal: The CIEDE2000 color-difference formula (2005),
    /// table 1.
    static let published: [(SIMD3<Float>, SIMD3<Float>, Float)] = [
        (SIMD3(50, 2.6772, -79.7751), SIMD3(50, 0, -82.7485), 2.0425),
        (SIMD3(50, 3.1571, -77.2803), SIMD3(50, 0, -82.7485), 2.8615),
        (SIMD3(50, -1.3802, -84.2814), SIMD3(50, 0, -82.7485), 1.0000),
        (SIMD3(50, 0, 0), SIMD3(50, -1, 2), 2.3669),
        (SIMD3(50, 2.49, -0.001), SIMD3(50, -2.49, 0.0009), 7.1792),
        (SIMD3(50, 2.49, -0.001), SIMD3(50, -2.49, 0.0011), 7.2195),
        (SIMD3(50, 2.5, 0), SIMD3(50, 0, -2.5), 4.3065),
        (SIMD3(50, 2.5, 0), SIMD3(73, 25, -18), 27.1492),
        (SIMD3(60.2574, -34.0099, 36.2677), SIMD3(60.4626, -34.1751, 39.4387), 1.2644),
        (SIMD3(63.0109, -31.0961, -5.8663), SIMD3(62.8187, -29.7946, -4.0864), 1.2630),
        (SIMD3(22.7233, 20.0904, -46.694), SIMD3(23.0331, 14.973, -42.5619), 2.0373),
        (SIMD3(90.8027, -2.0831, 1.441), SIMD3(91.1528, -1.6435, 0.0447), 1.4441),
        (SIMD3(2.0776, 0.0795, -1.135), SIMD3(0.9033, -0.0636, -0.5514), 0.9082),
    ]

    @Test("CIEDE2000 gives the published differences to three digits, in both directions")
    func ciede2000() {
        for (first, second, expected) in Self.published {
            #expect(abs(ColorDifference.ciede2000(first, second) - expected) < 0.0006)
            #expect(abs(ColorDifference.ciede2000(second, first) - expected) < 0.0006)
        }
    }

    @Test("white is L* 100 without color, and black L* 0")
    func lab() {
        let white = ColorDifference.lab(SIMD4(235, 128, 128, 0))
        #expect(abs(white.x - 100) < 0.01 && abs(white.y) < 0.02 && abs(white.z) < 0.02)
        #expect(abs(ColorDifference.lab(SIMD4(16, 128, 128, 0)).x) < 0.01)
    }

    @Test("block sums are those of plain loops, for every width", arguments: 1...40)
    func blockSums(count: Int) {
        var random = SystemRandomNumberGenerator()
        let (a, b) = (Plane(width: 4 * count, height: 4), Plane(width: 4 * count, height: 4))
        for y in 0..<4 {
            for x in 0..<4 * count {
                a.row(y)[x] = UInt8.random(in: 0...255, using: &random)
                b.row(y)[x] = UInt8.random(in: 0...255, using: &random)
            }
        }
        func sums(_ fast: Bool) -> [[Int32]] {
            var result = [[Int32]](repeating: [Int32](repeating: -1, count: count + 1), count: 5)
            var (p, q, r, s, t) = (result[0], result[1], result[2], result[3], result[4])
            let function = fast ? wp_block_sums : wp_block_sums_reference
            function(a.base, a.stride, b.base, b.stride, Int32(count), &p, &q, &r, &s, &t)
            result = [p, q, r, s, t]
            return result
        }
        #expect(sums(true) == sums(false))
    }

    private func noise(_ seed: Int, width: Int = 96, height: Int = 80) -> Canvas {
        let canvas = Canvas(width: width, height: height)
        for (index, plane) in [canvas.luma, canvas.cb, canvas.cr].enumerated() {
            for y in 0..<plane.height {
                for x in 0..<plane.width {
                    plane.row(y)[x] = UInt8((x * 7 + y * 13 + x * y + seed + 50 * index) % 200 + 20)
                }
            }
        }
        return canvas
    }

    @Test("equal pictures are alike everywhere, and one changed block shows where and how much it changed")
    func difference() {
        let first = noise(0)
        let second = first.copied()
        for y in 32..<48 {
            for x in 16..<32 { second.luma.row(y)[x] = first.luma.row(y)[x] + 10 }
        }
        for y in 16..<24 {
            for x in 8..<16 { second.cr.row(y)[x] = first.cr.row(y)[x] - 6 }
        }
        let gauge = PictureGauge(width: 96, height: 80)
        let same = gauge.difference(of: first, from: first)
        #expect(same.similarity == 1 && same.tileSimilarity.allSatisfy { $0 == 1 })
        let found = gauge.difference(of: second, from: first)
        let place = 2 * found.columns + 1
        #expect(found.columns == 6 && found.rows == 5)
        for block in found.blockDifference.indices {
            #expect(found.blockDifference[block] == (block == place ? 10 : 0))
            let change = found.second[block] - found.first[block]
            #expect(change == (block == place ? SIMD4(10, 0, -6, 0) : .zero))
        }
        #expect(found.tileSimilarity[0] < 1 && found.tileSimilarity[1] == 1)
    }

    @Test("thumbnails measure squared differences of block means, and leave out what is ignored")
    func thumbnails() {
        let first = Canvas(width: 64, height: 48)
        first.luma.fill(100)
        let second = first.copied()
        for y in 8..<16 {
            for x in 16..<24 { second.luma.row(y)[x] = 148 }
        }
        let (a, b) = (LumaThumbnail(of: first), LumaThumbnail(of: second))
        #expect(a.distance(to: b) == 48 * 48 / 48.0)
        #expect(a.distance(to: b, ignoring: [PixelRect(x: 17, y: 9, width: 3, height: 3)]) == 0)
        #expect(a.distance(to: b, ignoring: [PixelRect(x: 40, y: 0, width: 24, height: 48)]) == 48 * 48 / 30.0)
        #expect(b.statistics.mean == 101)
    }
}
