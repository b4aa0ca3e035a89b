package import MediaBuffers

/// A map from canvas to source coordinates: `x' = xx·x + xy·y + tx`, `y' = yx·x + yy·y + ty`; pixel centers at + 0.5.
package struct AffineMap: Sendable, Hashable {
    /// Share of x in x'.
    package var xx: Double
    /// Share of y in x'.
    package var xy: Double
    /// Share of x in y'.
    package var yx: Double
    /// Share of y in y'.
    package var yy: Double
    /// Offset of x'.
    package var tx: Double
    /// Offset of y'.
    package var ty: Double

    /// A map from its six numbers.
    package init(xx: Double, xy: Double, yx: Double, yy: Double, tx: Double, ty: Double) {
        (self.xx, self.xy, self.yx, self.yy, self.tx, self.ty) = (xx, xy, yx, yy, tx, ty)
    }

    fileprivate func applied(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (xx * x + xy * y + tx, yx * x + yy * y + ty)
    }
}

extension KernelSet {
    /// The picture through an affine map, sampled with a Catmull-Rom cubic, its outline antialiased.
    ///
    /// `sourceBounds` (left, top, right, bottom in luma samples) is the part that is seen; outside is transparent.
    package func warp(
        _ source: SourcePicture, destinationRect rect: PixelRect, sourceFromDestination map: AffineMap,
        sourceBounds: (Double, Double, Double, Double)
    ) -> Sprite {
        let luma = Plane(width: rect.width, height: rect.height)
        let alpha = Plane(width: rect.width, height: rect.height)
        let cb = Plane(width: rect.width / 2, height: rect.height / 2)
        let cr = Plane(width: rect.width / 2, height: rect.height / 2)
        let chromaAlpha = Plane(width: rect.width / 2, height: rect.height / 2)
        let outline = Outline(map: map, bounds: sourceBounds)
        let spacing = source.subsampling == .yuv420 ? 2.0 : 1.0
        for y in 0..<rect.height {
            for x in 0..<rect.width {
                let at = map.applied(Double(rect.x + x) + 0.5, Double(rect.y + y) + 0.5)
                let share = outline.coverage(at)
                guard share > 0 else { continue }
                let weights = CubicWeights(at.x - 0.5, at.y - 0.5, source.luma)
                luma.row(y)[x] = weights.sample(source.luma, share)
                alpha.row(y)[x] = source.alpha.map { weights.sample($0, share) } ?? UInt8((share * 255).rounded())
            }
        }
        for y in 0..<rect.height / 2 {
            for x in 0..<rect.width / 2 {
                let at = map.applied(Double(rect.x + 2 * x) + 0.5, Double(rect.y + 2 * y) + 1)
                let share = outline.coverage(at)
                guard share > 0 else { continue }
                let weights = CubicWeights(
                    (at.x - 0.5 - source.chromaLocation.x) / spacing, (at.y - 0.5 - source.chromaLocation.y) / spacing,
                    source.cb)
                cb.row(y)[x] = weights.sample(source.cb, share)
                cr.row(y)[x] = weights.sample(source.cr, share)
                chromaAlpha.row(y)[x] = source.alpha.map { weights.sample($0, share) } ?? UInt8((share * 255).rounded())
            }
        }
        return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }
}

/// The four edges of the source's visible part, by their distance in canvas pixels.
private struct Outline {
    let bounds: (Double, Double, Double, Double)
    let perPixelX: Double
    let perPixelY: Double

    init(map: AffineMap, bounds: (Double, Double, Double, Double)) {
        self.bounds = bounds
        perPixelX = (map.xx * map.xx + map.xy * map.xy).squareRoot()
        perPixelY = (map.yx * map.yx + map.yy * map.yy).squareRoot()
    }

    func coverage(_ at: (x: Double, y: Double)) -> Double {
        func share(_ distance: Double) -> Double { min(1, max(0, distance + 0.5)) }
        let across = share((at.x - bounds.0) / perPixelX) * share((bounds.2 - at.x) / perPixelX)
        let down = share((at.y - bounds.1) / perPixelY) * share((bounds.3 - at.y) / perPixelY)
        return across * down
    }
}

/// Weights of four by four samples around a point, the edges repeated.
private struct CubicWeights {
    private let columns: (Int, Int, Int, Int)
    private let rows: (Int, Int, Int, Int)
    private let across: (Double, Double, Double, Double)
    private let down: (Double, Double, Double, Double)

    init(_ x: Double, _ y: Double, _ plane: Plane) {
        let left = x.rounded(.down)
        let top = y.rounded(.down)
        across = Self.weights(x - left)
        down = Self.weights(y - top)
        func clamp(_ value: Double, _ count: Int) -> Int { Int(min(Double(count - 1), max(0, value))) }
        columns = (
            clamp(left - 1, plane.width), clamp(left, plane.width), clamp(left + 1, plane.width),
            clamp(left + 2, plane.width)
        )
        rows = (
            clamp(top - 1, plane.height), clamp(top, plane.height), clamp(top + 1, plane.height),
            clamp(top + 2, plane.height)
        )
    }

    private static func weights(_ t: Double) -> (Double, Double, Double, Double) {
        (
            ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t,
            (0.5 * t - 0.5) * t * t
        )
    }

    func sample(_ plane: Plane, _ share: Double) -> UInt8 {
        func line(_ y: Int) -> Double {
            let row = plane.base + y * plane.stride
            return Double(row[columns.0]) * across.0 + Double(row[columns.1]) * across.1
                + Double(row[columns.2]) * across.2 + Double(row[columns.3]) * across.3
        }
        let value = line(rows.0) * down.0 + line(rows.1) * down.1 + line(rows.2) * down.2 + line(rows.3) * down.3
        return UInt8(min(255, max(0, value * share)).rounded())
    }
}
