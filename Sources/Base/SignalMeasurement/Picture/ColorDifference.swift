import Foundation

/// Differences of colors as people see them: CIEDE2000 (CIE 142, ISO/CIE 11664-6) between BT.709 colors.
package enum ColorDifference {
    /// CIE L*a*b* (D65) of a limited-range BT.709 color in code values; its curve is taken as sRGB's.
    package static func lab(_ code: SIMD4<Float>) -> SIMD3<Float> {
        let y = (code.x - 16) / 219
        let (u, v) = ((code.y - 128) / 224, (code.z - 128) / 224)
        let red = linear(y + 1.5748 * v)
        let green = linear(y - 0.187324 * u - 0.468124 * v)
        let blue = linear(y + 1.8556 * u)
        let fx = cubeRoot((0.4123908 * red + 0.3575843 * green + 0.1804808 * blue) / 0.9504559)
        let fy = cubeRoot(0.2126390 * red + 0.7151687 * green + 0.0721923 * blue)
        let fz = cubeRoot((0.0193308 * red + 0.1191948 * green + 0.9505322 * blue) / 1.0890578)
        return SIMD3(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))
    }

    /// The CIEDE2000 difference of two L*a*b* colors, with all weights 1.
    package static func ciede2000(_ first: SIMD3<Float>, _ second: SIMD3<Float>) -> Float {
        let (c1, c2) = (hypotf(first.y, first.z), hypotf(second.y, second.z))
        let mean7 = powf((c1 + c2) / 2, 7)
        let g = 0.5 * (1 - (mean7 / (mean7 + twentyFiveTo7)).squareRoot())
        let (a1, a2) = ((1 + g) * first.y, (1 + g) * second.y)
        let (chroma1, chroma2) = (hypotf(a1, first.z), hypotf(a2, second.z))
        let (hue1, hue2) = (degrees(first.z, a1), degrees(second.z, a2))
        let deltaL = second.x - first.x
        let deltaC = chroma2 - chroma1
        var turn = hue2 - hue1
        if chroma1 * chroma2 == 0 { turn = 0 } else if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
        let deltaH = 2 * (chroma1 * chroma2).squareRoot() * sinf(radians(turn / 2))
        let meanL = (first.x + second.x) / 2
        let meanC = (chroma1 + chroma2) / 2
        var hue = hue1 + hue2
        if chroma1 * chroma2 != 0 {
            if abs(hue1 - hue2) <= 180 { hue /= 2 } else { hue = hue < 360 ? (hue + 360) / 2 : (hue - 360) / 2 }
        }
        let t =
            1 - 0.17 * cosf(radians(hue - 30)) + 0.24 * cosf(radians(2 * hue)) + 0.32 * cosf(radians(3 * hue + 6))
            - 0.2 * cosf(radians(4 * hue - 63))
        let cone = 30 * expf(-((hue - 275) / 25) * ((hue - 275) / 25))
        let c7 = powf(meanC, 7)
        let rotation = -2 * (c7 / (c7 + twentyFiveTo7)).squareRoot() * sinf(radians(2 * cone))
        let away = (meanL - 50) * (meanL - 50)
        let l = deltaL / (1 + 0.015 * away / (20 + away).squareRoot())
        let c = deltaC / (1 + 0.045 * meanC)
        let h = deltaH / (1 + 0.015 * meanC * t)
        return max(0, l * l + c * c + h * h + rotation * c * h).squareRoot()
    }

    private static let twentyFiveTo7 = powf(25, 7)

    private static func linear(_ value: Float) -> Float {
        let value = min(1, max(0, value))
        return value <= 0.04045 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
    }

    private static func cubeRoot(_ value: Float) -> Float {
        value > 216 / 24389 ? cbrtf(value) : (24389 / 27 * value + 16) / 116
    }

    private static func radians(_ degrees: Float) -> Float { degrees * .pi / 180 }

    private static func degrees(_ y: Float, _ x: Float) -> Float {
        guard x != 0 || y != 0 else { return 0 }
        let angle = atan2f(y, x) * 180 / .pi
        return angle < 0 ? angle + 360 : angle
    }
}
