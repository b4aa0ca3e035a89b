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
    /// Columns of the whole picture.
    package let width: Int
    /// Rows of the whole picture.
    package let height: Int
    /// The part of the picture whose samples the planes hold: nearly always all of it. Even edges on the left and at the
    /// top.
    package let part: PixelRect

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
        width = luma.width
        height = luma.height
        part = PixelRect(x: 0, y: 0, width: luma.width, height: luma.height)
    }

    /// The whole picture's size for an opaque 4:2:0 `picture` that is only its part at (x, y), both even.
    package init(part picture: SourcePicture, atX x: Int, y: Int, ofWidth width: Int, height: Int) {
        precondition(picture.subsampling == .yuv420 && x % 2 == 0 && y % 2 == 0, "a part beside the chroma samples")
        precondition(x >= 0 && y >= 0 && x + picture.width <= width && y + picture.height <= height, "no part")
        luma = picture.luma
        cb = picture.cb
        cr = picture.cr
        alpha = nil
        subsampling = .yuv420
        chromaLocation = picture.chromaLocation
        self.width = width
        self.height = height
        part = PixelRect(x: x, y: y, width: picture.width, height: picture.height)
    }

    /// Whether the planes hold only a part of the picture.
    package var isPart: Bool { part.width < width || part.height < height }
    /// Chroma samples in a row of the whole picture.
    package var chromaWidth: Int { subsampling == .yuv420 ? (width + 1) / 2 : width }
    /// Rows of chroma of the whole picture.
    package var chromaHeight: Int { subsampling == .yuv420 ? (height + 1) / 2 : height }
    /// The bytes that the samples take, padding left out.
    package var byteCount: Int {
        let chroma = cb.width * cb.height * 2
        return luma.width * luma.height * (alpha == nil ? 1 : 2) + chroma
    }
}
