import Foundation

/// An affine map of the plane: `x' = xx·x + xy·y + tx`, `y' = yx·x + yy·y + ty`.
package struct PlaneTransform: Hashable, Sendable {
    /// Share of x in x'.
    package var xx: Double
    /// Share of y in x'.
    package var xy: Double
    /// Share of x in y'.
    package var yx: Double
    /// Share of y in y'.
    package var yy: Double
    /// Offset of x'.
    package var tx: Double
    /// Offset of y'.
    package var ty: Double

    /// The image of a point.
    package func applied(toX x: Double, y: Double) -> (x: Double, y: Double) {
        (xx * x + xy * y + tx, yx * x + yy * y + ty)
    }

    /// Whether every point stays where it is, exactly.
    package var isIdentity: Bool { xx == 1 && yy == 1 && xy == 0 && yx == 0 && tx == 0 && ty == 0 }

    /// The map back, or nil where the map is flat.
    package var inverse: PlaneTransform? {
        let determinant = xx * yy - xy * yx
        guard abs(determinant) > 1e-12 else { return nil }
        return PlaneTransform(
            xx: yy / determinant, xy: -xy / determinant, yx: -yx / determinant, yy: xx / determinant,
            tx: (xy * ty - yy * tx) / determinant, ty: (yx * tx - xx * ty) / determinant)
    }

    /// The sine of an angle in degrees, rounded to 2^-40 so that every machine's library gives the same bits.
    static func sine(_ degrees: Double) -> Double {
        let grid = 1_099_511_627_776.0
        return (sin(degrees * .pi / 180) * grid).rounded() / grid
    }
}
