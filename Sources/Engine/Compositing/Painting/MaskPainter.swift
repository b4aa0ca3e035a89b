import MediaBuffers
import PictureEffects
import PixelKernels
import TimelineModel

/// Leaves of a sprite what a mask lets be seen.
struct MaskPainter {
    let placer: Placer
    let kernels: KernelSet

    /// The sprite with its coverage multiplied by the mask's, which lies on the layer's box.
    func masked(
        _ sprite: Sprite, by mask: LayerMask, geometry: LayerGeometry, pictures: any PictureSupplying
    ) throws -> Sprite {
        var image: SourcePicture?
        if case .image(let asset, _) = mask { image = try pictures.still(asset, detail: .full, isKept: true) }
        guard let coverage = try coverage(mask, image, geometry, over: sprite.rect) else { return sprite }
        func multiplied(_ plane: Plane, _ mask: Plane) -> Plane {
            let result = Plane(width: plane.width, height: plane.height, zeroed: false)
            for y in 0..<plane.height { result.row(y).update(from: plane.row(y), count: plane.width) }
            kernels.multiply(result, by: mask)
            return result
        }
        return Sprite(
            rect: sprite.rect, luma: multiplied(sprite.luma, coverage.luma),
            cb: multiplied(sprite.cb, coverage.chroma), cr: multiplied(sprite.cr, coverage.chroma),
            alpha: sprite.alpha.map { multiplied($0, coverage.luma) } ?? coverage.luma,
            chromaAlpha: sprite.chromaAlpha.map { multiplied($0, coverage.chroma) } ?? coverage.chroma)
    }

    private func coverage(
        _ mask: LayerMask, _ image: SourcePicture?, _ geometry: LayerGeometry, over rect: PixelRect
    ) throws -> (luma: Plane, chroma: Plane)? {
        func plane(_ grid: CoverageGrid) -> Plane? {
            if case .image(_, let channel) = mask, let image {
                return MaskCoverage.plane(
                    image, channel, boxWidth: geometry.boxWidth, boxHeight: geometry.boxHeight, grid: grid,
                    kernels: kernels)
            }
            return MaskCoverage.plane(mask, boxWidth: geometry.boxWidth, boxHeight: geometry.boxHeight, grid: grid)
        }
        if geometry.isAxisAligned, geometry.scaleX > 0, geometry.scaleY > 0 {
            let grid = CoverageGrid(
                x: (Double(rect.x) - geometry.canvasX(0)) / geometry.scaleX,
                y: (Double(rect.y) - geometry.canvasY(0)) / geometry.scaleY, stepX: 1 / geometry.scaleX,
                stepY: 1 / geometry.scaleY, width: rect.width, height: rect.height)
            guard let luma = plane(grid), let chroma = plane(grid.chroma) else { return nil }
            return (luma, chroma)
        }
        // Turned with its layer: a picture of the mask, as fine as the canvas shows it, goes the layer's way.
        let width = max(1, min(4_096, Int((geometry.boxWidth * abs(geometry.scaleX)).rounded(.up))))
        let height = max(1, min(4_096, Int((geometry.boxHeight * abs(geometry.scaleY)).rounded(.up))))
        let (unitX, unitY) = (geometry.boxWidth / Double(width), geometry.boxHeight / Double(height))
        guard let levels = plane(CoverageGrid(x: 0, y: 0, stepX: unitX, stepY: unitY, width: width, height: height))
        else { return nil }
        var box = geometry
        box.cornerRadius = 0
        box.fitX = .init(offset: 0, scale: unitX)
        box.fitY = .init(offset: 0, scale: unitY)
        box.sourceBounds = FloatRect(minX: 0, minY: 0, maxX: Double(width), maxY: Double(height))
        let picture = SourcePicture(
            luma: levels, cb: levels, cr: levels, alpha: levels, subsampling: .yuv444, chromaLocation: .cosited)
        guard let placed = try placer.sprite(of: picture, geometry: box), let luma = placed.alpha,
            let chroma = placed.chromaAlpha
        else { return nil }
        return (on(rect, luma, placed.rect, halving: 1), on(rect, chroma, placed.rect, halving: 2))
    }

    /// A plane of one rectangle on another one, zero where the first does not reach.
    private func on(_ rect: PixelRect, _ plane: Plane, _ own: PixelRect, halving: Int) -> Plane {
        if rect == own { return plane }
        let result = Plane(width: rect.width / halving, height: rect.height / halving)
        let shared = rect.intersection(own)
        guard !shared.isEmpty else { return result }
        for y in 0..<shared.height / halving {
            let source = plane.row((shared.y - own.y) / halving + y) + (shared.x - own.x) / halving
            (result.row((shared.y - rect.y) / halving + y) + (shared.x - rect.x) / halving).update(
                from: source, count: shared.width / halving)
        }
        return result
    }
}
