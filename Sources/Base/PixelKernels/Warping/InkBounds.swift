import CPixelKernels

/// An octagon around the pairs of samples that are not zero: a row of places outside it samples zeros only.
struct InkBounds: Sendable {
    /// The lowest and the highest columns and rows, and the lowest and the highest of their sums and differences.
    private struct Limits {
        var x, y, sum, difference: ClosedRange<Int>
    }

    /// Nil where all pairs are zero.
    private let limits: Limits?
    /// The last place inside.
    private let last: (x: Int, y: Int)

    /// The bounds of what is not zero in rows of pairs.
    init(_ pairs: wp_pairs) {
        let (width, height) = (Int(pairs.width), Int(pairs.height))
        last = (width - 4, height - 4)
        var x = Extent()
        var y = Extent()
        var sum = Extent()
        var difference = Extent()
        for row in 0..<height {
            guard let ink = Self.ink(pairs.base + row * pairs.stride, count: width) else { continue }
            x.take(ink)
            y.take(row...row)
            sum.take(ink.lowerBound + row...ink.upperBound + row)
            difference.take(ink.lowerBound - row...ink.upperBound - row)
        }
        guard let columns = x.range, let rows = y.range, let sums = sum.range, let differences = difference.range
        else {
            limits = nil
            return
        }
        limits = Limits(x: columns, y: rows, sum: sums, difference: differences)
    }

    /// The first and the last pair that is not zero.
    private static func ink(_ row: UnsafePointer<UInt8>, count: Int) -> ClosedRange<Int>? {
        guard let first = (0..<count).first(where: { row[2 * $0] | row[2 * $0 + 1] != 0 }),
            let last = (0..<count).last(where: { row[2 * $0] | row[2 * $0 + 1] != 0 })
        else { return nil }
        return first...last
    }

    private struct Extent {
        var range: ClosedRange<Int>?

        mutating func take(_ other: ClosedRange<Int>) {
            guard let known = range else {
                range = other
                return
            }
            range = min(known.lowerBound, other.lowerBound)...max(known.upperBound, other.upperBound)
        }
    }

    /// Those of `count` places, from (x, y) on in 1/2^32 as the kernel counts them, that may sample something else than
    /// zero.
    func places(x: Int64, y: Int64, stepX: Int64, stepY: Int64, count: Int) -> Range<Int> {
        guard let limits, count > 0 else { return 0..<0 }
        let unit = 1 / 4_294_967_296.0
        let start = (x: Double(x) * unit, y: Double(y) * unit)
        let step = (x: Double(stepX) * unit, y: Double(stepY) * unit)
        // What is outside the source is read at the nearest place inside, so bounds reach as much further.
        func beyond(_ start: Double, _ step: Double, _ last: Int) -> Double {
            let end = start + Double(count) * step
            return max(0, -min(start, end), max(start, end) - Double(last))
        }
        let (slackX, slackY) = (beyond(start.x, step.x, last.x), beyond(start.y, step.y, last.y))
        var low = 0.0
        var high = Double(count)
        // A place reads four columns from its own on, and four rows; places are rounded by less than one.
        func cut(_ start: Double, _ step: Double, _ range: ClosedRange<Int>, _ slack: Double) {
            let bounds = (Double(range.lowerBound) - slack - start, Double(range.upperBound) + slack - start)
            guard abs(step) > 1e-6 else {
                if bounds.0 > abs(step) * Double(count) || bounds.1 < -abs(step) * Double(count) { high = low }
                return
            }
            let ends = (bounds.0 / step, bounds.1 / step)
            low = max(low, min(ends.0, ends.1) - 1)
            high = min(high, max(ends.0, ends.1) + 2)
        }
        cut(start.x, step.x, limits.x, 5 + slackX)
        cut(start.y, step.y, limits.y, 5 + slackY)
        cut(start.x + start.y, step.x + step.y, limits.sum, 9 + slackX + slackY)
        cut(start.x - start.y, step.x - step.y, limits.difference, 9 + slackX + slackY)
        guard low < high else { return 0..<0 }
        return Int(low)..<Int(high)
    }
}
