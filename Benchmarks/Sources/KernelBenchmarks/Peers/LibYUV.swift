import CLibYUV
import MediaBuffers

/// libyuv's functions, on planes.
enum LibYUV {
    /// Straight 4:2:0 over 4:2:0; chroma alpha is made on the way.
    static func blend(_ source: Canvas, _ alpha: Plane, onto target: Canvas) {
        check(
            I420Blend(
                source.luma.base, source.luma.step, source.cb.base, source.cb.step, source.cr.base, source.cr.step,
                target.luma.base, target.luma.step, target.cb.base, target.cb.step, target.cr.base, target.cr.step,
                alpha.base, alpha.step, target.luma.base, target.luma.step, target.cb.base, target.cb.step,
                target.cr.base, target.cr.step, Int32(target.width), Int32(target.height)))
    }

    /// Premultiplied B, G, R, A over the same.
    static func blendARGB(_ source: Plane, onto target: Plane) {
        check(
            ARGBBlend(
                source.base, source.step, target.base, target.step, target.base, target.step, Int32(source.width / 4),
                Int32(source.height)))
    }

    static func copy(_ source: Plane, into target: Plane) {
        CopyPlane(source.base, source.step, target.base, target.step, Int32(source.width), Int32(source.height))
    }

    /// `weight` in 1/256.
    static func mix(_ a: Plane, _ b: Plane, into target: Plane, weight: Int32) {
        check(
            InterpolatePlane(
                a.base, a.step, b.base, b.step, target.base, target.step, Int32(a.width), Int32(a.height), weight))
    }

    static func scale(_ source: Canvas, into target: Canvas, filter: FilterMode) {
        check(
            I420Scale(
                source.luma.base, source.luma.step, source.cb.base, source.cb.step, source.cr.base, source.cr.step,
                Int32(source.width), Int32(source.height), target.luma.base, target.luma.step, target.cb.base,
                target.cb.step, target.cr.base, target.cr.step, Int32(target.width), Int32(target.height), filter))
    }

    /// Four bytes a pixel to 4:4:4, with BT.601's matrix: it has none of BT.709.
    static func convert(_ image: RGBAImage, into target: [Plane]) {
        check(
            ARGBToI444(
                image.samples.base, image.samples.step, target[0].base, target[0].step, target[1].base,
                target[1].step, target[2].base, target[2].step, Int32(image.width), Int32(image.height)))
    }

    static func premultiply(_ image: RGBAImage, into target: RGBAImage) {
        check(
            ARGBAttenuate(
                image.samples.base, image.samples.step, target.samples.base, target.samples.step, Int32(image.width),
                Int32(image.height)))
    }

    static func extractAlpha(_ image: RGBAImage, into target: Plane) {
        check(
            ARGBExtractAlpha(
                image.samples.base, image.samples.step, target.base, target.step, Int32(image.width),
                Int32(image.height)))
    }

    /// BT.709 limited 4:2:0 to R, G, B, A.
    static func convert(_ canvas: Canvas, into image: RGBAImage) {
        check(
            H420ToABGR(
                canvas.luma.base, canvas.luma.step, canvas.cb.base, canvas.cb.step, canvas.cr.base, canvas.cr.step,
                image.samples.base, image.samples.step, Int32(canvas.width), Int32(canvas.height)))
    }

    private static func check(_ result: Int32) { precondition(result == 0, "libyuv refuses") }
}

extension Plane {
    /// The stride as C libraries want it.
    var step: Int32 { Int32(stride) }
}
