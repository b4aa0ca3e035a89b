/// A rectangle in floating-point coordinates.
package struct FloatRect: Hashable, Sendable {
    /// Left edge.
    package var minX: Double
    /// Top edge.
    package var minY: Double
    /// Right edge.
    package var maxX: Double
    /// Bottom edge.
    package var maxY: Double

    /// Distance from left to right.
    package var width: Double { maxX - minX }
    /// Distance from top to bottom.
    package var height: Double { maxY - minY }
    /// Whether it has no area.
    package var isEmpty: Bool { !(width > 0 && height > 0) }

    /// The part that both rectangles share.
    package func intersection(_ other: FloatRect) -> FloatRect {
        FloatRect(
            minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
            maxY: min(maxY, other.maxY))
    }
}

/// Where a layer's box lies on the output canvas, and how its source fills the box.
///
/// Box coordinates are output pixels before `scale` and rotation, from the box's top-left corner. The order is the
/// contract's: the source is fitted into the box and clipped to it, corners are rounded, then the box is scaled about
/// its anchor, turned, and the anchor is put at `position`.
package struct LayerGeometry: Hashable, Sendable {
    /// Width of the box.
    package var boxWidth: Double
    /// Height of the box; 0 for text, which finds its own.
    package var boxHeight: Double
    /// Anchor in box coordinates.
    package var anchorX: Double
    /// Anchor in box coordinates.
    package var anchorY: Double
    /// Where the anchor lies on the canvas.
    package var positionX: Double
    /// Where the anchor lies on the canvas.
    package var positionY: Double
    /// Horizontal factor about the anchor.
    package var scaleX: Double
    /// Vertical factor about the anchor.
    package var scaleY: Double
    /// Clockwise turn in degrees, in 0..<360.
    package var rotationDegrees: Double
    /// Radius of the box's corners in box coordinates.
    package var cornerRadius: Double
    /// Box coordinate of source coordinate 0, and box units per source sample (negative when mirrored).
    package var fitX: AxisFit
    /// See `fitX`.
    package var fitY: AxisFit
    /// The part of the source that may be shown, in its samples.
    package var sourceBounds: FloatRect
    /// The part of the canvas outside which nothing is painted; nil where there is no such limit.
    package var clip: FloatRect?

    /// `box = offset + scale · source` along one axis.
    package struct AxisFit: Hashable, Sendable {
        /// Box coordinate of source coordinate 0.
        package var offset: Double
        /// Box units per source sample.
        package var scale: Double
    }

    /// Whether edges stay parallel to the canvas and nothing is turned.
    package var isAxisAligned: Bool { rotationDegrees == 0 }

    /// The part of the box that is painted: where the fitted source lies inside it.
    package var visibleInBox: FloatRect {
        let x0 = fitX.offset + fitX.scale * sourceBounds.minX
        let x1 = fitX.offset + fitX.scale * sourceBounds.maxX
        let y0 = fitY.offset + fitY.scale * sourceBounds.minY
        let y1 = fitY.offset + fitY.scale * sourceBounds.maxY
        let content = FloatRect(minX: min(x0, x1), minY: min(y0, y1), maxX: max(x0, x1), maxY: max(y0, y1))
        return content.intersection(FloatRect(minX: 0, minY: 0, maxX: boxWidth, maxY: boxHeight))
    }

    /// Canvas coordinate of a box coordinate along x, for a geometry that is not turned.
    package func canvasX(_ boxX: Double) -> Double { positionX + (boxX - anchorX) * scaleX }

    /// Canvas coordinate of a box coordinate along y, for a geometry that is not turned.
    package func canvasY(_ boxY: Double) -> Double { positionY + (boxY - anchorY) * scaleY }

    /// The rectangle on the canvas that holds everything painted.
    package var canvasBounds: FloatRect {
        let visible = visibleInBox
        let corners = [
            (visible.minX, visible.minY), (visible.maxX, visible.minY), (visible.minX, visible.maxY),
            (visible.maxX, visible.maxY),
        ].map { canvasFromBox.applied(toX: $0.0, y: $0.1) }
        let bounds = FloatRect(
            minX: corners.map(\.x).min() ?? 0, minY: corners.map(\.y).min() ?? 0, maxX: corners.map(\.x).max() ?? 0,
            maxY: corners.map(\.y).max() ?? 0)
        return clip.map { bounds.intersection($0) } ?? bounds
    }

    /// The map from box to canvas coordinates.
    package var canvasFromBox: PlaneTransform {
        let (sine, cosine) = Self.sineAndCosine(ofDegrees: rotationDegrees)
        return PlaneTransform(
            xx: cosine * scaleX, xy: -sine * scaleY, yx: sine * scaleX, yy: cosine * scaleY,
            tx: positionX - cosine * scaleX * anchorX + sine * scaleY * anchorY,
            ty: positionY - sine * scaleX * anchorX - cosine * scaleY * anchorY)
    }

    /// The map from source to canvas coordinates.
    package var canvasFromSource: PlaneTransform {
        let box = canvasFromBox
        return PlaneTransform(
            xx: box.xx * fitX.scale, xy: box.xy * fitY.scale, yx: box.yx * fitX.scale, yy: box.yy * fitY.scale,
            tx: box.xx * fitX.offset + box.xy * fitY.offset + box.tx,
            ty: box.yx * fitX.offset + box.yy * fitY.offset + box.ty)
    }

    /// Canvas pixels per source sample along each source axis.
    package var canvasPixelsPerSample: (x: Double, y: Double) {
        (abs(fitX.scale * scaleX), abs(fitY.scale * scaleY))
    }

    /// Exact at multiples of 90°, so that quarter turns put pixels on pixels.
    private static func sineAndCosine(ofDegrees degrees: Double) -> (sine: Double, cosine: Double) {
        switch degrees {
        case 0: (0, 1)
        case 90: (1, 0)
        case 180: (0, -1)
        case 270: (-1, 0)
        default: (PlaneTransform.sine(degrees), PlaneTransform.sine(90 - degrees))
        }
    }
}
