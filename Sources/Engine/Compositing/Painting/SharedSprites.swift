package import MediaBuffers
import PixelKernels
package import TextLayout
import Threading

/// A still after its effects.
struct LookKey: Hashable, Sendable {
    var content: PicturePlan.Content
    var look: PicturePlan.Look
    var bounds: FloatRect
    var fitX: Double
    var fitY: Double
}

/// A picture that a turned layer shows again and again, at the size that its filter wants.
struct WarpSourceKey: Hashable, Sendable {
    var content: PicturePlan.Content
    var width: Int
    var height: Int
    /// Of chroma that was resampled; 0 where it was not.
    var chromaWidth: Int
    var chromaHeight: Int
    var bounds: FloatRect
}

/// Keeps sprites of stills beyond the life of the process. Several threads may use it at the same time.
package protocol SpriteKeeping: Sendable {
    /// The sprite of a picture that does not move, or nil where there is none.
    func sprite(of picture: PicturePlan) -> Sprite?
    /// Keeps a sprite, if it is worth it.
    func keep(_ sprite: Sprite, of picture: PicturePlan)
}

/// What painting prepares once and all workers share: sprites of layers that do not move, and rasters of texts.
package final class SharedSprites: Sendable {
    let sprites = OnceCache<PicturePlan.Placed, Sprite?>(byteLimit: 48_000_000)
    let warpSources = OnceCache<WarpSourceKey, WarpSource>(byteLimit: 24_000_000)
    let lookedPictures = OnceCache<LookKey, SourcePicture>(byteLimit: 32_000_000)
    let texts = OnceCache<TextRequest, RasterizedText>(byteLimit: 24_000_000)
    let rasterizer: @Sendable () throws(TextError) -> TextRasterizer
    let keeper: (any SpriteKeeping)?

    /// Shared sprites; `rasterizer` is asked for when the first text is painted, because finding fonts takes time.
    /// What `keeper` has is not made.
    package init(
        keeper: (any SpriteKeeping)? = nil,
        rasterizer: @escaping @Sendable () throws(TextError) -> TextRasterizer = { () throws(TextError) in
            try TextRasterizer.shared()
        }
    ) {
        self.keeper = keeper
        self.rasterizer = rasterizer
    }
}
