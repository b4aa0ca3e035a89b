package import MediaBuffers

/// How much of each sample of a canvas shows the incoming picture of a transition, 0…255.
package enum RevealCoverage: Hashable, Sendable {
    /// An edge that moves to the left and leaves the incoming picture behind it.
    case wipeLeft
    /// An edge that moves to the right.
    case wipeRight
    /// An edge that moves upwards.
    case wipeUp
    /// An edge that moves downwards.
    case wipeDown
    /// A circle that grows about the middle and reaches the corners at the end.
    case circle

    /// The coverage at a progress: 0 nothing, 1 everything; samples on the edge by their exact share. The grid lies on a
    /// canvas of `canvasWidth` by `canvasHeight`, in the same units.
    package func plane(
        progress: Double, canvasWidth: Double, canvasHeight: Double, grid: CoverageGrid
    ) -> Plane {
        if !(progress > 0) || progress >= 1 {
            let plane = Plane(width: grid.width, height: grid.height, zeroed: false)
            plane.fill(progress >= 1 ? 255 : 0)
            return plane
        }
        let (p, rest) = (progress, 1 - progress)
        switch self {
        case .wipeLeft: return Self.stripe(rest * canvasWidth, .infinity, across: true, grid)
        case .wipeRight: return Self.stripe(-.infinity, p * canvasWidth, across: true, grid)
        case .wipeUp: return Self.stripe(rest * canvasHeight, .infinity, across: false, grid)
        case .wipeDown: return Self.stripe(-.infinity, p * canvasHeight, across: false, grid)
        case .circle:
            let diagonal = (canvasWidth * canvasWidth + canvasHeight * canvasHeight).squareRoot()
            let area = RoundedArea(width: p * diagonal, height: p * diagonal, radius: p * diagonal / 2)
            return MaskCoverage.plane(area, centerX: canvasWidth / 2, centerY: canvasHeight / 2, grid)
        }
    }

    private static func stripe(_ low: Double, _ high: Double, across: Bool, _ grid: CoverageGrid) -> Plane {
        let plane = Plane(width: grid.width, height: grid.height, zeroed: false)
        let edges = across ? grid.columns : grid.rows
        let levels = (0..<edges.count - 1).map { index in
            let share = (min(edges[index + 1], high) - max(edges[index], low)) / (edges[index + 1] - edges[index])
            return UInt8((min(1, max(0, share)) * 255).rounded())
        }
        for y in 0..<grid.height {
            let row = plane.row(y)
            if across {
                for x in 0..<grid.width { row[x] = levels[x] }
            } else {
                row.update(repeating: levels[y], count: grid.width)
            }
        }
        return plane
    }
}
