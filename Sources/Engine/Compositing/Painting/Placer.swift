import MediaBuffers
import PixelKernels
import Threading

/// Brings source pictures onto the canvas grid: scales or warps them, and covers their edges exactly.
///
/// It keeps scratch memory, so each worker has its own.
final class Placer {
    private let canvas: PixelRect
    private let kernels: KernelSet
    private var scaler: PlaneScaler
    private let shared: SharedSprites?
    private var coverages: [CoverageKey: Coverage?] = [:]
    /// What was asked for lately, the latest last.
    private var askedCoverages: [CoverageKey] = []

    private struct CoverageKey: Hashable {
        var geometry: LayerGeometry
        var rect: PixelRect
    }

    private static let coverageLimit = 8

    init(canvas: PixelRect, kernels: KernelSet, shared: SharedSprites? = nil) {
        self.canvas = canvas
        self.shared = shared
        self.kernels = kernels
        scaler = PlaneScaler(kernels: kernels)
    }

    /// The picture as a sprite, or nil where none of it lies on the canvas.
    ///
    /// `content` names a picture that serves many frames, so that what does not depend on the place is kept. Without
    /// `isCovered` the outline is left rough, for one who covers it later.
    func sprite(
        of picture: SourcePicture, geometry: LayerGeometry, content: PicturePlan.Content? = nil, isCovered: Bool = true
    ) throws -> Sprite? {
        let rect = self.rect(of: geometry)
        guard !rect.isEmpty else { return nil }
        let placed =
            geometry.isAxisAligned
            ? scaled(picture, geometry: geometry, rect: rect)
            : try warped(picture, geometry: geometry, rect: rect, content: content)
        guard let placed else { return nil }
        return isCovered ? covered(placed, by: geometry) : placed
    }

    /// A sprite whose planes nobody else holds, with its outline cut out exactly.
    func covered(_ placed: Sprite, by geometry: LayerGeometry) -> Sprite {
        guard let coverage = coverage(of: geometry, over: placed.rect) else { return placed }
        let alpha = placed.alpha ?? coverage.luma
        let chromaAlpha = placed.chromaAlpha ?? coverage.chroma
        kernels.multiply(placed.luma, by: coverage.luma)
        kernels.multiply(placed.cb, by: coverage.chroma)
        kernels.multiply(placed.cr, by: coverage.chroma)
        if let own = placed.alpha { kernels.multiply(own, by: coverage.luma) }
        if let own = placed.chromaAlpha { kernels.multiply(own, by: coverage.chroma) }
        return Sprite(
            rect: placed.rect, luma: placed.luma, cb: placed.cb, cr: placed.cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }

    /// Paints an opaque picture that covers the canvas straight onto it.
    func paint(_ picture: SourcePicture, geometry: LayerGeometry, onto target: Canvas) {
        precondition(picture.alpha == nil, "only an opaque picture goes straight to the canvas")
        scale(picture, geometry: geometry, rect: canvas, luma: target.luma, cb: target.cb, cr: target.cr)
    }

    /// A picture resampled to another size, its outline unchanged. Only the samples in `readable` are read; outside, the
    /// outermost of them repeat.
    func resized(
        _ picture: SourcePicture, readable: FloatRect, width: Int, height: Int, halvingChroma: Bool
    ) -> SourcePicture {
        resampled(
            picture, width: width, height: height,
            across: AxisMapping(
                origin: 0, scale: Double(width) / Double(picture.width), bounds: (readable.minX, readable.maxX)),
            down: AxisMapping(
                origin: 0, scale: Double(height) / Double(picture.height), bounds: (readable.minY, readable.maxY)),
            halvingChroma: halvingChroma)
    }

    /// The part of a picture that two mappings put on a grid of a size.
    func resampled(
        _ picture: SourcePicture, width: Int, height: Int, across: AxisMapping, down: AxisMapping, halvingChroma: Bool
    ) -> SourcePicture {
        let luma = Plane(width: width, height: height, zeroed: false)
        let horizontal = across.lumaFilter(first: 0, count: width, sourceCount: picture.width)
        let vertical = down.lumaFilter(first: 0, count: height, sourceCount: picture.height)
        scaler.scale(picture.luma, into: luma, horizontal: horizontal, vertical: vertical)
        var alpha: Plane?
        if let source = picture.alpha {
            let scaled = Plane(width: width, height: height, zeroed: false)
            scaler.scale(source, into: scaled, horizontal: horizontal, vertical: vertical)
            alpha = scaled
        }
        let cb: Plane
        let cr: Plane
        if halvingChroma {
            let filters = chromaFilters(
                of: picture, across: across, down: down,
                rect: PixelRect(x: 0, y: 0, width: width + width % 2, height: height + height % 2))
            cb = Plane(width: (width + 1) / 2, height: (height + 1) / 2, zeroed: false)
            cr = Plane(width: cb.width, height: cb.height, zeroed: false)
            scaler.scale(picture.cb, into: cb, horizontal: filters.horizontal, vertical: filters.vertical)
            scaler.scale(picture.cr, into: cr, horizontal: filters.horizontal, vertical: filters.vertical)
        } else {
            precondition(picture.subsampling == .yuv444, "full chroma needs a 4:4:4 source")
            cb = Plane(width: width, height: height, zeroed: false)
            cr = Plane(width: width, height: height, zeroed: false)
            scaler.scale(picture.cb, into: cb, horizontal: horizontal, vertical: vertical)
            scaler.scale(picture.cr, into: cr, horizontal: horizontal, vertical: vertical)
        }
        return SourcePicture(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: halvingChroma ? .yuv420 : .yuv444,
            chromaLocation: halvingChroma ? .left : .cosited)
    }

    /// Some columns of an opaque picture in 4:2:0 at another size, exactly as they are when all of it is made; both ranges
    /// begin at an even one. Of the picture, which is `width` columns wide, only `sourceColumns` are there.
    func resized(
        _ part: SourcePicture, sourceColumns: Range<Int>, of sourceWidth: Int, readable: FloatRect, width: Int,
        height: Int, columns: Range<Int>
    ) -> SourcePicture {
        let across = AxisMapping(
            origin: 0, scale: Double(width) / Double(sourceWidth), bounds: (readable.minX, readable.maxX))
        let down = AxisMapping(
            origin: 0, scale: Double(height) / Double(part.height), bounds: (readable.minY, readable.maxY))
        func half(_ range: Range<Int>) -> Range<Int> { range.lowerBound / 2..<(range.upperBound + 1) / 2 }
        func fill(
            _ plane: Plane, _ columns: Range<Int>, from source: Plane, _ sourceColumns: Range<Int>,
            _ across: AxisFilter, _ down: AxisFilter
        ) {
            scaler.scale(
                source,
                into: plane.cropped(x: columns.lowerBound, y: 0, width: columns.count, height: plane.height),
                horizontal: across.part(columns, sourceRange: sourceColumns), vertical: down)
        }
        let luma = Plane(width: width, height: height, zeroed: false)
        fill(
            luma, columns, from: part.luma, sourceColumns,
            across.lumaFilter(first: 0, count: width, sourceCount: sourceWidth),
            down.lumaFilter(first: 0, count: height, sourceCount: part.height))
        let filters = chromaFilters(
            of: part, chromaWidth: (sourceWidth + 1) / 2, across: across, down: down,
            rect: PixelRect(x: 0, y: 0, width: width + width % 2, height: height + height % 2))
        let cb = Plane(width: (width + 1) / 2, height: (height + 1) / 2, zeroed: false)
        let cr = Plane(width: cb.width, height: cb.height, zeroed: false)
        fill(cb, half(columns), from: part.cb, half(sourceColumns), filters.horizontal, filters.vertical)
        fill(cr, half(columns), from: part.cr, half(sourceColumns), filters.horizontal, filters.vertical)
        return SourcePicture(luma: luma, cb: cb, cr: cr, subsampling: .yuv420, chromaLocation: .left)
    }

    /// The even rectangle of the canvas that a layer touches.
    private func rect(of geometry: LayerGeometry) -> PixelRect {
        guard !geometry.visibleInBox.isEmpty else { return PixelRect(x: 0, y: 0, width: 0, height: 0) }
        let bounds = geometry.canvasBounds
        let tolerance = LayerGeometry.tolerance
        // Chroma sample i reaches half a pixel to the left of luma sample 2i: one column more on the right.
        let minX = Self.pixel((bounds.minX + tolerance).rounded(.down))
        let minY = Self.pixel((bounds.minY + tolerance).rounded(.down))
        let maxX = Self.pixel((bounds.maxX + 0.5 - tolerance).rounded(.up))
        let maxY = Self.pixel((bounds.maxY - tolerance).rounded(.up))
        return PixelRect(x: minX, y: minY, width: maxX - minX, height: maxY - minY).grownToEven.intersection(canvas)
    }

    private static func pixel(_ value: Double) -> Int { Int(min(1e6, max(-1e6, value))) }

    private func coverage(of geometry: LayerGeometry, over rect: PixelRect) -> Coverage? {
        let key = CoverageKey(geometry: geometry, rect: rect)
        if let known = coverages[key] { return known }
        let fresh = Coverage(of: geometry, over: rect, canvas: canvas)
        // That of a layer that moves is never asked for again, so only what is wanted twice is kept.
        guard askedCoverages.contains(key) else {
            if askedCoverages.count >= Self.coverageLimit { askedCoverages.removeFirst() }
            askedCoverages.append(key)
            return fresh
        }
        if coverages.count >= Self.coverageLimit { coverages.removeAll(keepingCapacity: true) }
        coverages[key] = .some(fresh)
        return fresh
    }

    // MARK: Layers that are not turned

    private func scaled(_ picture: SourcePicture, geometry: LayerGeometry, rect: PixelRect) -> Sprite {
        let luma = Plane(width: rect.width, height: rect.height, zeroed: false)
        let cb = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        let cr = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        var alpha: Plane?
        var chromaAlpha: Plane?
        if picture.alpha != nil {
            alpha = Plane(width: rect.width, height: rect.height, zeroed: false)
            chromaAlpha = Plane(width: rect.width / 2, height: rect.height / 2, zeroed: false)
        }
        scale(
            picture, geometry: geometry, rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha,
            chromaAlpha: chromaAlpha)
        return Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: alpha, chromaAlpha: chromaAlpha)
    }

    private func scale(
        _ picture: SourcePicture, geometry: LayerGeometry, rect: PixelRect, luma: Plane, cb: Plane, cr: Plane,
        alpha: Plane? = nil, chromaAlpha: Plane? = nil
    ) {
        let map = geometry.canvasFromSource
        let bounds = geometry.sourceBounds
        let across = AxisMapping(origin: map.tx, scale: map.xx, bounds: (bounds.minX, bounds.maxX))
        let down = AxisMapping(origin: map.ty, scale: map.yy, bounds: (bounds.minY, bounds.maxY))
        let part = picture.part
        let horizontal = across.lumaFilter(first: rect.x, count: rect.width, sourceCount: picture.width)
            .reading(only: part.x..<part.maxX)
        let vertical = down.lumaFilter(first: rect.y, count: rect.height, sourceCount: picture.height)
            .reading(only: part.y..<part.maxY)
        let chroma = chromaFilters(of: picture, across: across, down: down, rect: rect)
        scaler.scale(picture.luma, into: luma, horizontal: horizontal, vertical: vertical)
        scaler.scale(picture.cb, into: cb, horizontal: chroma.horizontal, vertical: chroma.vertical)
        scaler.scale(picture.cr, into: cr, horizontal: chroma.horizontal, vertical: chroma.vertical)
        if let source = picture.alpha, let alpha, let chromaAlpha {
            // A picture with alpha is 4:4:4, so its alpha is sampled where its chroma is.
            scaler.scale(source, into: alpha, horizontal: horizontal, vertical: vertical)
            scaler.scale(source, into: chromaAlpha, horizontal: chroma.horizontal, vertical: chroma.vertical)
        }
    }

    private func chromaFilters(
        of picture: SourcePicture, chromaWidth: Int? = nil, across: AxisMapping, down: AxisMapping, rect: PixelRect
    ) -> (horizontal: AxisFilter, vertical: AxisFilter) {
        let spacing = picture.subsampling == .yuv420 ? 2 : 1
        let horizontal = across.chromaFilter(
            first: rect.x / 2, count: rect.width / 2, siting: ChromaLocation.left.x,
            sourceCount: chromaWidth ?? picture.chromaWidth, sourceSiting: picture.chromaLocation.x,
            sourceSpacing: Double(spacing))
        let vertical = down.chromaFilter(
            first: rect.y / 2, count: rect.height / 2, siting: ChromaLocation.left.y,
            sourceCount: picture.chromaHeight, sourceSiting: picture.chromaLocation.y, sourceSpacing: Double(spacing))
        guard picture.isPart else { return (horizontal, vertical) }
        let (x, y) = (picture.part.x / spacing, picture.part.y / spacing)
        return (
            horizontal.reading(only: x..<x + picture.cb.width), vertical.reading(only: y..<y + picture.cb.height)
        )
    }

    // MARK: Turned layers

    private func warped(
        _ picture: SourcePicture, geometry: LayerGeometry, rect: PixelRect, content: PicturePlan.Content?
    ) throws -> Sprite? {
        var geometry = geometry
        var size = (width: picture.width, height: picture.height)
        let readable = geometry.sourceBounds
        let density = geometry.canvasPixelsPerSample
        if density.x < 0.95 || density.y < 0.95 {
            // The warp looks at four by four samples, so a picture that shrinks is brought near its size first.
            size.width = max(1, Int((Double(picture.width) * min(1, density.x)).rounded(.up)))
            size.height = max(1, Int((Double(picture.height) * min(1, density.y)).rounded(.up)))
            geometry = geometry.refitted(from: (picture.width, picture.height), to: size)
        }
        guard let back = geometry.canvasFromSource.inverse else { return nil }
        let reached = geometry.canvasPixelsPerSample
        let chromaSize =
            picture.subsampling == .yuv420
            ? nil
            : (
                width: Self.chromaCount(size.width, density: reached.x),
                height: Self.chromaCount(size.height, density: reached.y)
            )
        let source = try warpSource(picture, size, chromaSize, geometry.sourceBounds, readable, content)
        let visible = geometry.visibleInBox
        let x0 = (visible.minX - geometry.fitX.offset) / geometry.fitX.scale
        let x1 = (visible.maxX - geometry.fitX.offset) / geometry.fitX.scale
        let y0 = (visible.minY - geometry.fitY.offset) / geometry.fitY.scale
        let y1 = (visible.maxY - geometry.fitY.offset) / geometry.fitY.scale
        let seen = unlimited(
            FloatRect(minX: min(x0, x1), minY: min(y0, y1), maxX: max(x0, x1), maxY: max(y0, y1)),
            through: geometry.canvasFromSource, back: back)
        let map = AffineMap(xx: back.xx, xy: back.xy, yx: back.yx, yy: back.yy, tx: back.tx, ty: back.ty)
        return kernels.warp(
            source, destinationRect: rect, sourceFromDestination: map,
            sourceBounds: (seen.minX, seen.minY, seen.maxX, seen.maxY))
    }

    /// The part of a source that is seen, a little larger where a quarter turn puts its edge on the canvas's own: such an
    /// edge is none, so that chroma samples at the border keep their full share.
    private func unlimited(_ part: FloatRect, through map: PlaneTransform, back: PlaneTransform) -> FloatRect {
        guard (map.xx == 0 && map.yy == 0) || (map.xy == 0 && map.yx == 0) else { return part }
        let tolerance = LayerGeometry.tolerance
        let (a, b) = (map.applied(toX: part.minX, y: part.minY), map.applied(toX: part.maxX, y: part.maxY))
        var grown = FloatRect(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
        let old = grown
        if old.minX <= tolerance { grown.minX -= 2 }
        if old.minY <= tolerance { grown.minY -= 2 }
        if old.maxX >= Double(canvas.width) - tolerance { grown.maxX += 2 }
        if old.maxY >= Double(canvas.height) - tolerance { grown.maxY += 2 }
        guard grown != old else { return part }
        let (c, d) = (back.applied(toX: grown.minX, y: grown.minY), back.applied(toX: grown.maxX, y: grown.maxY))
        return FloatRect(minX: min(c.x, d.x), minY: min(c.y, d.y), maxX: max(c.x, d.x), maxY: max(c.y, d.y))
    }

    /// The chroma samples that a turned 4:4:4 picture keeps of `count` luma samples along an axis, each of which takes
    /// `density` canvas pixels.
    ///
    /// The canvas shows half as many as pixels. Three tenths more are kept, because the picture is filtered twice, and
    /// the second filter softens what the first one left: so it comes closest to one that is filtered once.
    private static func chromaCount(_ count: Int, density: Double) -> Int {
        // In coarse steps, so that a picture that grows does not want another source in each frame.
        let share = (density * 13).rounded() / 20
        return share < 0.95 ? max(1, Int((Double(count) * share - LayerGeometry.tolerance).rounded(.up))) : count
    }

    private func warpSource(
        _ picture: SourcePicture, _ size: (width: Int, height: Int), _ chromaSize: (width: Int, height: Int)?,
        _ bounds: FloatRect, _ readable: FloatRect, _ content: PicturePlan.Content?
    ) throws -> WarpSource {
        let make = { () -> WarpSource in
            let sides = (bounds.minX, bounds.minY, bounds.maxX, bounds.maxY)
            func sized(_ plane: Plane, _ size: (width: Int, height: Int)) -> Plane {
                self.resized(plane, readable: readable, width: size.width, height: size.height)
            }
            if let chromaSize {
                return WarpSource(
                    luma: sized(picture.luma, size), alpha: picture.alpha.map { sized($0, size) },
                    cb: sized(picture.cb, chromaSize), cr: sized(picture.cr, chromaSize),
                    chromaAlpha: picture.alpha.map { sized($0, chromaSize) }, readableBounds: sides)
            }
            let isOwnSize = size.width == picture.width && size.height == picture.height
            return WarpSource(
                isOwnSize
                    ? picture
                    : self.resized(
                        picture, readable: readable, width: size.width, height: size.height, halvingChroma: true),
                readableBounds: sides)
        }
        guard let content, let shared else { return make() }
        let key = WarpSourceKey(
            content: content, width: size.width, height: size.height, chromaWidth: chromaSize?.width ?? 0,
            chromaHeight: chromaSize?.height ?? 0, bounds: bounds)
        return shared.warpSources.value(for: key) {
            let source = make()
            return (source, source.byteCount)
        }
    }

    /// A plane that is sampled like luma at another size, or itself where it has that size.
    private func resized(_ plane: Plane, readable: FloatRect, width: Int, height: Int) -> Plane {
        guard width != plane.width || height != plane.height else { return plane }
        let across = AxisMapping(
            origin: 0, scale: Double(width) / Double(plane.width), bounds: (readable.minX, readable.maxX))
        let down = AxisMapping(
            origin: 0, scale: Double(height) / Double(plane.height), bounds: (readable.minY, readable.maxY))
        let result = Plane(width: width, height: height, zeroed: false)
        scaler.scale(
            plane, into: result, horizontal: across.lumaFilter(first: 0, count: width, sourceCount: plane.width),
            vertical: down.lumaFilter(first: 0, count: height, sourceCount: plane.height))
        return result
    }
}

extension LayerGeometry {
    /// The same place for a source that was resampled from one size to another.
    func refitted(from old: (width: Int, height: Int), to new: (width: Int, height: Int)) -> LayerGeometry {
        let across = Double(new.width) / Double(old.width)
        let down = Double(new.height) / Double(old.height)
        var geometry = self
        geometry.fitX.scale /= across
        geometry.fitY.scale /= down
        geometry.sourceBounds = FloatRect(
            minX: sourceBounds.minX * across, minY: sourceBounds.minY * down, maxX: sourceBounds.maxX * across,
            maxY: sourceBounds.maxY * down)
        return geometry
    }
}
