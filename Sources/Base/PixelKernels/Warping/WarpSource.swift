import CPixelKernels
package import MediaBuffers

/// A picture in the form that the warp reads: planes that are sampled alike stand together in pairs, and the outermost
/// samples repeat around them, so that a filter at an edge finds its neighbors.
package struct WarpSource: Sendable {
    /// Luma and alpha; alpha is 255 where the picture is opaque.
    let lumaAlpha: PairedPlane
    /// Blue- and red-difference chroma.
    let chroma: PairedPlane
    /// Alpha where chroma is sampled, in both halves of the pairs; nil where the picture is opaque.
    let chromaAlpha: PairedPlane?
    /// Where the chroma samples lie.
    let chromaGrid: SampleGrid

    /// Brings a picture into this form, its chroma as densely sampled as it is.
    ///
    /// `readableBounds` (left, top, right, bottom in luma samples) is the part whose samples may be read, all of them
    /// unless given; beyond it the outermost ones repeat, so what was cropped away does not show at the edges.
    package init(_ picture: SourcePicture, readableBounds: (Double, Double, Double, Double)? = nil) {
        let spacing = picture.subsampling == .yuv420 ? 2.0 : 1
        self.init(
            luma: picture.luma, alpha: picture.alpha, cb: picture.cb, cr: picture.cr, chromaAlpha: picture.alpha,
            chromaGrid: SampleGrid(
                x: 0.5 + picture.chromaLocation.x, y: 0.5 + picture.chromaLocation.y, spacingX: spacing,
                spacingY: spacing),
            readableBounds: readableBounds)
    }

    /// Brings planes into this form whose chroma, and alpha for chroma, were resampled to a size of their own that spans
    /// the whole picture, edge to edge. `readableBounds` is as above.
    package init(
        luma: Plane, alpha: Plane?, cb: Plane, cr: Plane, chromaAlpha: Plane?,
        readableBounds: (Double, Double, Double, Double)? = nil
    ) {
        let (spacingX, spacingY) = (
            Double(luma.width) / Double(cb.width), Double(luma.height) / Double(cb.height)
        )
        self.init(
            luma: luma, alpha: alpha, cb: cb, cr: cr, chromaAlpha: chromaAlpha,
            chromaGrid: SampleGrid(x: spacingX / 2, y: spacingY / 2, spacingX: spacingX, spacingY: spacingY),
            readableBounds: readableBounds)
    }

    private init(
        luma: Plane, alpha: Plane?, cb: Plane, cr: Plane, chromaAlpha: Plane?, chromaGrid: SampleGrid,
        readableBounds: (Double, Double, Double, Double)?
    ) {
        let bounds = readableBounds ?? (0, 0, Double(luma.width), Double(luma.height))
        self.chromaGrid = chromaGrid
        lumaAlpha = PairedPlane(
            luma, alpha, columns: Self.samples(bounds.0, bounds.2, of: luma.width),
            rows: Self.samples(bounds.1, bounds.3, of: luma.height), mayBeClear: alpha != nil)
        let columns = Self.samples(bounds.0 / chromaGrid.spacingX, bounds.2 / chromaGrid.spacingX, of: cb.width)
        let rows = Self.samples(bounds.1 / chromaGrid.spacingY, bounds.3 / chromaGrid.spacingY, of: cb.height)
        chroma = PairedPlane(cb, cr, columns: columns, rows: rows, mayBeClear: chromaAlpha != nil)
        self.chromaAlpha = chromaAlpha.map {
            PairedPlane($0, $0, columns: columns, rows: rows, mayBeClear: true)
        }
    }

    /// The bytes that the samples take.
    package var byteCount: Int {
        lumaAlpha.byteCount + chroma.byteCount + (chromaAlpha?.byteCount ?? 0)
    }

    /// The samples, out of `count`, that an interval touches; never none.
    private static func samples(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
        let first = Int(min(Double(count - 1), max(0, low.rounded(.down))))
        let end = Int(min(Double(count), max(Double(first + 1), high.rounded(.up))))
        return first..<end
    }
}

/// Where the samples of a plane lie, in luma coordinates: pixel centers at + 0.5.
struct SampleGrid: Sendable {
    /// The first sample.
    var x: Double
    /// The first sample.
    var y: Double
    /// From one sample to the next.
    var spacingX: Double
    /// From one row to the next.
    var spacingY: Double

    /// Luma's own.
    static let luma = SampleGrid(x: 0.5, y: 0.5, spacingX: 1, spacingY: 1)
}

/// Two planes as pairs of samples, with a margin.
struct PairedPlane: Sendable {
    /// Samples that repeat on each side: the reach of the filter and of an antialiased edge.
    static let margin = 3

    private let plane: Plane
    /// Where its pairs are not zero; nil where that was not looked for, because hardly any are.
    let ink: InkBounds?
    /// The sample of the original planes that stands behind the margin.
    let firstX: Int
    /// See `firstX`.
    let firstY: Int

    /// Pairs from two planes of one size; a missing second one counts as 255.
    init(_ first: Plane, _ second: Plane?, columns: Range<Int>, rows: Range<Int>, mayBeClear: Bool) {
        let margin = Self.margin
        firstX = columns.lowerBound
        firstY = rows.lowerBound
        plane = Plane(width: 2 * (columns.count + 2 * margin), height: rows.count + 2 * margin, zeroed: false)
        for y in 0..<rows.count {
            let target = plane.row(y + margin)
            let a = first.row(rows.lowerBound + y) + columns.lowerBound
            let inner = target + 2 * margin
            if let second {
                let b = second.row(rows.lowerBound + y) + columns.lowerBound
                for x in 0..<columns.count {
                    inner[2 &* x] = a[x]
                    inner[2 &* x &+ 1] = b[x]
                }
            } else {
                for x in 0..<columns.count {
                    inner[2 &* x] = a[x]
                    inner[2 &* x &+ 1] = 255
                }
            }
            let last = inner + 2 * (columns.count - 1)
            for x in 0..<margin {
                (target[2 * x], target[2 * x + 1]) = (inner[0], inner[1])
                (last[2 * x + 2], last[2 * x + 3]) = (last[0], last[1])
            }
        }
        for y in 0..<margin {
            plane.row(y).update(from: plane.row(margin), count: plane.width)
            plane.row(plane.height - 1 - y).update(from: plane.row(plane.height - 1 - margin), count: plane.width)
        }
        ink = mayBeClear ? InkBounds(Self.pairs(of: plane)) : nil
    }

    var byteCount: Int { plane.width * plane.height }

    /// As the kernel wants it, while `self` lives.
    var pairs: wp_pairs { Self.pairs(of: plane) }

    private static func pairs(of plane: Plane) -> wp_pairs {
        wp_pairs(
            base: plane.base, stride: plane.stride, width: Int32(clamping: plane.width / 2),
            height: Int32(clamping: plane.height))
    }
}
