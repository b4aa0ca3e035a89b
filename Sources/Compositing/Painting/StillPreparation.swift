package import MediaBuffers
import PixelKernels
import TimelineModel

/// Brings decoded stills into the form that painting wants.
package enum StillPreparation {
    /// The still in canvas color, resampled to `detail` where that is smaller than its own size.
    ///
    /// An opaque still becomes 4:2:0, one with alpha stays 4:4:4 and becomes premultiplied.
    package static func prepare(_ image: RGBAImage, detail: Detail) -> SourcePicture {
        let kernels = KernelSet.selected
        let picture = kernels.sourcePicture(from: image)
        let isOpaque = picture.alpha == nil
        return reduced(picture, to: detail, halvingChroma: isOpaque)
            ?? (isOpaque ? kernels.subsampled(picture) : picture)
    }

    /// The same of an opaque still that comes in strips: `next` gives the next rows, as many as it is asked for or what
    /// is left. Throws what `next` throws.
    package static func prepare<Failure: Error>(
        width: Int, height: Int, detail: Detail, next: (_ rowCount: Int) throws(Failure) -> RGBAImage
    ) throws(Failure) -> SourcePicture {
        let kernels = KernelSet.selected
        let luma = Plane(width: width, height: height, zeroed: false)
        let cb = Plane(width: (width + 1) / 2, height: (height + 1) / 2, zeroed: false)
        let cr = Plane(width: cb.width, height: cb.height, zeroed: false)
        var row = 0
        while row < height {
            // An even number of rows, so that each strip has its chroma rows to itself.
            let strip = kernels.subsampled(kernels.sourcePicture(from: try next(64)))
            for y in 0..<strip.height { luma.row(row + y).update(from: strip.luma.row(y), count: width) }
            for y in 0..<strip.cb.height {
                cb.row(row / 2 + y).update(from: strip.cb.row(y), count: cb.width)
                cr.row(row / 2 + y).update(from: strip.cr.row(y), count: cr.width)
            }
            row += strip.height
        }
        let picture = SourcePicture(luma: luma, cb: cb, cr: cr, subsampling: .yuv420, chromaLocation: .left)
        return reduced(picture, to: detail, halvingChroma: true) ?? picture
    }

    /// The picture at a smaller size; nil where it is small enough.
    private static func reduced(
        _ picture: SourcePicture, to detail: Detail, halvingChroma: Bool
    ) -> SourcePicture? {
        guard detail != .full, detail.width < picture.width, detail.height < picture.height else { return nil }
        let placer = Placer(canvas: PixelRect(x: 0, y: 0, width: 0, height: 0), kernels: .selected)
        let (across, down) = (Double(picture.width), Double(picture.height))
        let kept = FloatRect(
            minX: detail.crop.left * across, minY: detail.crop.top * down, maxX: (1 - detail.crop.right) * across,
            maxY: (1 - detail.crop.bottom) * down)
        return placer.resized(
            picture, readable: kept, width: detail.width, height: detail.height, halvingChroma: halvingChroma)
    }
}
