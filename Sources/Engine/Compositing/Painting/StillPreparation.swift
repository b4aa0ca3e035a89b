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

    /// The same of an opaque still that comes in strips.
    ///
    /// `read` fills a strip with the next rows, or with what is left of them, and returns their number; strips are as
    /// wide as `columns`, which begin at an even one and are all or at least `columns(of:seen:detail:)`, or those of
    /// `part`. Samples that cannot be seen are left as they are; a still that is not reduced holds not much more than
    /// `part`. Throws what `read` throws.
    package static func prepare<Failure: Error>(
        width: Int, height: Int, columns: Range<Int>, detail: Detail, seen: SeenColumns? = nil, part: PixelRect? = nil,
        read: (_ strip: RGBAImage) throws(Failure) -> Int
    ) throws(Failure) -> SourcePicture {
        let kernels = KernelSet.selected
        let isReduced = detail != .full && detail.width < width && detail.height < height
        // What is reduced next need not be as wide as the picture, and what shows a part only need not be at all.
        var (stored, rows) = (0..<width, 0..<height)
        if isReduced ? seen != nil : part != nil { stored = columns }
        if !isReduced, let part {
            rows = (part.y / stripHeight * stripHeight..<(part.maxY + stripHeight - 1) / stripHeight * stripHeight)
                .clamped(to: rows)
        }
        let luma = Plane(width: stored.count, height: rows.count, zeroed: false)
        let cb = Plane(width: (stored.count + 1) / 2, height: (rows.count + 1) / 2, zeroed: false)
        let cr = Plane(width: cb.width, height: cb.height, zeroed: false)
        let picture = SourcePicture(luma: luma, cb: cb, cr: cr, subsampling: .yuv420, chromaLocation: .left)
        let strip = RGBAImage(width: columns.count, height: stripHeight, alphaMode: .opaque, zeroed: false)
        var row = 0
        while row < height {
            let count = try read(strip)
            if rows.contains(row) {
                kernels.store(
                    strip, rowCount: count, in: picture, x: columns.lowerBound - stored.lowerBound,
                    y: row - rows.lowerBound)
            }
            row += count
        }
        if !isReduced, part != nil {
            return SourcePicture(
                part: picture, atX: stored.lowerBound, y: rows.lowerBound, ofWidth: width, height: height)
        }
        guard isReduced, let seen else { return reduced(picture, to: detail, halvingChroma: true) ?? picture }
        return placer.resized(
            picture, sourceColumns: stored, of: width, readable: kept(detail, width, height), width: detail.width,
            height: detail.height, columns: seen.columns(of: detail.width))
    }

    /// Small enough to stay in the processor's cache; even, so that each strip has its chroma rows to itself.
    private static let stripHeight = 16

    /// The columns of a still, `width` in all, that are needed to show some part of it at a detail.
    package static func columns(of width: Int, seen: SeenColumns, detail: Detail) -> Range<Int> {
        guard detail != .full, detail.width < width else { return seen.columns(of: width) }
        // The cubic reaches two samples of the smaller picture to each side, and its chroma twice as far.
        let ratio = Double(width) / Double(detail.width)
        let kept = seen.columns(of: detail.width)
        let (lower, upper) = (Double(kept.lowerBound - 8) * ratio, Double(kept.upperBound + 8) * ratio)
        return max(0, Int(lower.rounded(.down)))..<min(width, Int(upper.rounded(.up)))
    }

    /// The picture at a smaller size; nil where it is small enough.
    private static func reduced(
        _ picture: SourcePicture, to detail: Detail, halvingChroma: Bool
    ) -> SourcePicture? {
        guard detail != .full, detail.width < picture.width, detail.height < picture.height else { return nil }
        return placer.resized(
            picture, readable: kept(detail, picture.width, picture.height), width: detail.width, height: detail.height,
            halvingChroma: halvingChroma)
    }

    private static var placer: Placer {
        Placer(canvas: PixelRect(x: 0, y: 0, width: 0, height: 0), kernels: .selected)
    }

    /// What a picture's crop leaves of it.
    private static func kept(_ detail: Detail, _ width: Int, _ height: Int) -> FloatRect {
        let (across, down) = (Double(width), Double(height))
        return FloatRect(
            minX: detail.crop.left * across, minY: detail.crop.top * down, maxX: (1 - detail.crop.right) * across,
            maxY: (1 - detail.crop.bottom) * down)
    }
}

/// The columns of a still that a frame shows, as fractions of its width.
package struct SeenColumns: Hashable, Sendable {
    /// Left edge of what is seen, 0 or more.
    package var lower: Double
    /// Right edge of what is seen, 1 or less.
    package var upper: Double

    /// The columns of a picture that have to be right: those that are seen, and those that filters look at beside them.
    package func columns(of width: Int) -> Range<Int> {
        let first = max(0, Int((lower * Double(width)).rounded(.down)) - 8)
        let end = min(width, Int((upper * Double(width)).rounded(.up)) + 8)
        return first - first % 2..<max(end, first + 1)
    }
}
