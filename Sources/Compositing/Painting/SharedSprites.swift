import MediaBuffers
package import TextLayout

/// What painting prepares once and all workers share: sprites of layers that do not move, and rasters of texts.
package final class SharedSprites: Sendable {
    let sprites = OnceCache<PicturePlan.Placed, Sprite?>(byteLimit: 96_000_000)
    let texts = OnceCache<TextRequest, RasterizedText>(byteLimit: 32_000_000)
    let rasterizer: TextRasterizer

    /// Shared sprites for texts set by `rasterizer`.
    package init(rasterizer: TextRasterizer) { self.rasterizer = rasterizer }
}
