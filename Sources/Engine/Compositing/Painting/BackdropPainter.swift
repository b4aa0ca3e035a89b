import MediaBuffers
import PictureEffects
import PixelKernels

/// Paints a picture on a blurred copy of itself that fills its box.
struct BackdropPainter {
    let placer: Placer
    let kernels: KernelSet
    let blur: GaussianBlur

    /// Both as one sprite, or nil where nothing of it lies on the canvas.
    func sprite(
        of picture: SourcePicture, geometry: LayerGeometry, backdrop: PicturePlan.Backdrop,
        content: PicturePlan.Content?
    ) throws -> Sprite? {
        // A blurred picture has no detail, so it is blurred at a fraction of its size.
        let reduction = max(1, backdrop.sigma / 4)
        let width = max(2, Int((geometry.boxWidth / reduction).rounded(.up)))
        let height = max(2, Int((geometry.boxHeight / reduction).rounded(.up)))
        let (unitX, unitY) = (geometry.boxWidth / Double(width), geometry.boxHeight / Double(height))
        let bounds = geometry.sourceBounds
        let filled = placer.resampled(
            picture, width: width, height: height,
            across: AxisMapping(
                origin: backdrop.fitX.offset / unitX, scale: backdrop.fitX.scale / unitX,
                bounds: (bounds.minX, bounds.maxX)),
            down: AxisMapping(
                origin: backdrop.fitY.offset / unitY, scale: backdrop.fitY.scale / unitY,
                bounds: (bounds.minY, bounds.maxY)), halvingChroma: picture.subsampling == .yuv420)
        let blurred = blur.blurred(
            filled, sigmaX: backdrop.sigma / unitX, sigmaY: backdrop.sigma / unitY)
        var box = geometry
        box.fitX = .init(offset: 0, scale: unitX)
        box.fitY = .init(offset: 0, scale: unitY)
        box.sourceBounds = FloatRect(minX: 0, minY: 0, maxX: Double(width), maxY: Double(height))
        guard let back = try placer.sprite(of: blurred, geometry: box, isCovered: false) else { return nil }
        var inner = geometry
        inner.cornerRadius = 0
        if let front = try placer.sprite(of: picture, geometry: inner, content: content) {
            kernels.blend(front, onto: back)
        }
        return placer.covered(back, by: box)
    }
}
