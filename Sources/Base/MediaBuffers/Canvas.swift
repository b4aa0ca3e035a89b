/// A rectangle of whole pixels.
package struct PixelRect: Hashable, Sendable {
    /// Left edge.
    package var x: Int
    /// Top edge.
    package var y: Int
    /// Columns, never negative.
    package var width: Int
    /// Rows, never negative.
    package var height: Int

    /// A rectangle from its corner and size.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether it holds no pixel.
    package var isEmpty: Bool { width == 0 || height == 0 }
    /// How many pixels it holds.
    package var area: Int { width * height }
    /// The first column right of it.
    package var maxX: Int { x + width }
    /// The first row below it.
    package var maxY: Int { y + height }

    /// The part that both rectangles share; empty where there is none.
    package func intersection(_ other: PixelRect) -> PixelRect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return PixelRect(
            x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }

    /// The smallest rectangle that holds both; an empty one adds nothing.
    package func union(_ other: PixelRect) -> PixelRect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let left = min(x, other.x)
        let top = min(y, other.y)
        return PixelRect(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }

    /// Whether `other` lies wholly inside.
    package func contains(_ other: PixelRect) -> Bool {
        other.isEmpty || (x <= other.x && y <= other.y && maxX >= other.maxX && maxY >= other.maxY)
    }

    /// The rectangle grown outwards to even edges, so that it covers whole 4:2:0 chroma samples.
    package var grownToEven: PixelRect {
        let left = x & ~1
        let top = y & ~1
        return PixelRect(x: left, y: top, width: ((maxX + 1) & ~1) - left, height: ((maxY + 1) & ~1) - top)
    }
}

/// The picture that is painted on and given to the encoder: planar 4:2:0, 8 bit, BT.709 limited, chroma sited left.
///
/// Width and height are even. The one worker that owns a canvas paints it.
package final class Canvas: @unchecked Sendable {
    /// Luma, 16…235.
    package let luma: Plane
    /// Blue-difference chroma at half size, neutral at 128.
    package let cb: Plane
    /// Red-difference chroma at half size, neutral at 128.
    package let cr: Plane

    /// A canvas of zeros, which is no color yet; both sides must be even and positive.
    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0 && width % 2 == 0 && height % 2 == 0, "a canvas of \(width)x\(height)")
        luma = Plane(width: width, height: height)
        cb = Plane(width: width / 2, height: height / 2)
        cr = Plane(width: width / 2, height: height / 2)
    }

    /// A canvas over planes that somebody else filled and that nobody paints on, or nil where they are no canvas: an
    /// even 4:2:0 picture without alpha, chroma sited left.
    package init?(sharing picture: SourcePicture) {
        guard picture.subsampling == .yuv420, picture.chromaLocation == .left, picture.alpha == nil,
            picture.width % 2 == 0, picture.height % 2 == 0
        else { return nil }
        luma = picture.luma
        cb = picture.cb
        cr = picture.cr
    }

    private init(luma: Plane, cb: Plane, cr: Plane) {
        self.luma = luma
        self.cb = cb
        self.cr = cr
    }

    /// A canvas with the same samples in memory of its own.
    package func copied() -> Canvas { Canvas(luma: luma.copied(), cb: cb.copied(), cr: cr.copied()) }

    /// Columns of luma.
    package var width: Int { luma.width }
    /// Rows of luma.
    package var height: Int { luma.height }
    /// The whole canvas as a rectangle.
    package var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }
}

/// A picture that lies on the canvas grid, ready to be blended: 4:2:0 in canvas color, premultiplied where it has alpha.
///
/// Its rectangle has even edges, so each chroma sample belongs to it whole. `alpha` goes with luma, `chromaAlpha` with
/// the chroma planes; both are present or both absent (opaque).
package struct Sprite: Sendable {
    /// Where the sprite lies on the canvas; even edges; may reach beyond the canvas.
    package let rect: PixelRect
    /// Luma, premultiplied as a code value.
    package let luma: Plane
    /// Blue-difference chroma, premultiplied as a code value.
    package let cb: Plane
    /// Red-difference chroma, premultiplied as a code value.
    package let cr: Plane
    /// Coverage for luma, or nil where the sprite is opaque.
    package let alpha: Plane?
    /// Coverage for chroma, or nil where the sprite is opaque.
    package let chromaAlpha: Plane?

    /// A sprite from its planes, whose sizes must fit the rectangle.
    package init(rect: PixelRect, luma: Plane, cb: Plane, cr: Plane, alpha: Plane?, chromaAlpha: Plane?) {
        precondition(rect == rect.grownToEven, "a sprite's rectangle has even edges")
        precondition(luma.width == rect.width && luma.height == rect.height, "luma does not fit the rectangle")
        precondition(cb.width == rect.width / 2 && cb.height == rect.height / 2, "cb does not fit the rectangle")
        precondition((alpha == nil) == (chromaAlpha == nil), "one alpha without the other")
        self.rect = rect
        self.luma = luma
        self.cb = cb
        self.cr = cr
        self.alpha = alpha
        self.chromaAlpha = chromaAlpha
    }

    /// The bytes that the samples take, padding left out.
    package var byteCount: Int {
        Self.byteCount(width: rect.width, height: rect.height, hasAlpha: alpha != nil)
    }

    /// The bytes of all samples: luma, chroma twice at half size, and alpha for each of the two.
    package static func byteCount(width: Int, height: Int, hasAlpha: Bool) -> Int {
        let luma = width * height
        return luma * 3 / 2 + (hasAlpha ? luma * 5 / 4 : 0)
    }
}
