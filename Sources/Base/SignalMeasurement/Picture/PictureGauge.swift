import CSignalMeasurement
package import MediaBuffers

/// Measures how pictures of one size differ. It keeps its working memory; one thread owns it.
package final class PictureGauge {
    private let width: Int
    private let height: Int
    /// Four by four blocks in a row.
    private let count: Int
    /// Two rows of sums: of a, of b, of squares, of products, of differences.
    private let sums: UnsafeMutablePointer<Int32>
    private let windows: UnsafeMutablePointer<Float>

    /// A gauge for pictures of a size, at least 8 pixels a side.
    package init(width: Int, height: Int) {
        precondition(width >= 8 && height >= 8, "pictures of \(width)x\(height) cannot be measured")
        self.width = width
        self.height = height
        count = width / 4
        sums = .allocate(capacity: 10 * count)
        sums.initialize(repeating: 0, count: 10 * count)
        windows = .allocate(capacity: count)
        windows.initialize(repeating: 0, count: count)
    }

    deinit {
        sums.deallocate()
        windows.deallocate()
    }

    /// How `second` differs from `first`; both of the gauge's size.
    package func difference(of second: Canvas, from first: Canvas) -> PictureDifference {
        precondition(first.width == width && first.height == height, "the first picture has another size")
        precondition(second.width == width && second.height == height, "the second picture has another size")
        let columns = (width + 15) / 16
        let rows = (height + 15) / 16
        let tileColumns = (width + 63) / 64
        let tileRows = (height + 63) / 64
        var luma = [SIMD4<Float>](repeating: .zero, count: columns * rows)
        var tiles = [SIMD2<Double>](repeating: .zero, count: tileColumns * tileRows)
        let lines = height / 4
        for line in 0..<lines {
            addBlocks(line: line, into: &luma, columns: columns, first, second)
            if line > 0 { addWindows(line: line - 1, into: &tiles, tileColumns) }
        }
        var result = PictureDifference(
            columns: columns, rows: rows, tileColumns: tileColumns, tileRows: tileRows, similarity: 0,
            tileSimilarity: tiles.map { $0.y > 0 ? Float($0.x / $0.y) : 1 },
            blockDifference: [], first: [], second: [])
        let total = tiles.reduce(SIMD2.zero, +)
        result.similarity = total.y > 0 ? total.x / total.y : 1
        // `luma` holds the sums of a and b, of the differences and the number of samples.
        result.blockDifference = luma.map { $0.w > 0 ? $0.z / $0.w : 0 }
        let (u, v) = (chromaMeans(first.cb, second.cb, columns, rows), chromaMeans(first.cr, second.cr, columns, rows))
        result.first = luma.indices.map {
            SIMD4(luma[$0].w > 0 ? luma[$0].x / luma[$0].w : 0, u[$0].x, v[$0].x, 0)
        }
        result.second = luma.indices.map {
            SIMD4(luma[$0].w > 0 ? luma[$0].y / luma[$0].w : 0, u[$0].y, v[$0].y, 0)
        }
        return result
    }

    /// The sums of one of the two rows: of a, of b, of squares, of products, of differences.
    private func row(_ parity: Int, _ kind: Int) -> UnsafeMutablePointer<Int32> { sums + (5 * parity + kind) * count }

    /// Sums of one line of 4x4 blocks, added to the 16x16 blocks that they lie in.
    private func addBlocks(
        line: Int, into luma: inout [SIMD4<Float>], columns: Int, _ first: Canvas, _ second: Canvas
    ) {
        let (parity, y) = (line % 2, 4 * line)
        let (a, b, differences) = (row(parity, 0), row(parity, 1), row(parity, 4))
        wp_block_sums(
            first.luma.row(y), first.luma.stride, second.luma.row(y), second.luma.stride, Int32(count), a, b,
            row(parity, 2), row(parity, 3), differences)
        let start = line / 4 * columns
        for block in 0..<count {
            luma[start + block / 4] += SIMD4(Float(a[block]), Float(b[block]), Float(differences[block]), 16)
        }
    }

    /// Similarity of the windows between a line and the one after it, added to the tiles that they begin in.
    private func addWindows(line: Int, into tiles: inout [SIMD2<Double>], _ tileColumns: Int) {
        let (upper, lower, count) = (line % 2, (line + 1) % 2, self.count - 1)
        func sums(_ parity: Int) -> wp_block_row {
            wp_block_row(
                sum_a: row(parity, 0), sum_b: row(parity, 1), squares: row(parity, 2), products: row(parity, 3))
        }
        let (top, bottom) = (sums(upper), sums(lower))
        wp_similarity(top, bottom, Int32(count), windows)
        let start = line / 16 * tileColumns
        for tile in 0..<tileColumns {
            let places = min(count, 16 * tile)..<min(count, 16 * (tile + 1))
            var similarity = Float(0)
            for x in places { similarity += windows[x] }
            tiles[start + tile] += SIMD2(Double(similarity), Double(places.count))
        }
    }

    private func chromaMeans(_ first: Plane, _ second: Plane, _ columns: Int, _ rows: Int) -> [SIMD2<Float>] {
        let a = BoxMeans(of: first, columns: columns, rows: rows).values
        let b = BoxMeans(of: second, columns: columns, rows: rows).values
        return zip(a, b).map { SIMD2($0, $1) }
    }
}

/// Means over blocks of 8 by 8 samples of a plane; those at the right and at the bottom may be smaller.
struct BoxMeans {
    var values: [Float]

    init(of plane: Plane, columns: Int, rows: Int) {
        values = [Float](repeating: 0, count: columns * rows)
        let whole = plane.width / 8
        var line = [UInt16](repeating: 0, count: max(1, whole))
        for row in 0..<rows {
            let height = min(8, plane.height - 8 * row)
            if height == 8, whole > 0 { wp_box_sums(plane.row(8 * row), plane.stride, Int32(whole), &line) }
            for column in 0..<columns {
                if height == 8, column < whole {
                    values[row * columns + column] = Float(line[column]) / 64
                    continue
                }
                let width = min(8, plane.width - 8 * column)
                guard width > 0, height > 0 else { continue }
                var sum = 0
                for y in 0..<height {
                    let samples = plane.row(8 * row + y)
                    for x in 0..<width { sum += Int(samples[8 * column + x]) }
                }
                values[row * columns + column] = Float(sum) / Float(width * height)
            }
        }
    }
}
