import MediaBuffers
import PixelKernels

/// Mixes two sprites that may lie at different places: `(1 − w) · from + w · to`, alpha included.
struct Crossfade {
    let kernels: KernelSet

    /// The mix, with `weight` in 1/32768; a missing sprite is transparent. Nil where both are missing.
    func mix(_ from: Sprite?, _ to: Sprite?, weight: Int) -> Sprite? {
        let rect = (from?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
            .union(to?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
        guard !rect.isEmpty else { return nil }
        let isOpaque =
            from.map { $0.alpha == nil && $0.rect == rect } == true
            && to.map { $0.alpha == nil && $0.rect == rect } == true
        let half = (width: rect.width / 2, height: rect.height / 2)
        let luma = mixed(from, to, rect, \.luma, halving: 1, weight)
        let cb = mixed(from, to, rect, \.cb, halving: 2, weight)
        let cr = mixed(from, to, rect, \.cr, halving: 2, weight)
        guard !isOpaque else {
            return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: nil, chromaAlpha: nil)
        }
        let alpha = Plane(width: rect.width, height: rect.height, zeroed: false)
        let chromaAlpha = Plane(width: half.width, height: half.height, zeroed: false)
        kernels.mix(
            extended(from, rect, halving: 1, plane: from?.alpha, isCoverage: true),
            extended(to, rect, halving: 1, plane: to?.alpha, isCoverage: true), into: alpha, weight: weight)
        kernels.mix(
            extended(from, rect, halving: 2, plane: from?.chromaAlpha, isCoverage: true),
            extended(to, rect, halving: 2, plane: to?.chromaAlpha, isCoverage: true), into: chromaAlpha,
            weight: weight)
        return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }

    private func mixed(
        _ from: Sprite?, _ to: Sprite?, _ rect: PixelRect, _ plane: KeyPath<Sprite, Plane>, halving: Int, _ weight: Int
    ) -> Plane {
        let result = Plane(width: rect.width / halving, height: rect.height / halving, zeroed: false)
        kernels.mix(
            extended(from, rect, halving: halving, plane: from?[keyPath: plane], isCoverage: false),
            extended(to, rect, halving: halving, plane: to?[keyPath: plane], isCoverage: false), into: result,
            weight: weight)
        return result
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
}
