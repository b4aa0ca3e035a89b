package import TimelineModel

/// How a source fills the box of its layer, whatever its size.
package struct BoxFit: Hashable, Sendable {
    /// What is filled, and what is cut away.
    package var mode: ContentMode
    /// Width over height of one of its samples.
    package var sampleAspect: Double
    /// Box units to a canvas pixel of the draft, across.
    package var unitX: Double
    /// See `unitX`, down.
    package var unitY: Double

    /// Box units per displayed source pixel along each axis; `width` and `height` are those of the part that is shown, as
    /// displayed.
    func scale(boxWidth: Double, boxHeight: Double, width: Double, height: Double) -> Scale {
        let across = boxWidth / width
        let down = boxHeight / height
        switch mode {
        case .cover: return Scale(x: max(across, down), y: max(across, down))
        case .contain, .blur: return Scale(x: min(across, down), y: min(across, down))
        case .stretch: return Scale(x: across, y: down)
        case .none: return Scale(x: unitX, y: unitY)
        }
    }

    /// Whether the box is filled to its edges by a source of any size, with its blurred backdrop.
    var fillsBox: Bool { mode == .cover || mode == .stretch || mode == .blur }
}

extension LayerGeometry {
    /// The same box, filled by a source of a size other than the planned one; the same part of it is cut away.
    func fitted(
        by fit: BoxFit, from old: (width: Int, height: Int), to new: (width: Int, height: Int)
    ) -> LayerGeometry {
        let across = Double(new.width) / Double(old.width)
        let down = Double(new.height) / Double(old.height)
        var geometry = self
        let bounds = FloatRect(
            minX: sourceBounds.minX * across, minY: sourceBounds.minY * down, maxX: sourceBounds.maxX * across,
            maxY: sourceBounds.maxY * down)
        let factors = fit.scale(
            boxWidth: boxWidth, boxHeight: boxHeight, width: (bounds.maxX - bounds.minX) * fit.sampleAspect,
            height: bounds.maxY - bounds.minY)
        let scaleX = factors.x * fit.sampleAspect * (fitX.scale < 0 ? -1 : 1)
        let scaleY = factors.y * (fitY.scale < 0 ? -1 : 1)
        geometry.sourceBounds = bounds
        geometry.fitX = AxisFit(offset: boxWidth / 2 - scaleX * (bounds.minX + bounds.maxX) / 2, scale: scaleX)
        geometry.fitY = AxisFit(offset: boxHeight / 2 - scaleY * (bounds.minY + bounds.maxY) / 2, scale: scaleY)
        return geometry
    }
}
