/// The outline of a warped rectangle: how much of each canvas pixel it leaves.
struct WarpOutline {
    private let bounds: (left: Double, top: Double, right: Double, bottom: Double)
    /// Canvas samples per luma sample across the upright and the level edges.
    private let edgeX: Double
    private let edgeY: Double

    /// The outline as samples see it that lie `spacing` canvas pixels apart.
    init(map: AffineMap, bounds: (Double, Double, Double, Double), spacing: Double) {
        self.bounds = bounds
        edgeX = 1 / (map.xx * map.xx + map.xy * map.xy).squareRoot() / spacing
        edgeY = 1 / (map.yx * map.yx + map.yy * map.yy).squareRoot() / spacing
    }

    /// 0…1 for a place in the source.
    private func share(_ x: Double, _ y: Double) -> Double {
        func unit(_ value: Double) -> Double { value > 0 ? min(value, 1) : 0 }
        return unit((x - bounds.left) * edgeX + 0.5) * unit((bounds.right - x) * edgeX + 0.5)
            * unit((y - bounds.top) * edgeY + 0.5) * unit((bounds.bottom - y) * edgeY + 0.5)
    }

    /// The samples of a line that may be seen: outside them the share is zero.
    func span(_ line: WarpLine, count: Int) -> Range<Int> { interval(line, count, reach: 0.5) }

    /// Applies the shares of a line to two or three rows that were filled within `span`: zero outside, less at the edges.
    func apply(
        _ line: WarpLine, _ span: Range<Int>, to first: UnsafeMutablePointer<UInt8>,
        _ second: UnsafeMutablePointer<UInt8>, _ third: UnsafeMutablePointer<UInt8>? = nil, width: Int
    ) {
        func clear(_ row: UnsafeMutablePointer<UInt8>) {
            row.update(repeating: 0, count: span.lowerBound)
            (row + span.upperBound).update(repeating: 0, count: width - span.upperBound)
        }
        clear(first)
        clear(second)
        if let third { clear(third) }
        func fade(_ row: UnsafeMutablePointer<UInt8>, _ index: Int, _ code: Int) {
            let product = Int(row[index]) * code + 128
            row[index] = UInt8((product + product >> 8) >> 8)
        }
        func fade(_ part: Range<Int>) {
            for index in part {
                let point = line.point(index)
                let code = Int(share(point.x, point.y) * 255 + 0.5)
                fade(first, index, code)
                fade(second, index, code)
                if let third { fade(third, index, code) }
            }
        }
        // Between the edges nothing changes.
        let whole = interval(line, width, reach: -0.5).clamped(to: span)
        if whole.isEmpty {
            fade(span)
        } else {
            fade(span.lowerBound..<whole.lowerBound)
            fade(whole.upperBound..<span.upperBound)
        }
    }

    /// The samples of a line that lie inside the bounds grown by `reach` canvas samples: for a growth a sample too many
    /// rather than one too few, for a shrinking the other way about.
    private func interval(_ line: WarpLine, _ count: Int, reach: Double) -> Range<Int> {
        var low = 0.0
        var high = Double(count)
        let slack = reach > 0 ? 1.0 : -1.0
        func cut(_ start: Double, _ step: Double, _ lower: Double, _ upper: Double, _ edge: Double) {
            let grown = (lower - reach / edge, upper + reach / edge)
            guard step != 0 else {
                if !(start > grown.0 && start < grown.1) { high = low }
                return
            }
            let ends = ((grown.0 - start) / step, (grown.1 - start) / step)
            low = max(low, (min(ends.0, ends.1) - slack).rounded(.up))
            high = min(high, (max(ends.0, ends.1) + slack).rounded(.down) + 1)
        }
        cut(line.x, line.stepX, bounds.left, bounds.right, edgeX)
        cut(line.y, line.stepY, bounds.top, bounds.bottom, edgeY)
        guard low < high else { return 0..<0 }
        return Int(low)..<Int(high)
    }
}
