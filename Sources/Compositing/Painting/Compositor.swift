package import MediaBuffers
package import PixelKernels
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

    private let canvas: Canvas
    private let pictures: any PictureSupplying
    private let shared: SharedSprites
    private let kernels: KernelSet
    private let placer: Placer
    private let stillSizes: [AssetID: (width: Int, height: Int)]
    private var painted: FramePlan?

    /// A compositor for the plans of `planner`.
    package init(
        planner: TimelinePlanner, pictures: any PictureSupplying, shared: SharedSprites,
        kernels: KernelSet = .selected
    ) {
        let size = planner.outputSize
        canvas = Canvas(width: size.width, height: size.height)
        self.pictures = pictures
        self.shared = shared
        self.kernels = kernels
        placer = Placer(canvas: canvas.bounds, kernels: kernels)
        var sizes: [AssetID: (width: Int, height: Int)] = [:]
        for (index, asset) in planner.timeline.assets.enumerated() {
            if let picture = asset.facts.picture {
                sizes[AssetID(index: index)] = (picture.width, picture.height)
            }
        }
        stillSizes = sizes
    }

    /// The finished frame of a plan. It belongs to the compositor and changes with the next call.
    ///
    /// Throws what the source pictures throw; the canvas is then undefined until the next successful call.
    package func paint(_ plan: FramePlan) throws -> Canvas {
        if painted == plan {
            counts.reused += 1
            return canvas
        }
        painted = nil
        if let background = plan.background { kernels.fill(canvas, background, canvas.bounds) }
        for (index, layer) in plan.layers.enumerated() {
            willPaintLayer?(index)
            switch layer {
            case .picture(let picture): try paint(picture)
            case .crossfade(let outgoing, let incoming, let weight):
                try paintCrossfade(outgoing, incoming, weight: weight)
            }
        }
        painted = plan
        counts.composited += 1
        return canvas
    }

    private func paint(_ picture: PicturePlan) throws {
        if !picture.isStatic, picture.opacity == PicturePlan.opaque,
            picture.geometry.coversCanvas(CanvasSize(width: canvas.width, height: canvas.height)),
            let source = try source(of: picture.content), source.picture.alpha == nil
        {
            let geometry = source.fitted(picture.geometry)
            placer.paint(source.picture, geometry: geometry, onto: canvas)
            return
        }
        guard let sprite = try sprite(of: picture) else { return }
        kernels.blend(sprite, onto: canvas, opacity: picture.opacity, clip: canvas.bounds)
    }

    private func paintCrossfade(_ outgoing: PicturePlan?, _ incoming: PicturePlan?, weight: Int) throws {
        let from = try outgoing.flatMap { try layer(of: $0) }
        let to = try incoming.flatMap { try layer(of: $0) }
        guard let mixed = Crossfade(kernels: kernels).mix(from, to, weight: weight) else { return }
        kernels.blend(mixed, onto: canvas, opacity: PicturePlan.opaque, clip: canvas.bounds)
    }

    /// A picture with its own opacity applied, as one side of a transition.
    private func layer(of picture: PicturePlan) throws -> Sprite? {
        guard let sprite = try sprite(of: picture) else { return nil }
        return picture.opacity == PicturePlan.opaque
            ? sprite : Crossfade(kernels: kernels).mix(nil, sprite, weight: picture.opacity)
    }

    private func sprite(of picture: PicturePlan) throws -> Sprite? {
        if picture.isStatic {
            return try shared.sprites.value(for: picture.placed) {
                let sprite = try freshSprite(of: picture.placed)
                return (sprite, sprite?.byteCount ?? 0)
            }
        }
        return try freshSprite(of: picture.placed)
    }

    private func freshSprite(of placed: PicturePlan.Placed) throws -> Sprite? {
        if case .text(let text) = placed.content {
            guard let raster = try textPicture(text, at: placed.geometry) else { return nil }
            return placer.sprite(of: raster.picture, geometry: raster.geometry)
        }
        guard let source = try source(of: placed.content) else { return nil }
        return placer.sprite(of: source.picture, geometry: source.fitted(placed.geometry))
    }

    /// A source picture, with the size for which its geometry was planned.
    private struct PlannedSource {
        var picture: SourcePicture
        var plannedSize: (width: Int, height: Int)?

        func fitted(_ geometry: LayerGeometry) -> LayerGeometry {
            guard let plannedSize else { return geometry }
            return geometry.refitted(from: plannedSize, to: (picture.width, picture.height))
        }
    }

    private func source(of content: PicturePlan.Content) throws -> PlannedSource? {
        switch content {
        case .color(let color): return PlannedSource(picture: .flat(color), plannedSize: (1, 1))
        case .frame(let asset, let index): return PlannedSource(picture: try pictures.frame(asset, index: index))
        case .still(let asset, let detail):
            let picture = try pictures.still(asset, detail: detail)
            return PlannedSource(picture: picture, plannedSize: stillSizes[asset])
        case .text: return nil
        }
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
