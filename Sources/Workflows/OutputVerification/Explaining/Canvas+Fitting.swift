import MediaBuffers

extension Canvas {
    /// Mean squared difference to another canvas over a part with even edges; chroma counts like luma.
    func distance(to other: Canvas, in region: PixelRect) -> Double {
        distance(toMixOf: other, and: other, weight: 0, in: region)
    }

    /// The same to `(1 − weight) · first + weight · second`.
    func distance(toMixOf first: Canvas, and second: Canvas, weight: Double, in region: PixelRect) -> Double {
        var (sum, count) = (0.0, 0)
        let share = Float(weight)
        forEachRow(region) { width, own, rows in
            let (a, b) = rows(first, second)
            var line = Float(0)
            for x in 0..<width {
                let expected = Float(a[x]) + share * (Float(b[x]) - Float(a[x]))
                line += (Float(own[x]) - expected) * (Float(own[x]) - expected)
            }
            sum += Double(line)
            count += width
        }
        return count > 0 ? sum / Double(count) : 0
    }

    /// How strongly what `full` has over `empty` is seen here, by least squares; 1 is as in `full`.
    func strength(of full: Canvas, over empty: Canvas, in region: PixelRect) -> Double {
        var (product, energy) = (0.0, 0.0)
        forEachRow(region) { width, own, rows in
            let (a, b) = rows(full, empty)
            var line = (product: Float(0), energy: Float(0))
            for x in 0..<width {
                let ink = Float(a[x]) - Float(b[x])
                line.product += ink * (Float(own[x]) - Float(b[x]))
                line.energy += ink * ink
            }
            product += Double(line.product)
            energy += Double(line.energy)
        }
        return energy > 0 ? product / energy : 1
    }

    /// A change of color that turns one canvas into another.
    struct Tint {
        /// Factor of the chroma's distance from neutral.
        var saturation: Double
        /// What is left of the chroma's difference, 0…1.
        var chromaRest: Double
        /// Factor of the luma.
        var gain: Double
        /// What is added to the luma.
        var offset: Double
        /// What is left of the luma's difference, 0…1.
        var lumaRest: Double
        /// Mean squared difference of the chroma.
        var chromaError: Double
        /// Mean squared difference of the luma.
        var lumaError: Double
    }

    /// The change of color that fits best over a part; nil where it is empty.
    func tint(of expected: Canvas, in region: PixelRect) -> Tint? {
        guard !region.isEmpty else { return nil }
        var luma = Line()
        for y in region.y..<region.maxY {
            luma.add(expected.luma.row(y) + region.x, self.luma.row(y) + region.x, region.width, center: 0)
        }
        var chroma = Line()
        for (a, b) in [(expected.cb, cb), (expected.cr, cr)] {
            for y in region.y / 2..<region.maxY / 2 {
                chroma.add(a.row(y) + region.x / 2, b.row(y) + region.x / 2, region.width / 2, center: 128)
            }
        }
        guard luma.count > 0, chroma.count > 0 else { return nil }
        let saturation = chroma.xx > 0 ? chroma.xy / chroma.xx : 1
        let chromaRest = chroma.yy - 2 * saturation * chroma.xy + saturation * saturation * chroma.xx
        let variance = luma.xx - luma.x * luma.x / luma.count
        let gain = variance > 0 ? (luma.xy - luma.x * luma.y / luma.count) / variance : 1
        let offset = (luma.y - gain * luma.x) / luma.count
        let lumaRest =
            luma.yy + gain * gain * luma.xx + luma.count * offset * offset - 2 * gain * luma.xy - 2 * offset * luma.y
            + 2 * gain * offset * luma.x
        return Tint(
            saturation: saturation, chromaRest: chroma.error > 0 ? max(0, chromaRest / chroma.error) : 1, gain: gain,
            offset: offset, lumaRest: luma.error > 0 ? max(0, lumaRest / luma.error) : 1,
            chromaError: chroma.error / chroma.count, lumaError: luma.error / luma.count)
    }

    /// Sums for a straight line through pairs of samples.
    private struct Line {
        var (x, y, xx, xy, yy, count, error) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

        mutating func add(
            _ first: UnsafeMutablePointer<UInt8>, _ second: UnsafeMutablePointer<UInt8>, _ length: Int, center: Int
        ) {
            var sums = SIMD8<Int>.zero
            for place in 0..<length {
                let (a, b) = (Int(first[place]) - center, Int(second[place]) - center)
                sums &+= SIMD8(a, b, a * a, a * b, b * b, 1, (a - b) * (a - b), 0)
            }
            x += Double(sums[0])
            y += Double(sums[1])
            xx += Double(sums[2])
            xy += Double(sums[3])
            yy += Double(sums[4])
            count += Double(sums[5])
            error += Double(sums[6])
        }
    }

    private typealias Row = UnsafeMutablePointer<UInt8>

    /// Visits the rows of all planes over a part with even edges; `rows` gives the same rows of two other canvases.
    private func forEachRow(
        _ region: PixelRect, _ body: (_ width: Int, _ own: Row, _ rows: (Canvas, Canvas) -> (Row, Row)) -> Void
    ) {
        for plane in [\Canvas.luma, \Canvas.cb, \Canvas.cr] {
            let half = plane == \Canvas.luma ? 1 : 2
            for y in region.y / half..<region.maxY / half {
                let x = region.x / half
                body(region.width / half, self[keyPath: plane].row(y) + x) { first, second in
                    (first[keyPath: plane].row(y) + x, second[keyPath: plane].row(y) + x)
                }
            }
        }
    }
}
