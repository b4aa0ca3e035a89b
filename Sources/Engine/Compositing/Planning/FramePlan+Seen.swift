package import TimelineModel

extension FramePlan {
    /// The columns of a still, `width` of its own pixels wide, that the frame shows; nil where it may be all of them.
    package func seenColumns(of asset: AssetID, width: Int, canvasWidth: Int) -> SeenColumns? {
        var seen: SeenColumns?
        for placed in layers.flatMap(\.pictures).map(\.placed) where placed.assets.contains(asset) {
            guard case .still(asset, _) = placed.content, placed.look == nil, placed.backdrop == nil,
                placed.mask == nil,
                placed.geometry.isAxisAligned
            else { return nil }
            let map = placed.geometry.canvasFromSource
            guard abs(map.xx) > 1e-6 else { return nil }
            // Filters look beyond the canvas: two pixels of it where they reduce, and for chroma twice as many.
            let edges = [-8, Double(canvasWidth) + 8].map { ($0 - map.tx) / map.xx / Double(width) }
            let (lower, upper) = (max(0, min(edges[0], edges[1])), min(1, max(edges[0], edges[1])))
            guard lower < upper else { return nil }
            seen = SeenColumns(lower: min(seen?.lower ?? 1, lower), upper: max(seen?.upper ?? 0, upper))
        }
        return seen
    }
}
