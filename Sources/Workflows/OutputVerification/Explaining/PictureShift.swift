package import MediaBuffers

/// How far a whole picture lies from its place.
package struct PictureShift: Sendable {
    /// How far to the right, in pixels.
    package var dx: Double
    /// How far below.
    package var dy: Double

    /// Side of the tiles that are looked for.
    private static let side = 160
    /// How far they are looked for, in pixels.
    private static let reach = 12

    /// The shift that turns `expected` into `shown`; nil where there is none, or where only a part of it moved.
    ///
    /// Tiles of all quarters and of all layers, `rects`, have to agree, but for one in four.
    package static func find(expected: Canvas, shown: Canvas, layers rects: [PixelRect]) -> PictureShift? {
        let bounds = expected.bounds
        let (halfWidth, halfHeight) = (bounds.width / 2, bounds.height / 2)
        let quarters = [0, halfWidth].flatMap { x in
            [0, halfHeight].map { PixelRect(x: x, y: $0, width: halfWidth, height: halfHeight) }
        }
        var tiles: [PixelRect] = []
        for area in quarters + rects.map({ $0.intersection(bounds) }) {
            guard let tile = richest(expected, area), !tiles.contains(tile) else { continue }
            tiles.append(tile)
        }
        let found = tiles.compactMap { tile -> (dx: Double, dy: Double, isSure: Bool)? in
            let (own, other) = (detail(expected, tile), detail(shown, tile))
            guard own.energy > 16 * Double(tile.area),
                let place = Registration.find(own, in: other, reach: min(reach, tile.width / 4, tile.height / 4))
            else { return nil }
            let isSure =
                place.correlation > PictureLimits.shiftCorrelation
                && place.correlation - place.correlationInPlace > PictureLimits.shiftGain
            return (place.dx, place.dy, isSure)
        }
        guard found.count >= 2, let dx = median(found.filter(\.isSure).map(\.dx)),
            let dy = median(found.filter(\.isSure).map(\.dy)), max(abs(dx), abs(dy)) > PictureLimits.shift
        else { return nil }
        let agreement = PictureLimits.shiftAgreement
        let agreeing = found.filter { $0.isSure && abs($0.dx - dx) < agreement && abs($0.dy - dy) < agreement }
        return agreeing.count >= 2 && 4 * agreeing.count >= 3 * found.count ? PictureShift(dx: dx, dy: dy) : nil
    }

    private static func detail(_ canvas: Canvas, _ tile: PixelRect) -> LumaPatch {
        let luma = LumaPatch(canvas, tile)
        return luma - luma.smoothed(times: 8)
    }

    /// The tile of an area with the most detail; nil where the area is too small.
    private static func richest(_ canvas: Canvas, _ area: PixelRect) -> PixelRect? {
        let (width, height) = (min(side, area.width), min(side, area.height))
        guard width >= 32, height >= 32 else { return nil }
        var best: (tile: PixelRect, detail: Int)?
        for y in stride(from: area.y, through: area.maxY - height, by: max(16, height / 2)) {
            for x in stride(from: area.x, through: area.maxX - width, by: max(16, width / 2)) {
                var detail = 0
                for row in stride(from: y, to: y + height - 1, by: 4) {
                    let (line, below) = (canvas.luma.row(row), canvas.luma.row(row + 1))
                    for column in stride(from: x, to: x + width - 1, by: 2) {
                        // Detail along both axes: an edge tells nothing of a move along it.
                        let across = abs(Int(line[column + 1]) - Int(line[column]))
                        let down = abs(Int(below[column]) - Int(line[column]))
                        detail += min(across, 2 * down + 2)
                    }
                }
                if detail > best?.detail ?? -1 {
                    best = (PixelRect(x: x, y: y, width: width, height: height), detail)
                }
            }
        }
        return best?.tile
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
