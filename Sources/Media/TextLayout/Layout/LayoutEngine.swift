import CTextStack
import TimelineModel

/// Sets text with one set of fonts; one thread at a time.
final class LayoutEngine {
    private let fonts: FontConfiguration
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer

    /// The longest paragraph as characters × size that Pango's 32-bit lengths can hold with room to spare.
    private static let paragraphLimit = 1_000_000.0
    /// How many sizes are tried for a text that is to fit.
    private static let fitSteps = 1024.0

    private var fittedSizes = FittedSizes()

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

    /// Sets a request's text, at the largest size that fits where one is to; throws where it is too large to be set.
    func layout(_ request: TextRequest) throws(TextError) -> LaidOutText {
        let text = SettableText(request.text, letterCase: request.style.letterCase)
        let choice = FontChoice(font: request.style.font, text: text.string, fonts: fonts)
        guard let height = request.fitHeight else {
            return try layout(request, text: text, choice: choice, wrap: PANGO_WRAP_WORD_CHAR)
        }
        var fitted = request
        fitted.size = try fittedSize(of: request, text: text, choice: choice, height: height)
        return try layout(fitted, text: text, choice: choice, wrap: PANGO_WRAP_WORD_CHAR)
    }

    /// The largest size up to the request's, in `fitSteps` steps, at which no word is wider than the box and
    /// the lines are no higher; the smallest step where none fits.
    private func fittedSize(
        of request: TextRequest, text: SettableText, choice: FontChoice, height: Double
    ) throws(TextError) -> Double {
        let key = FittedSizes.Key(request, height: height)
        if let known = fittedSizes[key] { return known }
        var trial = request
        func fits(_ step: Int) throws(TextError) -> Bool {
            trial.size = request.size * Double(step) / Self.fitSteps
            let found = try layout(trial, text: text, choice: choice, wrap: PANGO_WRAP_WORD).metrics
            // Pango counts in 1/1024 px, so a line may seem wider than the box by its rounding.
            return found.boxHeight <= height * (1 + 1e-9)
                && found.lineWidths.allSatisfy { $0 <= request.wrapWidth + 0.01 }
        }
        var low = 1
        var high = Int(Self.fitSteps)
        if try fits(high) {
            low = high
        } else {
            while high - low > 1 {
                let middle = (low + high) / 2
                if try fits(middle) { low = middle } else { high = middle }
            }
        }
        let size = request.size * Double(low) / Self.fitSteps
        fittedSizes[key] = size
        return size
    }

    private func layout(
        _ request: TextRequest, text: SettableText, choice: FontChoice, wrap: PangoWrapMode
    ) throws(TextError) -> LaidOutText {
        let string = text.string
        try Self.checkLength(string, request)
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
        pango_layout_set_wrap(layout, wrap)
        let attributes = Self.attributes(of: string, letterSpacing: request.style.letterSpacing)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_text(layout, string, Int32(string.utf8.count))

        let metrics = verticalMetrics(of: description)
        return LaidOutText(
            layout: layout, text: text, request: request, ascent: metrics.ascent, descent: metrics.descent,
            choice: choice)
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
        // A word that is broken for want of room gets no hyphen: the text stays what the draft says.
        pango_attr_list_insert(list, pango_attr_insert_hyphens_new(0))
        let spacing = Int32((letterSpacing * Double(PANGO_SCALE)).rounded())
        func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>) {
            guard let attribute else { return }
            attribute.pointee.start_index = UInt32(range.lowerBound)
            attribute.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(list, attribute)
        }
        let stretches = ScriptLanguages.stretches(of: text)
        let hasJoinedLetters = stretches.contains(where: \.isCursive)
        if letterSpacing != 0, !hasJoinedLetters {
            pango_attr_list_insert(list, pango_attr_letter_spacing_new(spacing))
        }
        for stretch in stretches {
            insert(pango_attr_language_new(pango_language_from_string(stretch.language)), stretch.range)
            if letterSpacing != 0, hasJoinedLetters, !stretch.isCursive {
                insert(pango_attr_letter_spacing_new(spacing), stretch.range)
            }
        }
        return list
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
