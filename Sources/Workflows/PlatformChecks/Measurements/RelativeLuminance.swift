import Foundation

/// Relative luminance and contrast as WCAG 2.2 defines them.
package enum RelativeLuminance {
    /// Linear light of an sRGB code, 0…1 (IEC 61966-2-1).
    private static let linear: [Double] = (0..<256).map { code in
        let value = Double(code) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    /// The luminance of an sRGB color, 0 black … 1 white.
    package static func of(red: UInt8, green: UInt8, blue: UInt8) -> Double {
        0.2126 * linear[Int(red)] + 0.7152 * linear[Int(green)] + 0.0722 * linear[Int(blue)]
    }

    /// The contrast of two luminances, 1…21.
    package static func contrast(_ first: Double, _ second: Double) -> Double {
        (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }
}
