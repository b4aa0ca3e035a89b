import MediaBuffers
import PixelKernels
import TextLayout
import Threading

/// Turns a planned text into a source picture and the geometry that puts it on the canvas.
struct TextPlacement {
    let shared: SharedSprites
    let kernels: KernelSet

    /// The raster of a text and where it goes; nil where nothing is drawn.
    func picture(
        of text: TextPlan, at geometry: LayerGeometry
    ) throws -> (picture: SourcePicture, geometry: LayerGeometry)? {
        let canvasScale = geometry.boxWidth / text.wrapWidth
        let anchorX = text.anchorX * geometry.boxWidth
        var placed = geometry
        if text.isUpright {
            let boxHeight = try shared.rasterizer().measure(request(text)).boxHeight
            let anchorY = text.anchorY * boxHeight * canvasScale
            let left = geometry.positionX - anchorX * geometry.scaleX
            let top = geometry.positionY - anchorY * geometry.scaleY
            guard
                let raster = try raster(
                    request(text, phaseX: left - left.rounded(.down), phaseY: top - top.rounded(.down)))
            else { return nil }
            placed.boxWidth = Double(raster.image.width)
            placed.boxHeight = Double(raster.image.height)
            placed.positionX = left.rounded(.down) - Double(raster.boxX)
            placed.positionY = top.rounded(.down) - Double(raster.boxY)
            (placed.anchorX, placed.anchorY, placed.scaleX, placed.scaleY) = (0, 0, 1, 1)
            return (kernels.sourcePicture(from: raster.image), placed.showingAll(of: raster.image, scale: 1))
        }
        guard let raster = try raster(request(text)) else { return nil }
        let unit = canvasScale / text.rasterScale
        let anchorY = text.anchorY * raster.boxHeight * unit
        placed.boxWidth = Double(raster.image.width) * unit
        placed.boxHeight = Double(raster.image.height) * unit
        placed.anchorX = anchorX + Double(raster.boxX) * unit
        placed.anchorY = anchorY + Double(raster.boxY) * unit
        return (kernels.sourcePicture(from: raster.image), placed.showingAll(of: raster.image, scale: unit))
    }

    /// The size at which a text is set, in pixels of the draft's canvas: the plan's, or the one to which it shrinks.
    func typeSize(of text: TextPlan) throws -> Double { try shared.rasterizer().measure(request(text)).size }

    private func request(_ text: TextPlan, phaseX: Double = 0, phaseY: Double = 0) -> TextRequest {
        var request = TextRequest(
            text: text.text, style: text.style, size: text.size, color: text.color, wrapWidth: text.wrapWidth,
            scaleX: text.rasterScale, scaleY: text.rasterScale, phaseX: phaseX, phaseY: phaseY)
        request.fitHeight = text.fitHeight
        request.shownScalars = text.shownScalars
        request.highlighted = text.highlighted
        request.highlight = text.highlight
        request.blur = text.blur
        return request
    }

    private func raster(_ request: TextRequest) throws -> RasterizedText? {
        let raster = try shared.texts.value(for: request) {
            let raster = try shared.rasterizer().rasterize(request)
            return (raster, raster.image.width * raster.image.height * 4)
        }
        return raster.image.width > 0 && raster.image.height > 0 ? raster : nil
    }
}

extension LayerGeometry {
    /// The geometry whose box is filled by the whole of an image, `scale` box units to a pixel.
    fileprivate func showingAll(of image: RGBAImage, scale: Double) -> LayerGeometry {
        var geometry = self
        geometry.fitX = AxisFit(offset: 0, scale: scale)
        geometry.fitY = AxisFit(offset: 0, scale: scale)
        geometry.sourceBounds = FloatRect(
            minX: 0, minY: 0, maxX: Double(image.width), maxY: Double(image.height))
        return geometry
    }
}
