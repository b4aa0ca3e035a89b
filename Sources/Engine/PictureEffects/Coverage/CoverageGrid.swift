/// A grid of samples over a box or a canvas, whose footprints lie side by side.
///
/// Sample (i, j) is the mean over `x + i · stepX ..< x + (i + 1) · stepX` and the like downwards.
package struct CoverageGrid: Hashable, Sendable {
    /// Left edge of the first sample.
    package var x: Double
    /// Top edge of the first sample.
    package var y: Double
    /// Width of a sample, above 0.
    package var stepX: Double
    /// Height of a sample, above 0.
    package var stepY: Double
    /// Samples in a row.
    package var width: Int
    /// Rows.
    package var height: Int

    /// A grid from its parts.
    package init(x: Double, y: Double, stepX: Double = 1, stepY: Double = 1, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.stepX = stepX
        self.stepY = stepY
        self.width = width
        self.height = height
    }

    /// The pixels of a box that begins at a pixel's corner, the last ones cut by the box's edges where its sides are no
    /// whole numbers.
    package init(boxWidth: Double, boxHeight: Double) {
        self.init(
            x: 0, y: 0, width: max(1, Int(boxWidth.rounded(.up))), height: max(1, Int(boxHeight.rounded(.up))))
    }

    /// The chroma samples of a grid of luma samples, whose sides are even: half as many, sited left.
    package var chroma: CoverageGrid {
        CoverageGrid(
            x: x - stepX / 2, y: y, stepX: 2 * stepX, stepY: 2 * stepY, width: max(1, width / 2),
            height: max(1, height / 2))
    }

    /// Edges of the samples across.
    var columns: [Double] { (0...width).map { x + Double($0) * stepX } }
    /// Edges of the samples down.
    var rows: [Double] { (0...height).map { y + Double($0) * stepY } }
}
