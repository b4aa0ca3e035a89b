package import MediaBuffers
package import PixelKernels
package import TimelineModel

/// How much of each sample of a layer's box a mask leaves, 0…255.
package enum MaskCoverage {
    /// The coverage by a shape in a box of `boxWidth` by `boxHeight`, exact to half a level by its area; nil for an image
    /// mask.
    ///
    /// The grid lies in the box, whose corner is (0, 0), in the units of the box's sides and of the mask's radius. Its
    /// steps may be any: the box's share of a scaled pixel, or of a chroma sample.
    package static func plane(
        _ mask: LayerMask, boxWidth: Double, boxHeight: Double, grid: CoverageGrid
    ) -> Plane? {
        let shorter = min(boxWidth, boxHeight)
        let area: RoundedArea
        switch mask {
        case .circle: area = RoundedArea(width: shorter, height: shorter, radius: shorter / 2)
        case .rectangle: area = RoundedArea(width: boxWidth, height: boxHeight, radius: 0)
        case .rounded(let radius):
            area = RoundedArea(width: boxWidth, height: boxHeight, radius: radius ?? 0.05 * shorter)
        case .image: return nil
        }
        return plane(area, centerX: boxWidth / 2, centerY: boxHeight / 2, grid)
    }

    static func plane(
        _ area: RoundedArea, centerX: Double, centerY: Double, _ grid: CoverageGrid
    ) -> Plane {
        let plane = Plane(width: grid.width, height: grid.height, zeroed: false)
        let columns = grid.columns.map { $0 - centerX }
        let rows = grid.rows.map { $0 - centerY }
        let full = 255 / (grid.stepX * grid.stepY)
        for y in 0..<grid.height {
            let row = plane.row(y)
            let (y0, y1) = (rows[y], rows[y + 1])
            // Most runs of samples are wholly inside or outside.
            for start in stride(from: 0, to: grid.width, by: 32) {
                let end = min(start + 32, grid.width)
                if let share = area.plainShare(columns[start], columns[end], y0, y1) {
                    (row + start).update(repeating: share > 0 ? 255 : 0, count: end - start)
                    continue
                }
                for x in start..<end {
                    let (x0, x1) = (columns[x], columns[x + 1])
                    if let share = area.plainShare(x0, x1, y0, y1) {
                        row[x] = share > 0 ? 255 : 0
                    } else {
                        row[x] = UInt8(min(255, (area.area(x0, x1, y0, y1) * full).rounded()))
                    }
                }
            }
        }
        return plane
    }

    /// The coverage by an image that is stretched over a box: its alpha, or its luma (0 black … 255 white) times alpha.
    package static func plane(
        _ image: SourcePicture, _ channel: LayerMask.Channel, boxWidth: Double, boxHeight: Double, grid: CoverageGrid,
        kernels: KernelSet = .selected
    ) -> Plane {
        let whole = levels(of: image, channel)
        let result = Plane(width: grid.width, height: grid.height, zeroed: false)
        let across = Double(image.width) / boxWidth
        let down = Double(image.height) / boxHeight
        var scaler = PlaneScaler(kernels: kernels)
        scaler.scale(
            whole, into: result,
            horizontal: AxisFilter(
                destinationCount: grid.width, sourceCount: image.width, sourceStart: grid.x * across,
                step: grid.stepX * across, lower: 0, upper: image.width),
            vertical: AxisFilter(
                destinationCount: grid.height, sourceCount: image.height, sourceStart: grid.y * down,
                step: grid.stepY * down, lower: 0, upper: image.height))
        return result
    }

    private static func levels(of image: SourcePicture, _ channel: LayerMask.Channel) -> Plane {
        let plane = Plane(width: image.width, height: image.height, zeroed: false)
        if channel == .alpha {
            guard let alpha = image.alpha else {
                plane.fill(255)
                return plane
            }
            return alpha
        }
        for y in 0..<image.height {
            let (luma, row) = (image.luma.row(y), plane.row(y))
            let alpha = image.alpha?.row(y)
            for x in 0..<image.width {
                // The offset is premultiplied too.
                let black = 16 * Double(alpha?[x] ?? 255) / 255
                let level = (Double(luma[x]) - black) * 255 / 219
                row[x] = UInt8(min(255, max(0, level.rounded())))
            }
        }
        return plane
    }
}
