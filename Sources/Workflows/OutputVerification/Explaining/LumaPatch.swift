import MediaBuffers

/// Luma of a part of a picture as numbers to compute with, or a difference of two such.
package struct LumaPatch: Sendable {
    /// Columns.
    package let width: Int
    /// Rows.
    package let height: Int
    /// Code values, row by row.
    package var values: [Float]

    /// The luma of a part of a canvas; `rect` must lie on it and hold a pixel.
    init(_ canvas: Canvas, _ rect: PixelRect) {
        width = rect.width
        height = rect.height
        values = [Float](repeating: 0, count: width * height)
        for y in 0..<height {
            let row = canvas.luma.row(rect.y + y) + rect.x
            for x in 0..<width { values[y * width + x] = Float(row[x]) }
        }
    }

    /// A patch from its values, `width` times `height` of them.
    package init(width: Int, height: Int, values: [Float]) {
        self.width = width
        self.height = height
        self.values = values
    }

    static func - (left: LumaPatch, right: LumaPatch) -> LumaPatch {
        LumaPatch(width: left.width, height: left.height, values: zip(left.values, right.values).map { $0 - $1 })
    }

    /// Sum of the squares.
    var energy: Double { values.reduce(0.0) { $0 + Double($1 * $1) } }

    func product(_ other: LumaPatch) -> Double {
        zip(values, other.values).reduce(0.0) { $0 + Double($1.0 * $1.1) }
    }

    /// Means over squares of `factor` samples.
    func reduced(by factor: Int) -> LumaPatch {
        let (columns, rows) = (width / factor, height / factor)
        guard columns > 0, rows > 0 else { return self }
        var result = [Float](repeating: 0, count: columns * rows)
        for y in 0..<rows * factor {
            for x in 0..<columns * factor { result[y / factor * columns + x / factor] += values[y * width + x] }
        }
        let share = 1 / Float(factor * factor)
        return LumaPatch(width: columns, height: rows, values: result.map { $0 * share })
    }

    /// Smoothed by a filter of 1 2 1 along both axes, `times` times.
    func smoothed(times: Int) -> LumaPatch {
        var result = self
        for _ in 0..<times {
            var across = result.values
            for y in 0..<height {
                let row = y * width
                for x in 0..<width {
                    across[row + x] =
                        (result.values[row + max(0, x - 1)] + 2 * result.values[row + x]
                            + result.values[row + min(width - 1, x + 1)]) / 4
                }
            }
            for y in 0..<height {
                let (above, below) = (max(0, y - 1) * width, min(height - 1, y + 1) * width)
                for x in 0..<width {
                    result.values[y * width + x] =
                        (across[above + x] + 2 * across[y * width + x] + across[below + x]) / 4
                }
            }
        }
        return result
    }

    /// The patch moved right and down by whole samples; what comes in is 0.
    func moved(_ dx: Int, _ dy: Int) -> LumaPatch {
        var result = LumaPatch(width: width, height: height, values: [Float](repeating: 0, count: values.count))
        for y in max(0, dy)..<max(max(0, dy), min(height, height + dy)) {
            for x in max(0, dx)..<max(max(0, dx), min(width, width + dx)) {
                result.values[y * width + x] = values[(y - dy) * width + x - dx]
            }
        }
        return result
    }

    /// The patch enlarged about a point by linear interpolation; what comes in is 0.
    func scaled(by scale: Double, aboutX centerX: Double, aboutY centerY: Double) -> LumaPatch {
        var result = LumaPatch(width: width, height: height, values: [Float](repeating: 0, count: values.count))
        for y in 0..<height {
            let v = (Double(y) - centerY) / scale + centerY
            let top = Int(v.rounded(.down))
            guard top >= 0, top + 1 < height else { continue }
            let fy = Float(v - Double(top))
            for x in 0..<width {
                let u = (Double(x) - centerX) / scale + centerX
                let left = Int(u.rounded(.down))
                guard left >= 0, left + 1 < width else { continue }
                let fx = Float(u - Double(left))
                let place = top * width + left
                let upper = values[place] * (1 - fx) + values[place + 1] * fx
                let lower = values[place + width] * (1 - fx) + values[place + width + 1] * fx
                result.values[y * width + x] = upper * (1 - fy) + lower * fy
            }
        }
        return result
    }
}
