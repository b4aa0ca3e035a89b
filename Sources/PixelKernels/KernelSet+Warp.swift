import CPixelKernels
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
    /// `sourceBounds` (left, top, right, bottom in luma samples) is the part that is seen; outside is transparent. The
    /// share of a pixel that an edge leaves is found from the edge's distance to the pixel's center, in canvas pixels.
    /// `readableBounds` is the part whose samples may be read, all of them unless given; beyond it the outermost ones
    /// repeat, so what was cropped away does not show at the edges. Nothing is filtered here where the map reduces.
    package func warp(
        _ source: SourcePicture, destinationRect rect: PixelRect, sourceFromDestination map: AffineMap,
        sourceBounds: (Double, Double, Double, Double), readableBounds: (Double, Double, Double, Double)? = nil
    ) -> Sprite {
        let readable = readableBounds ?? (0, 0, Double(source.width), Double(source.height))
        let luma = Plane(width: rect.width, height: rect.height, zeroed: false)
        let alpha = Plane(width: rect.width, height: rect.height, zeroed: false)
        let cb = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        let cr = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        let chromaAlpha = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        var plan = wp_warp()
        (plan.left, plan.top, plan.right, plan.bottom) = sourceBounds
        plan.edgeX = 1 / (map.xx * map.xx + map.xy * map.xy).squareRoot()
        plan.edgeY = 1 / (map.yx * map.yx + map.yy * map.yy).squareRoot()

        (plan.originX, plan.originY, plan.spacing) = (0.5, 0.5, 1)
        (plan.stepX, plan.stepY) = (map.xx, map.yx)
        (plan.firstX, plan.endX) = Self.samples(readable.0, readable.2, of: source.width)
        (plan.firstY, plan.endY) = Self.samples(readable.1, readable.3, of: source.height)
        fill(
            [luma, alpha], from: [source.luma, source.alpha].compactMap { $0 }, &plan, map, x: Double(rect.x) + 0.5,
            y: Double(rect.y) + 0.5, rowStep: 1)

        plan.originX = 0.5 + source.chromaLocation.x
        plan.originY = 0.5 + source.chromaLocation.y
        plan.spacing = source.subsampling == .yuv420 ? 2 : 1
        (plan.stepX, plan.stepY) = (2 * map.xx, 2 * map.yx)
        (plan.firstX, plan.endX) = Self.samples(
            readable.0 / plan.spacing, readable.2 / plan.spacing, of: source.cb.width)
        (plan.firstY, plan.endY) = Self.samples(
            readable.1 / plan.spacing, readable.3 / plan.spacing, of: source.cb.height)
        fill(
            [cb, cr, chromaAlpha], from: [source.cb, source.cr, source.alpha].compactMap { $0 }, &plan, map,
            x: Double(rect.x) + 0.5, y: Double(rect.y) + 1, rowStep: 2)
        return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }

    /// The samples, out of `count`, that an interval touches; never none.
    private static func samples(_ low: Double, _ high: Double, of count: Int) -> (first: Int32, end: Int32) {
        let first = Int(min(Double(count - 1), max(0, low.rounded(.down))))
        let end = Int(min(Double(count), max(Double(first + 1), high.rounded(.up))))
        return (Int32(clamping: first), Int32(clamping: end))
    }

    /// Fills planes from as many sources; one plane more than sources gets the coverage.
    private func fill(
        _ targets: [Plane], from sources: [Plane], _ plan: inout wp_warp, _ map: AffineMap, x: Double, y: Double,
        rowStep: Double
    ) {
        plan.planeCount = Int32(sources.count)
        withUnsafeMutableBytes(of: &plan.planes) { bytes in
            let planes = bytes.bindMemory(to: wp_plane.self)
            for (index, source) in sources.enumerated() {
                planes[index] = wp_plane(base: source.base, stride: source.stride)
            }
        }
        let coverage = targets.count > sources.count ? targets[targets.count - 1] : nil
        for row in 0..<targets[0].height {
            let start = map.applied(x, y + Double(row) * rowStep)
            let outputs: [UnsafeMutablePointer<UInt8>?] = targets.prefix(sources.count).map { $0.row(row) }
            table.warp(&plan, start.x, start.y, outputs, coverage?.row(row), targets[0].width)
        }
    }
}
