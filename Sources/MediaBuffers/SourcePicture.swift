/// How many luma samples share one chroma sample.
package enum ChromaSubsampling: UInt8, Sendable, Hashable {
    /// One chroma sample for each luma sample.
    case yuv444
    /// One chroma sample for two by two luma samples, rounded up at odd edges.
    case yuv420
}

/// Where the first chroma sample lies, in luma samples from the center of the first luma sample.
package struct ChromaLocation: Sendable, Hashable {
    /// Distance to the right, in luma samples.
    package let x: Double
    /// Distance downwards, in luma samples.
    package let y: Double

    /// A location from its two distances.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// 4:4:4: chroma lies on luma.
    package static let cosited = ChromaLocation(x: 0, y: 0)
    /// H.264's default for 4:2:0: on the luma column, between two rows.
    package static let left = ChromaLocation(x: 0, y: 0.5)
    /// JPEG's 4:2:0: amid four luma samples.
    package static let center = ChromaLocation(x: 0.5, y: 0.5)
}

/// A decoded still or video frame: upright, square pixels not required, in canvas color, not yet placed or scaled.
///
/// Canvas color is 8-bit Y'CbCr, BT.709 matrix, limited range (ITU-R BT.709-6). With `alpha` present every sample of
/// luma and chroma is **premultiplied as a code value** (`round(code · alpha / 255)`, the offsets 16 and 128 included),
/// so transparent is all zeros, and the planes may be filtered and blended like any others.
package struct SourcePicture: Sendable {
    /// Luma samples; its size is the picture's size.
    package let luma: Plane
    /// Blue-difference chroma.
    package let cb: Plane
    /// Red-difference chroma.
    package let cr: Plane
    /// Coverage 0…255 for each luma sample, or nil where the picture is opaque. Only with `.yuv444`.
    package let alpha: Plane?
    /// How chroma is sampled.
    package let subsampling: ChromaSubsampling
    /// Where chroma is sampled.
    package let chromaLocation: ChromaLocation

    /// A picture from its planes, whose sizes must fit each other.
    package init(
        luma: Plane, cb: Plane, cr: Plane, alpha: Plane? = nil, subsampling: ChromaSubsampling,
        chromaLocation: ChromaLocation
    ) {
        let halving = subsampling == .yuv420
        let chromaWidth = halving ? (luma.width + 1) / 2 : luma.width
        let chromaHeight = halving ? (luma.height + 1) / 2 : luma.height
        precondition(cb.width == chromaWidth && cb.height == chromaHeight, "cb does not fit luma")
        precondition(cr.width == chromaWidth && cr.height == chromaHeight, "cr does not fit luma")
        if let alpha {
            precondition(!halving, "a source picture with alpha is 4:4:4")
            precondition(alpha.width == luma.width && alpha.height == luma.height, "alpha does not fit luma")
        }
        self.luma = luma
        self.cb = cb
        self.cr = cr
        self.alpha = alpha
        self.subsampling = subsampling
        self.chromaLocation = chromaLocation
    }

    /// Luma samples in a row.
    package var width: Int { luma.width }
    /// Rows of luma.
    package var height: Int { luma.height }
    /// The bytes that the samples take, padding left out.
    package var byteCount: Int {
        let chroma = cb.width * cb.height * 2
        return width * height * (alpha == nil ? 1 : 2) + chroma
    }
}
