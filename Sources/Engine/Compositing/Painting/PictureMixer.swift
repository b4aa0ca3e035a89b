import MediaBuffers
import PictureEffects
import PixelKernels

/// Makes one sprite of two that may lie at different places; a missing one is transparent.
struct PictureMixer {
    let kernels: KernelSet

    /// `(1 − w) · from + w · to`, alpha included, with `weight` in 1/32768. Nil where both are missing.
    func mix(_ from: Sprite?, _ to: Sprite?, weight: Int) -> Sprite? {
        combine(from, to) { source, other, target, _ in kernels.mix(source, other, into: target, weight: weight) }
    }

    /// Mixes two opaque sprites that fill a canvas straight onto it; false where they are not such.
    func mix(_ from: Sprite?, _ to: Sprite?, weight: Int, onto canvas: Canvas) -> Bool {
        guard let from, let to, from.alpha == nil, to.alpha == nil, from.rect == canvas.bounds, to.rect == canvas.bounds
        else { return false }
        kernels.mix(from.luma, to.luma, into: canvas.luma, weight: weight)
        kernels.mix(from.cb, to.cb, into: canvas.cb, weight: weight)
        kernels.mix(from.cr, to.cr, into: canvas.cr, weight: weight)
        return true
    }

    /// `to` inside a growing area, `from` outside.
    func reveal(
        _ from: Sprite?, _ to: Sprite?, shape: RevealCoverage, progress: Double, canvas: PixelRect
    ) -> Sprite? {
        let rect = union(from, to)
        guard !rect.isEmpty else { return nil }
        let grid = CoverageGrid(x: Double(rect.x), y: Double(rect.y), width: rect.width, height: rect.height)
        func coverage(_ grid: CoverageGrid) -> Plane {
            shape.plane(
                progress: progress, canvasWidth: Double(canvas.width), canvasHeight: Double(canvas.height), grid: grid)
        }
        let (luma, chroma) = (coverage(grid), coverage(grid.chroma))
        return combine(from, to) { source, other, target, isChroma in
            Self.select(source, other, isChroma ? chroma : luma, into: target)
        }
    }

    /// A sprite turned towards a color, `weight` in 1/32768; its alpha stays.
    func tone(_ sprite: Sprite, _ color: RGBAColor, weight: Int) -> Sprite {
        let codes = color.canvasCodes
        func toned(_ plane: Plane, _ alpha: Plane?, _ code: UInt8) -> Plane {
            let result = Plane(width: plane.width, height: plane.height, zeroed: false)
            for y in 0..<plane.height {
                let target = result.row(y)
                target.update(repeating: code, count: plane.width)
                if let alpha { kernels.multiply(target, by: alpha.row(y), count: plane.width) }
            }
            kernels.mix(plane, result, into: result, weight: weight)
            return result
        }
        return Sprite(
            rect: sprite.rect, luma: toned(sprite.luma, sprite.alpha, codes.luma),
            cb: toned(sprite.cb, sprite.chromaAlpha, codes.cb), cr: toned(sprite.cr, sprite.chromaAlpha, codes.cr),
            alpha: sprite.alpha, chromaAlpha: sprite.chromaAlpha)
    }

    /// A sprite on a larger rectangle, transparent around it.
    func extended(_ sprite: Sprite, to rect: PixelRect) -> Sprite {
        guard sprite.rect != rect else { return sprite }
        return Sprite(
            rect: rect, luma: extended(sprite, rect, halving: 1, plane: sprite.luma, isCoverage: false),
            cb: extended(sprite, rect, halving: 2, plane: sprite.cb, isCoverage: false),
            cr: extended(sprite, rect, halving: 2, plane: sprite.cr, isCoverage: false),
            alpha: extended(sprite, rect, halving: 1, plane: sprite.alpha, isCoverage: true),
            chromaAlpha: extended(sprite, rect, halving: 2, plane: sprite.chromaAlpha, isCoverage: true))
    }

    private func union(_ from: Sprite?, _ to: Sprite?) -> PixelRect {
        (from?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
            .union(to?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
    }

    /// Combines plane by plane on the rectangle that holds both; alpha is left out where both are opaque there.
    private func combine(
        _ from: Sprite?, _ to: Sprite?, _ body: (_ from: Plane, _ to: Plane, _ into: Plane, _ isChroma: Bool) -> Void
    ) -> Sprite? {
        let rect = union(from, to)
        guard !rect.isEmpty else { return nil }
        let isOpaque =
            from.map { $0.alpha == nil && $0.rect == rect } == true
            && to.map { $0.alpha == nil && $0.rect == rect } == true
        func combined(_ a: Plane?, _ b: Plane?, isChroma: Bool, isCoverage: Bool) -> Plane {
            let halving = isChroma ? 2 : 1
            let result = Plane(width: rect.width / halving, height: rect.height / halving, zeroed: false)
            body(
                extended(from, rect, halving: halving, plane: a, isCoverage: isCoverage),
                extended(to, rect, halving: halving, plane: b, isCoverage: isCoverage), result, isChroma)
            return result
        }
        let luma = combined(from?.luma, to?.luma, isChroma: false, isCoverage: false)
        let cb = combined(from?.cb, to?.cb, isChroma: true, isCoverage: false)
        let cr = combined(from?.cr, to?.cr, isChroma: true, isCoverage: false)
        guard !isOpaque else { return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: nil, chromaAlpha: nil) }
        return Sprite(
            rect: rect, luma: luma, cb: cb, cr: cr,
            alpha: combined(from?.alpha, to?.alpha, isChroma: false, isCoverage: true),
            chromaAlpha: combined(from?.chromaAlpha, to?.chromaAlpha, isChroma: true, isCoverage: true))
    }

    /// A sprite's plane on a larger rectangle, transparent where the sprite is not. An opaque sprite has no coverage
    /// plane; it covers its rectangle.
    private func extended(
        _ sprite: Sprite?, _ rect: PixelRect, halving: Int, plane: Plane?, isCoverage: Bool
    ) -> Plane {
        if let sprite, let plane, sprite.rect == rect { return plane }
        let result = Plane(width: rect.width / halving, height: rect.height / halving)
        guard let sprite, !sprite.rect.isEmpty else { return result }
        let width = sprite.rect.width / halving
        let part = result.cropped(
            x: (sprite.rect.x - rect.x) / halving, y: (sprite.rect.y - rect.y) / halving, width: width,
            height: sprite.rect.height / halving)
        if let plane {
            for y in 0..<part.height { part.row(y).update(from: plane.row(y), count: width) }
        } else if isCoverage {
            part.fill(255)
        }
        return result
    }

    /// `(a · (255 − m) + b · m) / 255`, rounded.
    private static func select(_ a: Plane, _ b: Plane, _ mask: Plane, into target: Plane) {
        for y in 0..<target.height {
            let (from, to, share, out) = (a.row(y), b.row(y), mask.row(y), target.row(y))
            for x in 0..<target.width {
                let weight = UInt16(share[x])
                let sum = UInt16(from[x]) &* (255 &- weight) &+ UInt16(to[x]) &* weight &+ 128
                out[x] = UInt8(truncatingIfNeeded: (sum &+ sum &>> 8) &>> 8)
            }
        }
    }
}
