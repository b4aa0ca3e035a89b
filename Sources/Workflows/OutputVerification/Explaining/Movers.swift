import MediaBuffers

/// Finds out which segments move between two frames.
struct Movers {
    /// Segments that move, the one that moves most first, each with its share of all that moves.
    let segments: [(segment: ExpectedSegment, share: Double)]

    /// Who moves between a frame with `layers` and another one, within a part of them. A place belongs to what is on top
    /// of it; texts in rooms of their own do not count.
    init(from first: Canvas, to second: Canvas, layers: [ExpectedLayer], in region: PixelRect) {
        var energies = [Double](repeating: 0, count: layers.count)
        let side = 8
        for y in stride(from: region.y, to: region.maxY, by: side) {
            for x in stride(from: region.x, to: region.maxX, by: side) {
                let block = PixelRect(x: x, y: y, width: side, height: side).intersection(region)
                var energy = 0
                for row in block.y..<block.maxY {
                    let (a, b) = (first.luma.row(row), second.luma.row(row))
                    for column in block.x..<block.maxX {
                        let d = Int(a[column]) - Int(b[column])
                        energy += d * d
                    }
                }
                // What rounds otherwise does not move.
                guard energy > 4 * block.area else { continue }
                let owner = layers.lastIndex { $0.kind != .text && $0.rect.contains(x: x + side / 2, y: y + side / 2) }
                if let owner { energies[owner] += Double(energy) }
            }
        }
        let total = energies.reduce(0, +)
        guard total > 0 else {
            segments = []
            return
        }
        segments = layers.indices.filter { energies[$0] > 0 }.sorted { energies[$0] > energies[$1] }
            .compactMap { index in
                layers[index].segments.last.map { ($0, energies[index] / total) }
            }
    }
}

extension PixelRect {
    fileprivate func contains(x: Int, y: Int) -> Bool { x >= self.x && x < maxX && y >= self.y && y < maxY }
}
