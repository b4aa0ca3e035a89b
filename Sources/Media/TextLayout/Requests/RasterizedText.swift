package import MediaBuffers

/// A drawn text: its pixels, and where its box lies in them.
package struct RasterizedText: Sendable {
    /// The pixels, premultiplied; as large as the ink of letters, stroke, shadow and box needs.
    package let image: RGBAImage
    /// Column of `image` in which the left edge of the box lies: the edge is at `boxX + phaseX`. May be outside.
    package let boxX: Int
    /// Row of `image` in which the top edge of the box lies: the edge is at `boxY + phaseY`. May be outside.
    package let boxY: Int
    /// Width of the box in output pixels.
    package let boxWidth: Double
    /// Height of the box in output pixels.
    package let boxHeight: Double
}
