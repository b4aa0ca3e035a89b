import CTextStack
import MediaBuffers

/// A color glyph as a picture, as large as the font has it.
///
/// It is drawn once at the size of the font's bitmaps and then scaled to its place in one step, at any fraction of a
/// pixel.
final class GlyphPicture {
    /// A glyph of a font.
    struct Key: Hashable {
        /// The font as Cairo draws it.
        let font: OpaquePointer
        /// The glyph's number.
        let glyph: UInt
    }

    private let surface: CairoSurface
    /// Where the glyph's origin lies in the picture, in its pixels.
    private let originX: Double
    private let originY: Double
    private let width: Int
    private let height: Int
    /// Output pixels per pixel of the picture.
    private let stretchX: Double
    private let stretchY: Double

    private static let sideLimit = 1024.0

    /// Draws the glyph; nil where it has no ink.
    init?(key: Key, size: Double, request: TextRequest) throws(TextError) {
        let bitmapSize = Self.bitmapSize(of: key.font)
        var zoom = (bitmapSize ?? size * max(request.scaleX, request.scaleY)) / max(size, 1e-6)
        var glyph = cairo_glyph_t(index: key.glyph, x: 0, y: 0)
        var extents = cairo_text_extents_t()
        cairo_scaled_font_glyph_extents(key.font, &glyph, 1, &extents)
        guard extents.width > 0, extents.height > 0, extents.width.isFinite, extents.height.isFinite else { return nil }
        zoom = min(zoom, Self.sideLimit / max(extents.width, extents.height))
        let left = 2 - (extents.x_bearing * zoom).rounded(.down)
        let top = 2 - (extents.y_bearing * zoom).rounded(.down)
        width = Int((extents.width * zoom).rounded(.up)) + 4
        height = Int((extents.height * zoom).rounded(.up)) + 4
        surface = try CairoSurface(plane: Plane(width: 4 * width, height: height), format: CAIRO_FORMAT_ARGB32)
        originX = left
        originY = top
        stretchX = request.scaleX / zoom
        stretchY = request.scaleY / zoom

        let context = surface.context
        cairo_translate(context, left, top)
        cairo_scale(context, zoom, zoom)
        GlyphOutlines.selectFont(key.font, in: context)
        let color = request.color
        cairo_set_source_rgb(context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
        cairo_show_glyphs(context, &glyph, 1)
        try surface.finish()
    }

    /// The part of the output that the picture takes with its origin at a place.
    func bounds(x: Double, y: Double) -> DeviceRect {
        DeviceRect(
            minX: x - originX * stretchX, minY: y - originY * stretchY,
            maxX: x + (Double(width) - originX) * stretchX, maxY: y + (Double(height) - originY) * stretchY)
    }

    /// Draws the picture with its origin at a place.
    func paint(on context: OpaquePointer, x: Double, y: Double, alpha: Double) {
        cairo_save(context)
        cairo_translate(context, x, y)
        cairo_scale(context, stretchX, stretchY)
        cairo_set_source_surface(context, surface.surface, -originX, -originY)
        cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST)
        cairo_rectangle(context, -originX, -originY, Double(width), Double(height))
        cairo_clip(context)
        cairo_paint_with_alpha(context, alpha)
        cairo_restore(context)
    }

    /// Size in pixels of the largest bitmaps in a font, nil where it has none.
    private static func bitmapSize(of font: OpaquePointer) -> Double? {
        guard let face = cairo_ft_scaled_font_lock_face(font) else { return nil }
        defer { cairo_ft_scaled_font_unlock_face(font) }
        guard let sizes = face.pointee.available_sizes else { return nil }
        let all = (0..<Int(face.pointee.num_fixed_sizes)).map { Double(sizes[$0].y_ppem) / 64 }
        return all.max().flatMap { $0 > 0 ? $0 : nil }
    }
}
