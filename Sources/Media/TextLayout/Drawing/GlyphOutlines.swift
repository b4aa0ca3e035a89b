import CTextStack

/// The outlines and pictures of a laid-out text in output pixels, the box's corner at the phase.
///
/// Outlines are filled as one path, so letters that touch or overlap leave no seam, and any fraction of a pixel is
/// honored; Cairo would move cached glyph images to whole pixels.
final class GlyphOutlines {
    /// Bounds of the outlines.
    let bounds: DeviceRect
    /// Pictures of color glyphs with their places.
    let pictures: [(picture: GlyphPicture, x: Double, y: Double)]

    private let path: UnsafeMutablePointer<cairo_path_t>

    /// Gathers the glyphs of a layout whose characters begin at a byte that `isWanted`.
    init(layout: LaidOutText, request: TextRequest, isWanted: (Int) -> Bool = { _ in true }) throws(TextError) {
        // Cairo leaves out glyphs far outside a surface; this one has no bounds.
        let scratch = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nil)
        let context = cairo_create(scratch)
        cairo_surface_destroy(scratch)
        defer { cairo_destroy(context) }
        guard let context else { throw .library("Making a surface for the text's outlines failed") }
        cairo_translate(context, request.phaseX, request.phaseY)
        cairo_scale(context, request.scaleX, request.scaleY)
        var pictures: [(picture: GlyphPicture, x: Double, y: Double)] = []
        var known: [GlyphPicture.Key: GlyphPicture] = [:]
        for line in layout.lines {
            for run in GlyphRun.runs(of: line.line) {
                Self.selectFont(run.font, in: context)
                for glyph in run.glyphs where isWanted(glyph.byteOffset) {
                    let x = line.x + glyph.x
                    let y = line.baseline + glyph.y
                    switch glyph.shape {
                    case .missing(let width):
                        Self.addFrame(x: x, y: y, width: width, size: run.size, to: context)
                    case .glyph(let number) where run.isColor:
                        let key = GlyphPicture.Key(font: run.font, glyph: number)
                        if known[key] == nil {
                            known[key] = try GlyphPicture(key: key, size: run.size, request: request)
                        }
                        if let drawn = known[key] {
                            pictures.append(
                                (drawn, x * request.scaleX + request.phaseX, y * request.scaleY + request.phaseY))
                        }
                    case .glyph(let number):
                        var glyph = cairo_glyph_t(index: number, x: x, y: y)
                        cairo_glyph_path(context, &glyph, 1)
                    }
                }
            }
        }
        cairo_identity_matrix(context)
        var rect = DeviceRect.empty
        cairo_path_extents(context, &rect.minX, &rect.minY, &rect.maxX, &rect.maxY)
        try checkCairo(cairo_status(context), "outlining text")
        guard let path = cairo_copy_path(context) else { throw .library("Cairo could not copy the text's outlines") }
        self.path = path
        bounds = rect
        self.pictures = pictures
        try checkCairo(path.pointee.status, "copying the text's outlines")
    }

    deinit { cairo_path_destroy(path) }

    /// Adds the outlines to a context's path.
    func append(to context: OpaquePointer) { cairo_append_path(context, path) }

    /// Takes face, size and options of a font; the context's own matrix stays.
    static func selectFont(_ font: OpaquePointer, in context: OpaquePointer) {
        var matrix = cairo_matrix_t()
        cairo_scaled_font_get_font_matrix(font, &matrix)
        let options = cairo_font_options_create()
        cairo_scaled_font_get_font_options(font, options)
        cairo_set_font_face(context, cairo_scaled_font_get_font_face(font))
        cairo_set_font_matrix(context, &matrix)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    /// A hollow box for a character that no font has.
    private static func addFrame(x: Double, y: Double, width: Double, size: Double, to context: OpaquePointer) {
        let line = size * 0.05
        let left = x + line
        let inner = max(0, width - 4 * line)
        let height = size * 0.7
        cairo_rectangle(context, left, y - height, inner + 2 * line, height)
        // The inner rectangle runs the other way round, so the winding rule leaves it out.
        cairo_move_to(context, left + line, y - height + line)
        cairo_rel_line_to(context, 0, height - 2 * line)
        cairo_rel_line_to(context, inner, 0)
        cairo_rel_line_to(context, 0, -(height - 2 * line))
        cairo_close_path(context)
    }
}
