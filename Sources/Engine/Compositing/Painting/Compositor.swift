package import MediaBuffers
import PictureEffects
package import PixelKernels
import Threading
import TimelineModel

/// Paints frame plans onto a canvas. One worker owns it; it knows nothing of threads.
package final class Compositor {
    /// How often frames were painted, and how often the finished one was good enough.
    package struct Counts: Sendable {
        /// Frames painted.
        package var composited = 0
        /// Frames whose plan equals the one before.
        package var reused = 0
    }

    /// What was done so far.
    package private(set) var counts = Counts()

    /// Told the place of a layer in its plan just before it is painted; nil: nobody asks.
    package var willPaintLayer: ((Int) -> Void)?

    /// Where each layer of the frame that was painted last lies on the canvas; nil where that frame is a decoded one.
    package var paintedRects: [PixelRect]? { painted?.rects }

    private let canvas: Canvas
    private let pictures: any PictureSupplying
    private let shared: SharedSprites
    private let kernels: KernelSet
    private let placer: Placer
    private lazy var blender = BlendPainter()
    private lazy var blur = GaussianBlur()
    private lazy var looks = LookPainter(shared: shared)
    private lazy var masks = MaskPainter(placer: placer, kernels: kernels)
    private let sourceSizes: [AssetID: (width: Int, height: Int)]
    private let preparesFromTop: Bool
    private var painted: PaintedFrame?

    /// The frame that was finished last.
    private struct PaintedFrame {
        var plan: FramePlan
        /// What shows it: the canvas, or a decoded frame.
        var picture: Canvas
        /// Where each of its layers lies on the canvas; nil where the canvas does not show it.
        var rects: [PixelRect]?
    }

    /// A compositor for the plans of `planner`.
    ///
    /// Layers are prepared from the bottom up, or `preparesFromTop`: two workers that start with the same layers at the
    /// same time share the work if they begin at different ends. The picture is the same.
    package init(
        planner: TimelinePlanner, pictures: any PictureSupplying, shared: SharedSprites,
        kernels: KernelSet = .selected, preparesFromTop: Bool = false
    ) {
        self.preparesFromTop = preparesFromTop
        let size = planner.outputSize
        canvas = Canvas(width: size.width, height: size.height)
        self.pictures = pictures
        self.shared = shared
        self.kernels = kernels
        placer = Placer(canvas: canvas.bounds, kernels: kernels, shared: shared)
        var sizes: [AssetID: (width: Int, height: Int)] = [:]
        for (index, asset) in planner.timeline.assets.enumerated() {
            if let picture = asset.facts.picture {
                sizes[AssetID(index: index)] = (picture.width, picture.height)
            }
        }
        sourceSizes = sizes
    }

    /// The finished frame of a plan. It belongs to the compositor, or is a decoded frame itself where that fills the
    /// canvas as it is; either way it may be read until the next call.
    ///
    /// Only what differs from the frame before is painted. Throws what the source pictures throw; the next call then
    /// paints everything.
    package func paint(_ plan: FramePlan) throws -> Canvas {
        if let painted, painted.plan == plan {
            counts.reused += 1
            return painted.picture
        }
        let before = painted
        painted = nil
        counts.composited += 1
        if let whole = try frameItself(plan) {
            painted = PaintedFrame(plan: plan, picture: whole)
            return whole
        }
        var layers = [PreparedLayer](repeating: .nothing, count: plan.layers.count)
        for step in layers.indices {
            let index = preparesFromTop ? layers.count - 1 - step : step
            willPaintLayer?(index)
            layers[index] = try prepared(plan.layers[index])
        }
        let rects = layers.map { $0.rect(on: canvas) }
        // A picture that is scaled straight to the canvas paints all of it, so everything above it is painted too.
        let clip =
            layers.contains(where: \.isStraight)
            ? canvas.bounds : before.flatMap { changes(from: $0, to: plan, rects) } ?? canvas.bounds
        if !clip.isEmpty {
            if let background = plan.background { kernels.fill(canvas, background, clip) }
            for index in layers.indices where !rects[index].intersection(clip).isEmpty {
                willPaintLayer?(index)
                try paint(&layers[index], clip: clip)
            }
        }
        painted = PaintedFrame(plan: plan, picture: canvas, rects: rects)
        return canvas
    }

    /// Makes what frames need of stills before the first of them is painted: that takes much memory for a while, which
    /// an encoder need not hold at the same time.
    ///
    /// Throws what the source pictures throw.
    package func prepare(_ plans: some Sequence<FramePlan>) throws {
        var known: Set<PicturePlan.Placed> = []
        var left = Self.preparedByteLimit
        for plan in plans {
            let layers = preparesFromTop ? plan.layers.reversed() : plan.layers
            for picture in layers.flatMap(\.pictures) {
                guard case .still(let asset, let detail) = picture.content else { continue }
                if !picture.isStatic {
                    _ = try pictures.still(asset, detail: detail, isKept: true)
                } else if left > 0, known.insert(picture.placed).inserted {
                    left -= try sprite(of: picture)?.byteCount ?? 0
                }
            }
        }
    }

    /// Sprites beyond this many bytes wait until they are painted, lest the cache forgets the first ones.
    private static let preparedByteLimit = 12_000_000

    // MARK: What has to be painted

    /// The part of the canvas where a frame may differ from the one before, with even edges; nil where that is unknown.
    private func changes(from before: PaintedFrame, to plan: FramePlan, _ rects: [PixelRect]) -> PixelRect? {
        guard let oldRects = before.rects, before.plan.background == plan.background else { return nil }
        // A blend mode reads the chroma beside its rectangle, which must then be fresh.
        guard !plan.layers.contains(where: \.isBlending) else { return nil }
        let old = before.plan.layers
        let new = plan.layers
        var rect = PixelRect(x: 0, y: 0, width: 0, height: 0)
        if old.count == new.count {
            for index in new.indices where old[index] != new[index] {
                rect = rect.union(oldRects[index]).union(rects[index])
            }
        } else {
            // A layer came or went: what is alike at the bottom and at the top stays.
            let shorter = min(old.count, new.count)
            let bottom = zip(old, new).prefix { $0 == $1 }.count
            let top = zip(old.reversed(), new.reversed()).prefix(shorter - bottom).prefix { $0 == $1 }.count
            for index in bottom..<old.count - top { rect = rect.union(oldRects[index]) }
            for index in bottom..<new.count - top { rect = rect.union(rects[index]) }
        }
        return rect.grownToEven.intersection(canvas.bounds)
    }

    /// A decoded frame that is all there is to see, in place and at its own size: nothing has to be painted.
    private func frameItself(_ plan: FramePlan) throws -> Canvas? {
        guard plan.layers.count == 1, case .picture(let picture) = plan.layers[0], isStraight(picture),
            case .frame = picture.content, picture.placed.look == nil, let source = try source(of: picture.placed)
        else { return nil }
        let map = source.geometry.canvasFromSource
        guard map.isIdentity, source.picture.width == canvas.width, source.picture.height == canvas.height else {
            return nil
        }
        return Canvas(sharing: source.picture)
    }

    // MARK: Layers

    /// A layer on its way to the canvas.
    private enum PreparedLayer {
        /// Nothing of it is seen.
        case nothing
        /// Blended over what is there.
        case sprite(Sprite, opacity: Int, BlendMode)
        /// Scaled straight to the canvas, all of which it covers.
        case straight(SourcePicture, LayerGeometry)
        /// Two pictures to be made into one.
        case transition(Sprite?, Sprite?, TransitionPlan.Method)

        var isStraight: Bool { if case .straight = self { true } else { false } }

        func rect(on canvas: Canvas) -> PixelRect {
            switch self {
            case .nothing: PixelRect(x: 0, y: 0, width: 0, height: 0)
            case .sprite(let sprite, _, _): sprite.rect
            case .straight: canvas.bounds
            case .transition(_, _, .mix(_, let sigma)) where sigma > 0: canvas.bounds
            case .transition(let from, let to, _):
                (from?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
                    .union(to?.rect ?? PixelRect(x: 0, y: 0, width: 0, height: 0))
            }
        }
    }

    private func prepared(_ layer: LayerPlan) throws -> PreparedLayer {
        switch layer {
        case .picture(let picture):
            if !picture.isStatic, isStraight(picture), let source = try source(of: picture.placed),
                source.picture.alpha == nil, coversCanvas(source.geometry)
            {
                return .straight(source.picture, source.geometry)
            }
            return try sprite(of: picture).map { .sprite($0, opacity: picture.opacity, picture.blendMode) } ?? .nothing
        case .transition(let transition):
            return .transition(
                try transition.outgoing.flatMap { try side($0) }, try transition.incoming.flatMap { try side($0) },
                transition.method)
        }
    }

    /// Whether a picture, if it has no alpha, is all that is seen.
    private func isStraight(_ picture: PicturePlan) -> Bool {
        picture.placed.backdrop == nil && picture.placed.mask == nil && picture.blendMode == .normal
            && picture.placed.look?.addsAlpha != true
            && picture.opacity == PicturePlan.opaque
            && coversCanvas(picture.geometry)
    }

    private func coversCanvas(_ geometry: LayerGeometry) -> Bool {
        geometry.coversCanvas(CanvasSize(width: canvas.width, height: canvas.height))
    }

    private func paint(_ layer: inout PreparedLayer, clip: PixelRect) throws {
        switch layer {
        case .nothing: break
        case .sprite(let sprite, let opacity, .normal):
            kernels.blend(sprite, onto: canvas, opacity: opacity, clip: clip)
        case .sprite(let sprite, let opacity, let mode):
            blender.blend(sprite, onto: canvas, mode: mode, opacity: opacity, clip: clip)
        case .straight(let picture, let geometry): placer.paint(picture, geometry: geometry, onto: canvas)
        case .transition(let from, let to, let method):
            if case .mix(let weight, 0) = method, clip == canvas.bounds,
                mixer.mix(from, to, weight: weight, onto: canvas)
            {
                break
            }
            if let sprite = combined(from, to, method) {
                kernels.blend(sprite, onto: canvas, opacity: PicturePlan.opaque, clip: clip)
            }
        }
        // Gives its memory back before the next layer wants some.
        layer = .nothing
    }

    private var mixer: PictureMixer { PictureMixer(kernels: kernels) }

    private func combined(_ from: Sprite?, _ to: Sprite?, _ method: TransitionPlan.Method) -> Sprite? {
        switch method {
        case .mix(let weight, let sigma):
            guard let mixed = mixer.mix(from, to, weight: weight) else { return nil }
            return sigma == 0
                ? mixed : blur.blurred(mixer.extended(mixed, to: canvas.bounds), sigmaX: sigma, sigmaY: sigma)
        case .reveal(let shape, let progress):
            return mixer.reveal(from, to, shape: shape, progress: progress, canvas: canvas.bounds)
        case .tone(let color, let weight): return (from ?? to).map { mixer.tone($0, color, weight: weight) }
        }
    }

    /// A picture with its own opacity applied, as one side of a transition.
    private func side(_ picture: PicturePlan) throws -> Sprite? {
        guard let sprite = try sprite(of: picture) else { return nil }
        return picture.opacity == PicturePlan.opaque
            ? sprite : mixer.mix(nil, sprite, weight: picture.opacity)
    }

    private func sprite(of picture: PicturePlan) throws -> Sprite? {
        if picture.isStatic {
            return try shared.sprites.value(for: picture.placed) {
                if let known = shared.keeper?.sprite(of: picture) { return (known, known.byteCount) }
                // The sprite is kept, so what it is made of need not be.
                let sprite = try freshSprite(of: picture.placed, isKept: false)
                if let sprite { shared.keeper?.keep(sprite, of: picture) }
                return (sprite, sprite?.byteCount ?? 0)
            }
        }
        return try freshSprite(of: picture.placed, isKept: true)
    }

    private func freshSprite(of placed: PicturePlan.Placed, isKept: Bool) throws -> Sprite? {
        if case .text(let text) = placed.content {
            guard let raster = try textPicture(text, at: placed.geometry) else { return nil }
            return try placer.sprite(of: raster.picture, geometry: raster.geometry, content: placed.content)
        }
        guard let source = try source(of: placed, isKept: isKept) else { return nil }
        // Frames of a video are not seen twice, and effects have a cache of their own.
        var content: PicturePlan.Content? = placed.look == nil ? placed.content : nil
        if case .frame = placed.content { content = nil }
        let sprite =
            if let backdrop = source.backdrop {
                try BackdropPainter(placer: placer, kernels: kernels, blur: blur).sprite(
                    of: source.picture, geometry: source.geometry, backdrop: backdrop, content: content)
            } else {
                try placer.sprite(of: source.picture, geometry: source.geometry, content: content)
            }
        guard let sprite, let mask = placed.mask else { return sprite }
        return try masks.masked(sprite, by: mask, geometry: source.geometry, pictures: pictures)
    }

    /// A source picture as it is placed.
    private struct PlacedSource {
        var picture: SourcePicture
        var geometry: LayerGeometry
        var backdrop: PicturePlan.Backdrop?
    }

    private func source(of placed: PicturePlan.Placed, isKept: Bool = true) throws -> PlacedSource? {
        let picture: SourcePicture
        var plannedSize: (width: Int, height: Int)?
        switch placed.content {
        case .color(let color): (picture, plannedSize) = (.flat(color), (1, 1))
        case .frame(let asset, let index):
            picture = try pictures.frame(asset, index: index)
            return try looked(placedFrame(placed, picture, planned: sourceSizes[asset]), placed)
        case .still(let asset, let detail):
            picture = try pictures.still(asset, detail: detail, isKept: isKept)
            plannedSize = sourceSizes[asset]
        case .text: return nil
        }
        var source = PlacedSource(picture: picture, geometry: placed.geometry, backdrop: placed.backdrop)
        if let plannedSize {
            source.geometry = placed.geometry.refitted(from: plannedSize, to: (picture.width, picture.height))
            source.backdrop?.fitX.scale *= Double(plannedSize.width) / Double(picture.width)
            source.backdrop?.fitY.scale *= Double(plannedSize.height) / Double(picture.height)
        }
        return try looked(source, placed)
    }

    /// A frame of a film as it is placed. One that is larger, smaller or of another shape than the first ones fills the box
    /// by its own size.
    private func placedFrame(
        _ placed: PicturePlan.Placed, _ picture: SourcePicture, planned: (width: Int, height: Int)?
    ) -> PlacedSource {
        var source = PlacedSource(picture: picture, geometry: placed.geometry, backdrop: placed.backdrop)
        let size = (width: picture.width, height: picture.height)
        guard let planned, planned != size, var fit = placed.fit else { return source }
        source.geometry = placed.geometry.fitted(by: fit, from: planned, to: size)
        if placed.backdrop != nil {
            fit.mode = .cover
            let cover = placed.geometry.fitted(by: fit, from: planned, to: size)
            source.backdrop?.fitX = cover.fitX
            source.backdrop?.fitY = cover.fitY
        }
        return source
    }

    /// A source after the effects of its layer.
    private func looked(_ source: PlacedSource, _ placed: PicturePlan.Placed) throws -> PlacedSource {
        guard let look = placed.look else { return source }
        var source = source
        let picture = source.picture
        // Effects see what was not cropped away, as a picture of its own.
        let part = source.geometry.wholeSamples(width: picture.width, height: picture.height)
        source.picture = try looks.painted(
            picture.cropped(to: part), look, geometry: source.geometry, content: placed.content)
        source.geometry = source.geometry.shifted(to: part)
        if var backdrop = source.backdrop {
            backdrop.fitX.offset += backdrop.fitX.scale * Double(part.x)
            backdrop.fitY.offset += backdrop.fitY.scale * Double(part.y)
            source.backdrop = backdrop
        }
        return source
    }

    private func textPicture(
        _ text: TextPlan, at geometry: LayerGeometry
    ) throws -> (picture: SourcePicture, geometry: LayerGeometry)? {
        try TextPlacement(shared: shared, kernels: kernels).picture(of: text, at: geometry)
    }
}

extension SourcePicture {
    /// A picture of 16 by 16 samples of one color.
    fileprivate static func flat(_ color: RGBAColor) -> SourcePicture {
        let codes = color.canvasCodes
        func plane(_ code: UInt8) -> Plane {
            let plane = Plane(width: 16, height: 16)
            plane.fill(UInt8((Int(code) * Int(color.alpha) + 127) / 255))
            return plane
        }
        var alpha: Plane?
        if color.alpha < 255 { alpha = plane(255) }
        return SourcePicture(
            luma: plane(codes.luma), cb: plane(codes.cb), cr: plane(codes.cr), alpha: alpha, subsampling: .yuv444,
            chromaLocation: .cosited)
    }
}
