import CPixman
import MediaBuffers

/// An image of pixman over a plane.
final class PixmanImage {
    private let plane: Plane?
    private let image: OpaquePointer
    private let width: Int
    private let height: Int

    /// A view of a plane: four bytes a pixel, or one of alpha.
    init(_ plane: Plane, isAlpha: Bool = false) {
        self.plane = plane
        width = isAlpha ? plane.width : plane.width / 4
        height = plane.height
        let bits = UnsafeMutableRawPointer(plane.base).assumingMemoryBound(to: UInt32.self)
        let made = pixman_image_create_bits(
            isAlpha ? PIXMAN_a8 : PIXMAN_a8r8g8b8, Int32(width), Int32(height), bits, plane.step)
        guard let made else { preconditionFailure("pixman refuses") }
        image = made
    }

    /// One alpha everywhere, as a mask.
    init(opacity: Double) {
        plane = nil
        (width, height) = (0, 0)
        var color = pixman_color_t(red: 0, green: 0, blue: 0, alpha: UInt16(opacity * 65_535))
        guard let made = pixman_image_create_solid_fill(&color) else { preconditionFailure("pixman refuses") }
        image = made
    }

    deinit { pixman_image_unref(image) }

    /// Combines `source` (through `mask`) with this image.
    func composite(_ operation: pixman_op_t, _ source: PixmanImage, mask: PixmanImage? = nil) {
        pixman_image_composite32(
            operation, source.image, mask?.image, image, 0, 0, 0, 0, 0, 0, Int32(width), Int32(height))
    }

    /// Samples this image bilinearly at `xx·x + xy·y + tx`, `yx·x + yy·y + ty` of the target.
    func setTransform(_ xx: Double, _ xy: Double, _ tx: Double, _ yx: Double, _ yy: Double, _ ty: Double) {
        func fixed(_ value: Double) -> pixman_fixed_t { pixman_fixed_t((value * 65_536).rounded()) }
        var transform = pixman_transform_t()
        transform.matrix.0 = (fixed(xx), fixed(xy), fixed(tx))
        transform.matrix.1 = (fixed(yx), fixed(yy), fixed(ty))
        transform.matrix.2 = (0, 0, fixed(1))
        pixman_image_set_transform(image, &transform)
        pixman_image_set_filter(image, PIXMAN_FILTER_BILINEAR, nil, 0)
    }
}
