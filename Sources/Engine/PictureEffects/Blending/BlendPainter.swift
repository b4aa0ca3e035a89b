import CPixelKernels
package import MediaBuffers
package import TimelineModel

/// Lays sprites onto a canvas by a blend mode. It keeps scratch memory, so each worker has its own.
package final class BlendPainter {
    private let kernels: wp_effects
    private let pool = FloatPlanePool()

    /// A painter that uses a set of kernels.
    package init(kernels: EffectKernels = .selected) { self.kernels = kernels.table }

    /// Full opacity.
    package static let full = 32_768

    /// Blends a sprite onto the part of the canvas inside `clip`, which has even edges; opacity 0…32768.
    ///
    /// Backdrop and sprite become R'G'B' on their rectangle, chroma interpolated linearly from where it is sited. Luma
    /// stays bit by bit where the sprite is transparent, a chroma sample where all luma samples are that it is made
    /// from (the six about its site), and everything outside the rectangle. Chroma beside the clip is read: a clip inside
    /// the canvas gives the same pixels as none only two pixels away from its edges.
    package func blend(
        _ sprite: Sprite, onto canvas: Canvas, mode: BlendMode, opacity: Int = BlendPainter.full, clip: PixelRect
    ) {
        let rect = sprite.rect.intersection(clip).intersection(canvas.bounds)
        guard !rect.isEmpty, opacity > 0 else { return }
        let scene = BlendScene(sprite: sprite, canvas: canvas, rect: rect, kernels: kernels, pool: pool)
        scene.paint(mode.kernel, opacity: Float(min(opacity, Self.full)) / Float(Self.full))
        scene.giveBack(to: pool)
    }
}

extension BlendMode {
    fileprivate var kernel: wp_blend_mode {
        switch self {
        case .normal: wp_blend_normal
        case .multiply: wp_blend_multiply
        case .screen: wp_blend_screen
        case .overlay: wp_blend_overlay
        case .darken: wp_blend_darken
        case .lighten: wp_blend_lighten
        case .add: wp_blend_add
        case .softLight: wp_blend_soft_light
        case .hardLight: wp_blend_hard_light
        case .difference: wp_blend_difference
        }
    }
}
