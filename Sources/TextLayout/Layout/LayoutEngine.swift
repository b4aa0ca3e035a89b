import CTextStack
import TimelineModel

/// Sets text with one set of fonts; one thread at a time.
final class LayoutEngine {
    private let fonts: FontConfiguration
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer

    /// The longest paragraph as characters × size that Pango's 32-bit lengths can hold with room to spare.
    private static let paragraphLimit = 1_000_000.0

    /// An engine for fonts.
    init(fonts: FontConfiguration) throws(TextError) {
        guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw .library("Pango could not make a font map for FreeType")
        }
        pango_fc_font_map_set_config(OpaquePointer(map), fonts.handle)
        guard let context = pango_font_map_create_context(map) else {
            g_object_unref(map)
            throw .library("Pango could not make a context")
        }
        self.fonts = fonts
        fontMap = map
        self.context = context
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("en"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_WEAK_LTR)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(fontMap)
    }

    /// Sets a request's text; throws where it is too large to be set.
    func layout(_ request: TextRequest) throws(TextError) -> LaidOutText {
        let text = request.style.letterCase.applied(to: Self.withoutControls(request.text))
        try Self.checkLength(text, request)
        let choice = FontChoice(font: request.style.font, text: text, fonts: fonts)

        guard let description = pango_font_description_new() else { throw .library("Pango could not describe a font") }
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, choice.families)
        pango_font_description_set_weight(description, PangoWeight(UInt32(request.style.weight)))
        pango_font_description_set_style(description, request.style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        pango_font_description_set_absolute_size(description, request.size * Double(PANGO_SCALE))

        guard let layout = pango_layout_new(context) else { throw .library("Pango could not make a layout") }
        pango_layout_set_font_description(layout, description)
        pango_layout_set_auto_dir(layout, 1)
        pango_layout_set_width(layout, Int32((request.wrapWidth * Double(PANGO_SCALE)).rounded()))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        let attributes = Self.attributes(of: text, letterSpacing: request.style.letterSpacing)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_text(layout, text, Int32(text.utf8.count))

        let metrics = verticalMetrics(of: description)
        return LaidOutText(
            layout: layout, request: request, ascent: metrics.ascent, descent: metrics.descent,
            substitution: choice.substitution)
    }

    /// Ascent and descent of the first family, which alone decides where baselines lie; canvas pixels.
    private func verticalMetrics(of description: OpaquePointer) -> (ascent: Double, descent: Double) {
        guard let font = pango_font_map_load_font(fontMap, context, description) else { return (0, 0) }
        defer { g_object_unref(font) }
        guard let metrics = pango_font_get_metrics(font, nil) else { return (0, 0) }
        defer { pango_font_metrics_unref(metrics) }
        let scale = Double(PANGO_SCALE)
        return (
            Double(pango_font_metrics_get_ascent(metrics)) / scale,
            Double(pango_font_metrics_get_descent(metrics)) / scale
        )
    }

    private static func attributes(of text: String, letterSpacing: Double) -> OpaquePointer? {
        let list = pango_attr_list_new()
        if letterSpacing != 0 {
            let spacing = Int32((letterSpacing * Double(PANGO_SCALE)).rounded())
            pango_attr_list_insert(list, pango_attr_letter_spacing_new(spacing))
        }
        for (range, language) in ScriptLanguages.ranges(in: text) {
            guard let attribute = pango_attr_language_new(pango_language_from_string(language)) else { continue }
            attribute.pointee.start_index = UInt32(range.lowerBound)
            attribute.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(list, attribute)
        }
        return list
    }

    /// A text with `\n` for every line end and without control characters, which would be drawn as boxes.
    private static func withoutControls(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": if last != "\r" { scalars.append("\n") }
            case "\r": scalars.append("\n")
            case "\t": scalars.append(scalar)
            default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
            last = scalar
        }
        return String(scalars)
    }

    private static func checkLength(_ text: String, _ request: TextRequest) throws(TextError) {
        var longest = 0
        var current = 0
        for scalar in text.unicodeScalars {
            current = scalar == "\n" ? 0 : current + 1
            longest = max(longest, current)
        }
        let each = request.size + abs(request.style.letterSpacing)
        guard Double(longest) * each <= paragraphLimit else {
            throw .invalid("A line of \(longest) characters of \(each) pixels is too long to be set")
        }
    }
}
