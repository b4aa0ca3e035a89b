import CPixelKernels
package import MediaBuffers

extension KernelSet {
    /// The picture through an affine map, sampled with a Catmull-Rom cubic, its outline antialiased.
    ///
    /// `sourceBounds` (left, top, right, bottom in luma samples) is the part that is seen; outside is transparent. The
    /// share of a pixel that an edge leaves is found from the edge's distance to the pixel's center, in canvas pixels.
    /// Nothing is filtered here where the map reduces. Positions are rounded to 1/1024 of a sample.
    package func warp(
        _ source: WarpSource, destinationRect rect: PixelRect, sourceFromDestination map: AffineMap,
        sourceBounds: (Double, Double, Double, Double)
    ) -> Sprite {
        let luma = Plane(width: rect.width, height: rect.height, zeroed: false)
        let alpha = Plane(width: rect.width, height: rect.height, zeroed: false)
        let cb = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        let cr = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        let chromaAlpha = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        var outline = WarpOutline(map: map, bounds: sourceBounds, spacing: 1)

        var grid = WarpGrid(x: Double(rect.x) + 0.5, y: Double(rect.y) + 0.5, spacing: 1, map: map)
        for row in 0..<rect.height {
            let line = grid.line(row)
            let span = outline.span(line, count: rect.width)
            sample(source.lumaAlpha, (luma.row(row), alpha.row(row)), line, span, .luma)
            outline.apply(line, span, to: luma.row(row), alpha.row(row), width: rect.width)
        }
        grid = WarpGrid(x: Double(rect.x) + 0.5, y: Double(rect.y) + 1, spacing: 2, map: map)
        outline = WarpOutline(map: map, bounds: sourceBounds, spacing: 2)
        let unused = Plane(width: cb.width, height: 1, zeroed: false)
        for row in 0..<cb.height {
            let line = grid.line(row)
            let span = outline.span(line, count: cb.width)
            sample(source.chroma, (cb.row(row), cr.row(row)), line, span, source.chromaGrid)
            if let own = source.chromaAlpha {
                sample(own, (unused.row(0), chromaAlpha.row(row)), line, span, source.chromaGrid)
            } else {
                (chromaAlpha.row(row) + span.lowerBound).update(repeating: 255, count: span.count)
            }
            outline.apply(line, span, to: cb.row(row), cr.row(row), chromaAlpha.row(row), width: cb.width)
        }
        return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }

    /// The same of a picture that is used only once. `readableBounds` is as in `WarpSource`.
    package func warp(
        _ picture: SourcePicture, destinationRect rect: PixelRect, sourceFromDestination map: AffineMap,
        sourceBounds: (Double, Double, Double, Double), readableBounds: (Double, Double, Double, Double)? = nil
    ) -> Sprite {
        warp(
            WarpSource(picture, readableBounds: readableBounds), destinationRect: rect, sourceFromDestination: map,
            sourceBounds: sourceBounds)
    }

    /// Fills the span of two rows from a plane whose samples lie on a grid.
    private func sample(
        _ plane: PairedPlane, _ outputs: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>),
        _ line: WarpLine, _ span: Range<Int>, _ grid: SampleGrid
    ) {
        guard !span.isEmpty else { return }
        var pairs = plane.pairs
        let start = line.point(span.lowerBound)
        // The kernel counts from the second pair of a row.
        let shift = Double(PairedPlane.margin - 1)
        let x = (start.x - grid.x) / grid.spacingX - Double(plane.firstX) + shift
        let y = (start.y - grid.y) / grid.spacingY - Double(plane.firstY) + shift
        let (first, second) = (outputs.0 + span.lowerBound, outputs.1 + span.lowerBound)
        let (startX, startY) = (Self.fixed(x), Self.fixed(y))
        let (stepX, stepY) = (Self.fixed(line.stepX / grid.spacingX), Self.fixed(line.stepY / grid.spacingY))
        let inked =
            plane.ink?.places(x: startX, y: startY, stepX: stepX, stepY: stepY, count: span.count) ?? 0..<span.count
        func clear(_ row: UnsafeMutablePointer<UInt8>) {
            row.update(repeating: 0, count: inked.lowerBound)
            (row + inked.upperBound).update(repeating: 0, count: span.count - inked.upperBound)
        }
        clear(first)
        clear(second)
        let skipped = Int64(inked.lowerBound)
        table.warp(
            first + inked.lowerBound, second + inked.lowerBound, &pairs, startX &+ skipped &* stepX,
            startY &+ skipped &* stepY, stepX, stepY, inked.count)
        withExtendedLifetime(plane) {}
    }

    /// A coordinate in 1/2^32, brought into the range in which a row of steps cannot overflow.
    private static func fixed(_ value: Double) -> Int64 {
        guard value.isFinite else { return 0 }
        return Int64((min(1e6, max(-1e6, value)) * 4_294_967_296).rounded())
    }
}

/// The places of one row: luma coordinates in the source.
struct WarpLine {
    var x: Double
    var y: Double
    var stepX: Double
    var stepY: Double

    func point(_ index: Int) -> (x: Double, y: Double) { (x + Double(index) * stepX, y + Double(index) * stepY) }
}

/// The rows of a grid of canvas positions `spacing` pixels apart.
struct WarpGrid {
    var x: Double
    var y: Double
    var spacing: Double
    var map: AffineMap

    func line(_ row: Int) -> WarpLine {
        let start = map.applied(x, y + Double(row) * spacing)
        return WarpLine(x: start.x, y: start.y, stepX: spacing * map.xx, stepY: spacing * map.yx)
    }
}
