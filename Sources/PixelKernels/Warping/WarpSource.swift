import CPixelKernels
package import MediaBuffers

/// A picture in the form that the warp reads: planes that are sampled alike stand together in pairs, and the outermost
/// samples repeat around them, so that a filter at an edge finds its neighbors.
package struct WarpSource: Sendable {
    /// Luma and alpha; alpha is 255 where the picture is opaque.
    let lumaAlpha: PairedPlane
    /// Blue- and red-difference chroma.
    let chroma: PairedPlane
    /// Whether the picture has an alpha of its own, which is then sampled with luma and with chroma.
    let hasAlpha: Bool
    /// Luma samples from one chroma sample to the next.
    let chromaSpacing: Double
    /// Where the first chroma sample lies.
    let chromaLocation: ChromaLocation

    /// Brings a picture into this form.
    ///
    /// `readableBounds` (left, top, right, bottom in luma samples) is the part whose samples may be read, all of them
    /// unless given; beyond it the outermost ones repeat, so what was cropped away does not show at the edges.
    package init(_ picture: SourcePicture, readableBounds: (Double, Double, Double, Double)? = nil) {
        let bounds = readableBounds ?? (0, 0, Double(picture.width), Double(picture.height))
        chromaSpacing = picture.subsampling == .yuv420 ? 2 : 1
        chromaLocation = picture.chromaLocation
        hasAlpha = picture.alpha != nil
        lumaAlpha = PairedPlane(
            picture.luma, picture.alpha, columns: Self.samples(bounds.0, bounds.2, of: picture.width),
            rows: Self.samples(bounds.1, bounds.3, of: picture.height))
        chroma = PairedPlane(
            picture.cb, picture.cr,
            columns: Self.samples(bounds.0 / chromaSpacing, bounds.2 / chromaSpacing, of: picture.cb.width),
            rows: Self.samples(bounds.1 / chromaSpacing, bounds.3 / chromaSpacing, of: picture.cb.height))
    }

    /// The bytes that the samples take.
    package var byteCount: Int { lumaAlpha.byteCount + chroma.byteCount }

    /// The samples, out of `count`, that an interval touches; never none.
    private static func samples(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
        let first = Int(min(Double(count - 1), max(0, low.rounded(.down))))
        let end = Int(min(Double(count), max(Double(first + 1), high.rounded(.up))))
        return first..<end
    }
}

/// Two planes as pairs of samples, with a margin.
struct PairedPlane: Sendable {
    /// Samples that repeat on each side: the reach of the filter and of an antialiased edge.
    static let margin = 3

    private let plane: Plane
    /// The sample of the original planes that stands behind the margin.
    let firstX: Int
    /// See `firstX`.
    let firstY: Int

    /// Pairs from two planes of one size; a missing second one counts as 255.
    init(_ first: Plane, _ second: Plane?, columns: Range<Int>, rows: Range<Int>) {
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
    }

    var byteCount: Int { plane.width * plane.height }

    /// As the kernel wants it, while `self` lives.
    var pairs: wp_pairs {
        wp_pairs(
            base: plane.base, stride: plane.stride, width: Int32(clamping: plane.width / 2),
            height: Int32(clamping: plane.height))
    }
}
