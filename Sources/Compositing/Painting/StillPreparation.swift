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
    ///
    /// A still in its own size may hold `part` alone, which has even edges but where the still ends.
    package static func prepare<Failure: Error>(
        width: Int, height: Int, detail: Detail, part: PixelRect? = nil,
        next: (_ rowCount: Int) throws(Failure) -> RGBAImage
    ) throws(Failure) -> SourcePicture {
        let kernels = KernelSet.selected
        let whole = PixelRect(x: 0, y: 0, width: width, height: height)
        var kept = whole
        if detail == .full, let part, !part.isEmpty, whole.contains(part), part.x % 2 == 0, part.y % 2 == 0 {
            kept = part
        }
        let luma = Plane(width: kept.width, height: kept.height, zeroed: false)
        let cb = Plane(width: (kept.width + 1) / 2, height: (kept.height + 1) / 2, zeroed: false)
        let cr = Plane(width: cb.width, height: cb.height, zeroed: false)
        var row = 0
        while row < height {
            let image = try next(64)
            defer { row += image.height }
            guard row < kept.maxY, row + image.height > kept.y else { continue }
            // An even number of rows, so that each strip has its chroma rows to itself.
            let strip = kernels.subsampled(kernels.sourcePicture(from: image))
            copy(strip.luma, fromX: kept.x, row: row - kept.y, to: luma)
            copy(strip.cb, fromX: kept.x / 2, row: (row - kept.y) / 2, to: cb)
            copy(strip.cr, fromX: kept.x / 2, row: (row - kept.y) / 2, to: cr)
        }
        let picture = SourcePicture(luma: luma, cb: cb, cr: cr, subsampling: .yuv420, chromaLocation: .left)
        if kept != whole {
            return SourcePicture(part: picture, atX: kept.x, y: kept.y, ofWidth: width, height: height)
        }
        return reduced(picture, to: detail, halvingChroma: true) ?? picture
    }

    /// Copies what a plane has room for of a strip whose first row would be its row `row`.
    private static func copy(_ strip: Plane, fromX x: Int, row: Int, to plane: Plane) {
        for y in max(0, -row)..<max(0, -row, min(strip.height, plane.height - row)) {
            plane.row(row + y).update(from: strip.row(y) + x, count: plane.width)
        }
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
