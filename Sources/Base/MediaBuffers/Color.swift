/// A straight sRGB color of four 8-bit components.
package struct RGBAColor: Hashable, Sendable {
    /// Red, 0…255.
    package let red: UInt8
    /// Green, 0…255.
    package let green: UInt8
    /// Blue, 0…255.
    package let blue: UInt8
    /// Alpha, 0 transparent … 255 opaque.
    package let alpha: UInt8

    /// A color from its components.
    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// Opaque black.
    package static let black = RGBAColor(red: 0, green: 0, blue: 0)
    /// Opaque white.
    package static let white = RGBAColor(red: 255, green: 255, blue: 255)

    /// The color in canvas color: BT.709 limited-range 8-bit codes, rounded to nearest (ITU-R BT.709-6, 3.2–3.4).
    package var canvasCodes: (luma: UInt8, cb: UInt8, cr: UInt8) {
        let r = Double(red) / 255
        let g = Double(green) / 255
        let b = Double(blue) / 255
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b
        let pb = (b - y) / 1.8556
        let pr = (r - y) / 1.5748
        return (
            UInt8((16 + 219 * y).rounded()), UInt8((128 + 224 * pb).rounded()), UInt8((128 + 224 * pr).rounded())
        )
    }
}
