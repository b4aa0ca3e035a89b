/// How the color samples of an image relate to its alpha.
package enum AlphaMode: UInt8, Sendable, Hashable {
    /// Every alpha is 255.
    case opaque
    /// Color is independent of alpha.
    case straight
    /// Color is already multiplied by alpha.
    case premultiplied
}

/// An image of interleaved 8-bit R, G, B, A samples in sRGB, upright.
package struct RGBAImage: Sendable {
    /// The samples: `4 · width` bytes a row.
    package let samples: Plane
    /// Pixels in a row.
    package let width: Int
    /// What alpha means.
    package let alphaMode: AlphaMode

    /// A transparent black image with memory of its own.
    package init(width: Int, height: Int, alphaMode: AlphaMode, zeroed: Bool = true) {
        samples = Plane(width: 4 * width, height: height, zeroed: zeroed)
        self.width = width
        self.alphaMode = alphaMode
    }

    /// An image over existing samples, `4 · width` bytes a row.
    package init(samples: Plane, alphaMode: AlphaMode) {
        precondition(samples.width % 4 == 0, "a row of RGBA is a multiple of four bytes")
        self.samples = samples
        width = samples.width / 4
        self.alphaMode = alphaMode
    }

    /// Rows of pixels.
    package var height: Int { samples.height }

    /// The same samples under another alpha mode, for one who knows more about them.
    package func relabeled(_ mode: AlphaMode) -> RGBAImage { RGBAImage(samples: samples, alphaMode: mode) }
}
