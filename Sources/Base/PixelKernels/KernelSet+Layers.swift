import CPixelKernels
package import MediaBuffers

extension KernelSet {
    /// Lays a premultiplied sprite over the part of the canvas inside `clip`, which has even edges.
    package func blend(_ sprite: Sprite, onto canvas: Canvas, opacity: Int, clip: PixelRect) {
        let rect = sprite.rect.intersection(clip).intersection(canvas.bounds)
        guard opacity > 0 else { return }
        let (source, target) = (Window(rect, in: sprite.rect), Window(rect, in: canvas.bounds))
        guard !source.isEmpty else { return }
        lay(sprite.luma, sprite.alpha, source, onto: canvas.luma, target, opacity)
        lay(sprite.cb, sprite.chromaAlpha, source.halved, onto: canvas.cb, target.halved, opacity)
        lay(sprite.cr, sprite.chromaAlpha, source.halved, onto: canvas.cr, target.halved, opacity)
    }

    /// Lays a premultiplied sprite over another one, whose planes nobody else holds, where both are.
    package func blend(_ sprite: Sprite, onto base: Sprite) {
        let rect = sprite.rect.intersection(base.rect)
        let (source, target) = (Window(rect, in: sprite.rect), Window(rect, in: base.rect))
        guard !source.isEmpty else { return }
        lay(sprite.luma, sprite.alpha, source, onto: base.luma, target, Self.full)
        lay(sprite.cb, sprite.chromaAlpha, source.halved, onto: base.cb, target.halved, Self.full)
        lay(sprite.cr, sprite.chromaAlpha, source.halved, onto: base.cr, target.halved, Self.full)
        guard let alpha = base.alpha, let chromaAlpha = base.chromaAlpha else { return }
        if let own = sprite.alpha, let ownChroma = sprite.chromaAlpha {
            lay(own, own, source, onto: alpha, target, Self.full)
            lay(ownChroma, ownChroma, source.halved, onto: chromaAlpha, target.halved, Self.full)
        } else {
            target.view(of: alpha).fill(255)
            target.halved.view(of: chromaAlpha).fill(255)
        }
    }

    /// A part of a plane, in the plane's own samples.
    private struct Window {
        var x, y, width, height: Int

        /// A part of the canvas as it lies in a rectangle that holds it.
        init(_ rect: PixelRect, in whole: PixelRect) {
            (x, y, width, height) = (rect.x - whole.x, rect.y - whole.y, rect.width, rect.height)
        }

        /// Whether it holds no sample of chroma.
        var isEmpty: Bool { width < 2 || height < 2 }

        /// The same part in a plane of half the size.
        var halved: Window {
            var half = self
            (half.x, half.y, half.width, half.height) = (x / 2, y / 2, width / 2, height / 2)
            return half
        }

        func view(of plane: Plane) -> Plane { plane.cropped(x: x, y: y, width: width, height: height) }
    }

    private func lay(
        _ source: Plane, _ alpha: Plane?, _ window: Window, onto target: Plane, _ place: Window, _ opacity: Int
    ) {
        let target = place.view(of: target)
        let source = window.view(of: source)
        let alpha = alpha.map(window.view)
        if opacity < Self.full {
            table.over_opacity(Self.layers(target, source, alpha), Int32(opacity))
        } else if let alpha {
            table.over(Self.layers(target, source, alpha))
        } else {
            Self.copy(source, into: target)
        }
    }

    /// Copies samples into a plane as wide and at least as high.
    private static func copy(_ source: Plane, into target: Plane) {
        let isGapless = source.stride == source.width && target.stride == source.width
        let (rows, count) = isGapless ? (1, source.width * source.height) : (source.height, source.width)
        for y in 0..<rows { target.row(y).update(from: source.row(y), count: count) }
    }

    /// `into = ((32768 − weight) · a + weight · b) / 32768`, rounded; all three of one size.
    package func mix(_ a: Plane, _ b: Plane, into target: Plane, weight: Int) {
        precondition(a.width == b.width && a.height == b.height, "planes of different sizes")
        precondition(a.width == target.width && a.height <= target.height, "planes of different sizes")
        if weight <= 0 || weight >= Self.full {
            Self.copy(weight <= 0 ? a : b, into: target)
            return
        }
        table.mix(Self.layers(target, a, b), Int32(weight))
    }

    private static func layers(_ d: Plane, _ s: Plane, _ a: Plane?) -> wp_layers {
        wp_layers(
            d: d.base, s: s.base, a: a?.base, d_stride: d.stride, s_stride: s.stride, a_stride: a?.stride ?? 0,
            n: s.width, rows: s.height)
    }
}
