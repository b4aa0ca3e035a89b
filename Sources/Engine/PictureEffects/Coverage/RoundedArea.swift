import Foundation

/// A rectangle about the origin whose corners are quarters of a circle; a circle when the radius is half of both sides.
/// It knows exactly how much of any upright rectangle it covers.
struct RoundedArea {
    /// Half the width.
    let halfWidth: Double
    /// Half the height.
    let halfHeight: Double
    /// Radius of the corners, at most half of either side.
    let radius: Double

    init(width: Double, height: Double, radius: Double) {
        halfWidth = max(0, width / 2)
        halfHeight = max(0, height / 2)
        self.radius = min(max(0, radius), min(halfWidth, halfHeight))
    }

    /// The area inside `x0..<x1` and `y0..<y1`.
    func area(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double) -> Double {
        max(0, areaFromMiddle(x0, x1, y1) - areaFromMiddle(x0, x1, y0))
    }

    /// Whether a rectangle lies wholly inside or wholly outside, where that is plain to see: 1, 0 or nil.
    func plainShare(_ x0: Double, _ x1: Double, _ y0: Double, _ y1: Double) -> Double? {
        if x1 <= -halfWidth || x0 >= halfWidth || y1 <= -halfHeight || y0 >= halfHeight { return 0 }
        guard x0 >= -halfWidth, x1 <= halfWidth, y0 >= -halfHeight, y1 <= halfHeight else { return nil }
        let dx = max(abs(x0), abs(x1)) - (halfWidth - radius)
        let dy = max(abs(y0), abs(y1)) - (halfHeight - radius)
        if dx <= 0 || dy <= 0 || dx * dx + dy * dy <= radius * radius { return 1 }
        let nearX = max(x0, -x1) - (halfWidth - radius)
        let nearY = max(y0, -y1) - (halfHeight - radius)
        return nearX > 0 && nearY > 0 && nearX * nearX + nearY * nearY >= radius * radius ? 0 : nil
    }

    /// The area between the middle line and `y`, negative above it.
    private func areaFromMiddle(_ x0: Double, _ x1: Double, _ y: Double) -> Double {
        let height = min(abs(y), halfHeight)
        let straight = halfWidth - radius
        var area = height * overlap(x0, x1, -straight, straight)
        area += cornerArea(x0 - straight, x1 - straight, height) + cornerArea(-x1 - straight, -x0 - straight, height)
        return y < 0 ? -area : area
    }

    private func overlap(_ a: Double, _ b: Double, _ low: Double, _ high: Double) -> Double {
        max(0, min(b, high) - max(a, low))
    }

    /// The area below `height` over `u0..<u1`, where u runs from a corner circle's middle outwards, 0…radius.
    private func cornerArea(_ u0: Double, _ u1: Double, _ height: Double) -> Double {
        let a = min(max(u0, 0), radius)
        let b = min(max(u1, 0), radius)
        guard b > a else { return 0 }
        let base = halfHeight - radius
        if height <= base { return height * (b - a) }
        // Up to where the arc comes down to `height` the height bounds the area, farther out the arc does.
        let rest = height - base
        let turn = min(max(radius * radius - rest * rest, 0).squareRoot(), radius)
        let flat = max(0, min(b, turn) - a)
        return base * (b - a) + rest * flat + underArc(max(a, min(turn, b)), b)
    }

    /// ∫ √(r² − u²) du.
    private func underArc(_ a: Double, _ b: Double) -> Double {
        guard b > a else { return 0 }
        func integral(_ u: Double) -> Double {
            let height = max(radius * radius - u * u, 0).squareRoot()
            return (u * height + radius * radius * asin(min(1, u / radius))) / 2
        }
        return integral(b) - integral(a)
    }
}
