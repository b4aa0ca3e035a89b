/// A turn of a plane by a multiple of 90°, mirrored or not.
package struct PlaneTurn: Sendable, Hashable {
    /// Whether columns become rows.
    package var swapsSides: Bool
    /// Whether columns of the result come from what they are made of in reverse order.
    package var reversesColumns: Bool
    /// Whether rows of the result do.
    package var reversesRows: Bool

    /// A turn from its parts: sides are swapped first.
    package init(swapsSides: Bool, reversesColumns: Bool, reversesRows: Bool) {
        self.swapsSides = swapsSides
        self.reversesColumns = reversesColumns
        self.reversesRows = reversesRows
    }
}
