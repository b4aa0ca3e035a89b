import Foundation
import MediaBuffers
import TestSupport
import TextLayout
import TimelineModel

/// The bundled fonts alone, so that results do not depend on the machine.
enum Bundled {
    /// The folder of the bundled fonts in the repository.
    static let folder = TestMedia.repositoryRoot.appending(path: "Sources/Media/TextLayout/Resources/Fonts")

    /// A rasterizer over them; `usesSystemFonts` adds the machine's own behind them.
    static func newRasterizer(usesSystemFonts: Bool = false) throws(TextError) -> TextRasterizer {
        try TextRasterizer(fontFolder: folder.path, usesSystemFonts: usesSystemFonts)
    }

    /// One rasterizer for many tests.
    static let rasterizer = Result { () throws(TextError) in try newRasterizer() }

    /// The path of a bundled font file.
    static func font(_ name: String) -> String { folder.appending(path: name).path }
}

/// A plain style: left, regular, no extras.
func plainStyle(_ change: (inout TextStyle) -> Void = { _ in }) -> TextStyle {
    var style = TextStyle(size: 48)
    style.alignment = .left
    style.weight = 400
    change(&style)
    return style
}

/// Coverage of a raster, with places relative to the corner of the text's box, in output pixels.
struct Ink {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let centerX: Double
    let centerY: Double
    let total: Double

    /// Measures the pixels that `weight` gives something for; alpha where none is named.
    init(
        _ raster: RasterizedText, phaseX: Double = 0, phaseY: Double = 0, above threshold: Double = 8,
        weight: (UnsafeMutablePointer<UInt8>) -> Double = { Double($0[3]) }
    ) {
        var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0)
        for y in 0..<raster.image.height {
            let row = raster.image.samples.row(y)
            for x in 0..<raster.image.width {
                let value = weight(row + 4 * x)
                sum += value
                sumX += value * (Double(x) + 0.5)
                sumY += value * (Double(y) + 0.5)
                guard value > threshold else { continue }
                left = min(left, x)
                right = max(right, x + 1)
                top = min(top, y)
                bottom = max(bottom, y + 1)
            }
        }
        let originX = Double(raster.boxX) + phaseX
        let originY = Double(raster.boxY) + phaseY
        self.left = sum > 0 ? Double(left) - originX : 0
        self.right = sum > 0 ? Double(right) - originX : 0
        self.top = sum > 0 ? Double(top) - originY : 0
        self.bottom = sum > 0 ? Double(bottom) - originY : 0
        centerX = sumX / max(sum, 1) - originX
        centerY = sumY / max(sum, 1) - originY
        total = sum / 255
    }
}

extension RasterizedText {
    /// A hash of everything in the raster (FNV-1a).
    var hash: UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        for number in [boxX, boxY, image.width, image.height] {
            for shift in 0..<4 { add(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
        }
        for y in 0..<image.height {
            let row = image.samples.row(y)
            for x in 0..<4 * image.width { add(row[x]) }
        }
        return value
    }
}
