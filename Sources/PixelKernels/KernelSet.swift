import CPixelKernels
import Foundation
package import MediaBuffers

/// The kernels of one instruction set. All sets give the same bits; they differ in speed alone.
package struct KernelSet: @unchecked Sendable {
    let table: wp_kernels

    /// The set that the environment's `WORKPRINT_KERNELS` names (`reference`, `simd`, `avx2`, `avx512`), or
    /// the fastest that the processor has. Chosen once.
    package static let selected: KernelSet = {
        let wanted = ProcessInfo.processInfo.environment["WORKPRINT_KERNELS"]
        return wanted.flatMap(KernelSet.init(named:)) ?? KernelSet(table: wp_kernels_best().pointee)
    }()

    /// The set with a name, or nil where there is none or the processor lacks it.
    package init?(named name: String) {
        guard let table = wp_kernels_named(name) else { return nil }
        self.table = table.pointee
    }

    private init(table: wp_kernels) { self.table = table }

    /// Full weight and full opacity.
    package static let full = 32_768

    /// Lays a premultiplied sprite over the part of the canvas inside `clip`, which has even edges.
    package func blend(_ sprite: Sprite, onto canvas: Canvas, opacity: Int, clip: PixelRect) {
        let rect = sprite.rect.intersection(clip).intersection(canvas.bounds)
        guard !rect.isEmpty, opacity > 0 else { return }
        over(sprite.luma, sprite.alpha, canvas.luma, rect, sprite.rect, 1, opacity)
        over(sprite.cb, sprite.chromaAlpha, canvas.cb, rect, sprite.rect, 2, opacity)
        over(sprite.cr, sprite.chromaAlpha, canvas.cr, rect, sprite.rect, 2, opacity)
    }

    /// Lays a premultiplied sprite over another one, whose planes nobody else holds, where both are.
    package func blend(_ sprite: Sprite, onto base: Sprite) {
        let rect = sprite.rect.intersection(base.rect)
        guard !rect.isEmpty else { return }
        func blend(_ source: Plane, _ alpha: Plane?, onto target: Plane, halving: Int) {
            let (width, height) = (rect.width / halving, rect.height / halving)
            let (x, y) = ((rect.x - sprite.rect.x) / halving, (rect.y - sprite.rect.y) / halving)
            let (left, top) = ((rect.x - base.rect.x) / halving, (rect.y - base.rect.y) / halving)
            for row in 0..<height {
                let d = target.row(top + row) + left
                let s = source.row(y + row) + x
                if let alpha {
                    table.over(d, s, alpha.row(y + row) + x, width)
                } else {
                    d.update(from: s, count: width)
                }
            }
        }
        blend(sprite.luma, sprite.alpha, onto: base.luma, halving: 1)
        blend(sprite.cb, sprite.chromaAlpha, onto: base.cb, halving: 2)
        blend(sprite.cr, sprite.chromaAlpha, onto: base.cr, halving: 2)
        if let alpha = base.alpha, let chromaAlpha = base.chromaAlpha {
            if let own = sprite.alpha, let ownChroma = sprite.chromaAlpha {
                blend(own, own, onto: alpha, halving: 1)
                blend(ownChroma, ownChroma, onto: chromaAlpha, halving: 2)
            } else {
                let (full, halved) = (
                    PixelRect(x: rect.x - base.rect.x, y: rect.y - base.rect.y, width: rect.width, height: rect.height),
                    2
                )
                alpha.cropped(x: full.x, y: full.y, width: full.width, height: full.height).fill(255)
                chromaAlpha.cropped(
                    x: full.x / halved, y: full.y / halved, width: full.width / halved, height: full.height / halved
                ).fill(255)
            }
        }
    }

    private func over(
        _ source: Plane, _ alpha: Plane?, _ target: Plane, _ rect: PixelRect, _ origin: PixelRect, _ halving: Int,
        _ opacity: Int
    ) {
        let x = (rect.x - origin.x) / halving
        let count = rect.width / halving
        for row in 0..<rect.height / halving {
            let y = (rect.y - origin.y) / halving + row
            let d = target.row(rect.y / halving + row) + rect.x / halving
            let s = source.row(y) + x
            let a = alpha.map { $0.row(y) + x }
            if opacity < Self.full {
                table.over_opacity(d, s, a, Int32(opacity), count)
            } else if let a {
                table.over(d, s, a, count)
            } else {
                d.update(from: s, count: count)
            }
        }
    }

    /// `into = ((32768 − weight) · a + weight · b) / 32768`, rounded; all three of one size.
    package func mix(_ a: Plane, _ b: Plane, into target: Plane, weight: Int) {
        precondition(a.width == b.width && a.height == b.height && a.width == target.width, "planes of different sizes")
        if weight <= 0 || weight >= Self.full {
            let source = weight <= 0 ? a : b
            for y in 0..<a.height { target.row(y).update(from: source.row(y), count: a.width) }
            return
        }
        for y in 0..<a.height { table.mix(target.row(y), a.row(y), b.row(y), Int32(weight), a.width) }
    }

    /// Multiplies samples by a mask of the same size, 255 being one.
    package func multiply(_ plane: Plane, by mask: Plane) {
        precondition(plane.width == mask.width && plane.height == mask.height, "planes of different sizes")
        for y in 0..<plane.height { table.multiply(plane.row(y), mask.row(y), plane.width) }
    }

    /// Multiplies a row of samples by a row of a mask, 255 being one.
    package func multiply(_ row: UnsafeMutablePointer<UInt8>, by mask: UnsafePointer<UInt8>, count: Int) {
        table.multiply(row, mask, count)
    }

    /// Fills an even rectangle of the canvas with an opaque color.
    package func fill(_ canvas: Canvas, _ color: RGBAColor, _ rect: PixelRect) {
        let rect = rect.intersection(canvas.bounds)
        let codes = color.canvasCodes
        for y in rect.y..<rect.maxY { (canvas.luma.row(y) + rect.x).update(repeating: codes.luma, count: rect.width) }
        for y in rect.y / 2..<rect.maxY / 2 {
            (canvas.cb.row(y) + rect.x / 2).update(repeating: codes.cb, count: rect.width / 2)
            (canvas.cr.row(y) + rect.x / 2).update(repeating: codes.cr, count: rect.width / 2)
        }
    }
}
