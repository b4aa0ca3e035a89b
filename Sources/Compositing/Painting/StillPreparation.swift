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
        if detail != .full, detail.width < picture.width, detail.height < picture.height {
            let placer = Placer(canvas: PixelRect(x: 0, y: 0, width: 0, height: 0), kernels: kernels)
            let (across, down) = (Double(picture.width), Double(picture.height))
            let kept = FloatRect(
                minX: detail.crop.left * across, minY: detail.crop.top * down,
                maxX: (1 - detail.crop.right) * across, maxY: (1 - detail.crop.bottom) * down)
            return placer.resized(
                picture, readable: kept, width: detail.width, height: detail.height, halvingChroma: isOpaque)
        }
        return isOpaque ? kernels.subsampled(picture) : picture
    }
}
