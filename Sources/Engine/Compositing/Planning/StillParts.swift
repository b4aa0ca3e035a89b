package import MediaBuffers
package import TimelineModel

/// What frames show of stills that are kept in their own size. A photo that fills a canvas of another shape is often seen
/// in part only, and the rest need not be kept.
package struct StillParts: Sendable {
    private let canvas: FloatRect
    /// What is seen of each still in its samples; nil where all of it is wanted.
    private var seen: [AssetID: FloatRect?] = [:]
    private var last: FramePlan?

    /// Nothing seen yet on the canvas of a planner.
    package init(planner: TimelinePlanner) {
        let size = planner.outputSize
        canvas = FloatRect(minX: 0, minY: 0, maxX: Double(size.width), maxY: Double(size.height))
    }

    /// Adds what a frame shows.
    package mutating func add(_ plan: FramePlan) {
        guard plan != last else { return }
        last = plan
        for picture in plan.layers.flatMap(\.pictures) {
            if case .image(let asset, _) = picture.placed.mask { add(nil, of: asset) }
            guard case .still(let asset, .full) = picture.content else { continue }
            add(part(of: picture.placed), of: asset)
        }
    }

    /// Adds what other frames show.
    package mutating func add(_ other: StillParts) {
        for (asset, part) in other.seen { add(part, of: asset) }
    }

    private mutating func add(_ part: FloatRect?, of asset: AssetID) {
        guard let known = seen[asset] else {
            seen[asset] = .some(part)
            return
        }
        if let known, let part { seen[asset] = known.union(part) } else { seen[asset] = .some(nil) }
    }

    /// The samples that painting reads for what a layer shows; nil where they are not easily told.
    private func part(of placed: PicturePlan.Placed) -> FloatRect? {
        let geometry = placed.geometry
        guard geometry.isAxisAligned, placed.look == nil, placed.backdrop == nil, placed.mask == nil else { return nil }
        let map = geometry.canvasFromSource
        let shown = geometry.canvasBounds.intersection(canvas)
        guard map.xx != 0, map.yy != 0 else { return nil }
        let (x0, x1) = ((shown.minX - map.tx) / map.xx, (shown.maxX - map.tx) / map.xx)
        let (y0, y1) = ((shown.minY - map.ty) / map.yy, (shown.maxY - map.ty) / map.yy)
        let (marginX, marginY) = (Self.margin(1 / map.xx), Self.margin(1 / map.yy))
        let part = FloatRect(
            minX: min(x0, x1) - marginX, minY: min(y0, y1) - marginY, maxX: max(x0, x1) + marginX,
            maxY: max(y0, y1) + marginY)
        guard [part.minX, part.minY, part.maxX, part.maxY].allSatisfy({ abs($0) < 1e9 }) else { return nil }
        return part
    }

    /// How far filters reach beyond what is shown, at so many samples to a canvas pixel: two samples of the stretched
    /// cubic, twice that in chroma, and room for rounding, for chroma's place and for groups of taps.
    private static func margin(_ samplesPerPixel: Double) -> Double { 6 * max(1, abs(samplesPerPixel)) + 24 }

    /// The part of a still of a size that has to be kept, with even edges on the left and at the top; nil where that is
    /// all, or nearly all.
    package func part(of asset: AssetID, width: Int, height: Int) -> PixelRect? {
        guard case .some(.some(let part)) = seen[asset] else { return nil }
        let (x, y) = (max(0, Int(part.minX)) & ~1, max(0, Int(part.minY)) & ~1)
        let (maxX, maxY) = (min(width, (Int(part.maxX) + 2) & ~1), min(height, (Int(part.maxY) + 2) & ~1))
        let rect = PixelRect(x: x, y: y, width: maxX - x, height: maxY - y)
        return rect.isEmpty || rect.area * 10 > width * height * 9 ? nil : rect
    }
}

extension FloatRect {
    /// The smallest rectangle that holds both.
    fileprivate func union(_ other: FloatRect) -> FloatRect {
        FloatRect(
            minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY))
    }
}
