/// A map from canvas to source coordinates: `x' = xx·x + xy·y + tx`, `y' = yx·x + yy·y + ty`; pixel centers at + 0.5.
package struct AffineMap: Sendable, Hashable {
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

    /// A map from its six numbers.
    package init(xx: Double, xy: Double, yx: Double, yy: Double, tx: Double, ty: Double) {
        (self.xx, self.xy, self.yx, self.yy, self.tx, self.ty) = (xx, xy, yx, yy, tx, ty)
    }

    /// The image of a point.
    package func applied(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (xx * x + xy * y + tx, yx * x + yy * y + ty)
    }
}
