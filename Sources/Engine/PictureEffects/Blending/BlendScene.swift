import CPixelKernels
import MediaBuffers

/// One sprite on one rectangle of a canvas, two rows at a time.
struct BlendScene {
    private let sprite: Sprite
    private let canvas: Canvas
    /// What is painted; even edges.
    private let rect: PixelRect
    private let width: Int
    private let kernels: wp_effects
    private let planes: Planes

    private struct Planes {
        /// Two rows each of: result red, green, blue; sprite red, green, blue, alpha.
        let colors: FloatPlane
        /// Two rows each of Cb and Cr: the backdrop's, the result's, the sprite's; and the sprite's chroma alpha.
        let chroma: FloatPlane
        /// A chroma row between two others.
        let half: FloatPlane
    }

    init(sprite: Sprite, canvas: Canvas, rect: PixelRect, kernels: wp_effects, pool: FloatPlanePool) {
        self.sprite = sprite
        self.canvas = canvas
        self.rect = rect
        self.kernels = kernels
        width = rect.width
        planes = Planes(
            colors: pool.plane(width: width, height: 14), chroma: pool.plane(width: width, height: 14),
            half: pool.plane(width: width / 2, height: 1))
    }

    func giveBack(to pool: FloatPlanePool) { [planes.colors, planes.chroma, planes.half].forEach(pool.giveBack) }

    private func color(_ index: Int, _ row: Int) -> UnsafeMutablePointer<Float> { planes.colors.row(2 * index + row) }
    private func chroma(_ index: Int, _ row: Int) -> UnsafeMutablePointer<Float> { planes.chroma.row(2 * index + row) }

    private static let alpha = 6
    private static let result = 2
    private static let spriteChroma = 4
    private static let spriteChromaAlpha = 6

    func paint(_ mode: wp_blend_mode, opacity: Float) {
        let count = canvas.cb.width
        // The chroma row above is painted already when it is needed, so a copy of it is kept.
        var (above, here) = (ChromaCopy(count), ChromaCopy(count))
        let first = rect.y / 2
        above.take(canvas, max(0, first - 1))
        for y in first..<rect.maxY / 2 {
            here.take(canvas, y)
            let below = min(y + 1, canvas.cb.height - 1)
            for (component, plane) in [canvas.cb, canvas.cr].enumerated() {
                let near = UnsafePointer(here.row(component))
                expand(
                    near, above.row(component), count, from: rect.x / 2, needed: width / 2, into: chroma(component, 0))
                expand(near, plane.row(below), count, from: rect.x / 2, needed: width / 2, into: chroma(component, 1))
            }
            for row in 0..<2 { paintRow(2 * y + row, row, mode, opacity) }
            halve(canvas.cb.row(y), 0)
            halve(canvas.cr.row(y), 1)
            swap(&above, &here)
        }
    }

    /// Chroma of a luma row from the nearer and the farther chroma row, of `count` samples: `needed` of them from `from`
    /// on, and one luma column to the left.
    private func expand(
        _ near: UnsafePointer<UInt8>, _ far: UnsafePointer<UInt8>, _ count: Int, from: Int, needed: Int,
        into out: UnsafeMutablePointer<Float>
    ) {
        let half = planes.half.row(0)
        // One more on either side, where there is one.
        let begin = max(0, from - 1)
        let end = min(count, from + needed + 1)
        kernels.mix_bytes(half - (from - begin), near + begin, far + begin, 0.25, end - begin)
        if begin == from { half[-1] = half[0] }
        if end == from + needed { half[needed] = half[needed - 1] }
        kernels.expand(out, half, 0, 0.5, needed)
        // Left of the first column lies a chroma sample and half the way to the next.
        out[-1] = (half[-1] + half[0]) * 0.5
    }

    private func paintRow(_ y: Int, _ row: Int, _ mode: wp_blend_mode, _ opacity: Float) {
        loadSprite(y, row, opacity)
        let luma = canvas.luma.row(y) + rect.x
        let (r, g, b) = (color(0, row), color(1, row), color(2, row))
        kernels.rgb(r, g, b, luma, chroma(0, row), chroma(1, row), width)
        kernels.blend(mode, r, g, b, color(3, row), color(4, row), color(5, row), color(Self.alpha, row), width)
        for component in 0..<2 {
            chroma(Self.result + component, row).update(from: chroma(component, row), count: width)
            chroma(Self.result + component, row)[-1] = chroma(component, row)[-1]
        }
        kernels.ycc_where(
            luma, chroma(Self.result, row), chroma(Self.result + 1, row), r, g, b, color(Self.alpha, row), width)
        guard rect.x == 0 else { return }
        // No column is there, so the first one stands for it.
        for component in 0..<2 {
            let line = chroma(Self.result + component, row)
            line[-1] = line[0]
        }
    }

    /// Straight color and alpha of the sprite on canvas row `y`.
    private func loadSprite(_ y: Int, _ row: Int, _ opacity: Float) {
        let x = rect.x - sprite.rect.x
        let line = y - sprite.rect.y
        let near = line / 2
        let far = min(max(line % 2 == 0 ? near - 1 : near + 1, 0), sprite.cb.height - 1)
        func load(_ plane: Plane, _ index: Int) -> UnsafeMutablePointer<Float> {
            let out = chroma(index, row)
            expand(
                plane.row(near), plane.row(far), plane.width, from: x / 2, needed: rect.width / 2, into: out)
            return out
        }
        let cb = load(sprite.cb, Self.spriteChroma)
        let cr = load(sprite.cr, Self.spriteChroma + 1)
        let count = rect.width
        let luma = sprite.luma.row(line) + x
        let (r, g, b, a) = (color(3, row), color(4, row), color(5, row), color(Self.alpha, row))
        if let alpha = sprite.alpha, let chromaAlpha = sprite.chromaAlpha {
            let colored = load(chromaAlpha, Self.spriteChromaAlpha)
            kernels.rgb_sprite(r, g, b, a, luma, cb, cr, alpha.row(line) + x, colored, opacity, count)
        } else {
            kernels.rgb(r, g, b, luma, cb, cr, count)
            a.update(repeating: opacity, count: count)
        }
        // What is left of the rectangle is not painted.
        a[-1] = rect.x == 0 ? a[0] : 0
    }

    /// Chroma at half size from both rows.
    private func halve(_ target: UnsafeMutablePointer<UInt8>, _ component: Int) {
        typealias Rows = [UnsafePointer<Float>?]
        let results: Rows = (0..<2).map { UnsafePointer(chroma(Self.result + component, $0)) }
        let backdrops: Rows = (0..<2).map { UnsafePointer(chroma(component, $0)) }
        let alphas: Rows = (0..<2).map { UnsafePointer(color(Self.alpha, $0)) }
        kernels.halve_where(target + rect.x / 2, results, backdrops, alphas, width / 2)
    }
}

/// A chroma row of a canvas as it was.
private struct ChromaCopy {
    private let plane: Plane

    init(_ count: Int) { plane = Plane(width: count, height: 2, zeroed: false) }

    func take(_ canvas: Canvas, _ y: Int) {
        plane.row(0).update(from: canvas.cb.row(y), count: plane.width)
        plane.row(1).update(from: canvas.cr.row(y), count: plane.width)
    }

    func row(_ component: Int) -> UnsafeMutablePointer<UInt8> { plane.row(component) }
}
