import MediaBuffers

/// How much of each pixel of a rectangle a layer's outline covers, for luma and for chroma.
struct Coverage {
    /// For each luma sample, 0…255.
    var luma: Plane
    /// For each chroma sample, 0…255.
    var chroma: Plane

    /// The coverage of `rect` by the painted part of a layer, or nil where all of it is covered.
    init?(of geometry: LayerGeometry, over rect: PixelRect, canvas: PixelRect) {
        let isRounded = geometry.cornerRadius > 0
        if geometry.isAxisAligned {
            let bounds = geometry.canvasBounds
            let across = EdgePair(bounds.minX, bounds.maxX, limit: canvas.width)
            let down = EdgePair(bounds.minY, bounds.maxY, limit: canvas.height)
            let isWhole = across.covers(rect.x, rect.maxX) && down.covers(rect.y, rect.maxY)
            if isWhole, !isRounded { return nil }
            luma = Self.product(
                (0..<rect.width).map { across.share(Double(rect.x + $0), 1) },
                (0..<rect.height).map { down.share(Double(rect.y + $0), 1) })
            chroma = Self.product(
                (0..<rect.width / 2).map { across.share(Double(rect.x + 2 * $0) - 0.5, 2) },
                (0..<rect.height / 2).map { down.share(Double(rect.y + 2 * $0), 2) })
        } else {
            let clip = geometry.clip.flatMap { clip -> (EdgePair, EdgePair)? in
                let across = EdgePair(clip.minX, clip.maxX, limit: canvas.width)
                let down = EdgePair(clip.minY, clip.maxY, limit: canvas.height)
                return across.covers(rect.x, rect.maxX) && down.covers(rect.y, rect.maxY) ? nil : (across, down)
            }
            guard isRounded || clip != nil else { return nil }
            luma = Plane(width: rect.width, height: rect.height)
            luma.fill(255)
            chroma = Plane(width: rect.width / 2, height: rect.height / 2)
            chroma.fill(255)
            if let (across, down) = clip {
                luma = Self.product(
                    (0..<rect.width).map { across.share(Double(rect.x + $0), 1) },
                    (0..<rect.height).map { down.share(Double(rect.y + $0), 1) })
                chroma = Self.product(
                    (0..<rect.width / 2).map { across.share(Double(rect.x + 2 * $0) - 0.5, 2) },
                    (0..<rect.height / 2).map { down.share(Double(rect.y + 2 * $0), 2) })
            }
        }
        if isRounded {
            let corners = RoundedBox(geometry)
            corners.multiply(luma) { (Double(rect.x + $0) + 0.5, Double(rect.y + $1) + 0.5) }
            corners.multiply(chroma) { (Double(rect.x + 2 * $0) + 0.5, Double(rect.y + 2 * $1) + 1) }
        }
    }

    private static func product(_ across: [Double], _ down: [Double]) -> Plane {
        let plane = Plane(width: across.count, height: down.count, zeroed: false)
        let full = across.map { UInt8(($0 * 255).rounded()) }
        for (y, share) in down.enumerated() {
            let row = plane.row(y)
            if share == 1 {
                for x in 0..<full.count { row[x] = full[x] }
            } else {
                for x in 0..<across.count { row[x] = UInt8((across[x] * share * 255).rounded()) }
            }
        }
        return plane
    }
}

/// Two parallel edges of a layer along one axis of the canvas. An edge on or beyond the canvas's own is no edge: the
/// picture is taken to go on there, so that chroma samples at the border keep their full share.
private struct EdgePair {
    var low: Double
    var high: Double

    init(_ low: Double, _ high: Double, limit: Int) {
        self.low = low <= LayerGeometry.tolerance ? -.infinity : low
        self.high = high >= Double(limit) - LayerGeometry.tolerance ? .infinity : high
    }

    /// The share of `[start, start + length)` that lies between the edges.
    func share(_ start: Double, _ length: Double) -> Double {
        max(0, min(start + length, high) - max(start, low)) / length
    }

    /// Whether every luma and chroma sample of `first..<end` is wholly inside.
    func covers(_ first: Int, _ end: Int) -> Bool {
        low <= Double(first) - 0.5 && high >= Double(end)
    }
}

/// The outline of a box with round corners, by its signed distance.
private struct RoundedBox {
    private let boxFromCanvas: PlaneTransform?
    private let width: Double
    private let height: Double
    private let radius: Double
    private let canvasPerBox: Double

    init(_ geometry: LayerGeometry) {
        boxFromCanvas = geometry.canvasFromBox.inverse
        width = geometry.boxWidth
        height = geometry.boxHeight
        radius = min(geometry.cornerRadius, min(width, height) / 2)
        canvasPerBox = (abs(geometry.scaleX * geometry.scaleY)).squareRoot()
    }

    /// Multiplies a plane by the coverage of the pixels whose centers `center` gives. Straight edges are not touched:
    /// only the four corner squares are rounded here.
    func multiply(_ plane: Plane, center: (Int, Int) -> (Double, Double)) {
        guard let boxFromCanvas else { return }
        for y in 0..<plane.height {
            let row = plane.row(y)
            for x in 0..<plane.width where row[x] != 0 {
                let at = center(x, y)
                let point = boxFromCanvas.applied(toX: at.0, y: at.1)
                let dx = max(radius - point.x, point.x - (width - radius))
                let dy = max(radius - point.y, point.y - (height - radius))
                guard dx > 0, dy > 0 else { continue }
                let distance = ((dx * dx + dy * dy).squareRoot() - radius) * canvasPerBox
                let share = min(1, max(0, 0.5 - distance))
                row[x] = UInt8((Double(row[x]) * share).rounded())
            }
        }
    }
}
