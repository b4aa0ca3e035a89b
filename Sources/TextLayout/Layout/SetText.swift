import CTextStack
import TimelineModel

/// A text that Pango has shaped and broken into lines, with the places of its baselines. Lengths are canvas pixels.
final class SetText {
    /// A line: where it begins in the box, and Pango's glyphs.
    struct Line {
        var x: Double
        var baseline: Double
        var width: Double
        var glyphs: UnsafeMutablePointer<PangoLayoutLine>
    }

    let layout: OpaquePointer
    private(set) var lines: [Line] = []
    private(set) var metrics: TextMetrics

    init(_ request: TextRequest, in environment: FontEnvironment) throws(TextError) {
        guard let layout = pango_layout_new(environment.context), let description = pango_font_description_new() else {
            throw .library("creating a text layout failed")
        }
        self.layout = layout
        defer { pango_font_description_free(description) }
        let style = request.style
        var families = environment.families
        var substitution: FontSubstitution?
        if case .family(let name) = style.font {
            families = name.replacing(",", with: " ") + "," + families
            if !environment.has(family: name) { substitution = FontSubstitution(requested: name, used: "Noto Sans") }
        }
        let units = Double(PANGO_SCALE)
        pango_font_description_set_family(description, families)
        pango_font_description_set_absolute_size(description, request.size * units)
        pango_font_description_set_weight(description, PangoWeight(rawValue: UInt32(style.weight)))
        pango_font_description_set_style(description, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        pango_layout_set_font_description(layout, description)
        pango_layout_set_auto_dir(layout, 1)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, Int32(clamping: Int((max(1, request.wrapWidth) * units).rounded())))
        if style.letterSpacing != 0, let list = pango_attr_list_new() {
            pango_attr_list_insert(list, pango_attr_letter_spacing_new(Int32((style.letterSpacing * units).rounded())))
            pango_layout_set_attributes(layout, list)
            pango_attr_list_unref(list)
        }
        let text = Self.cased(request.text, style.letterCase)
        pango_layout_set_text(layout, text, -1)

        // Half of what the line height leaves over the font's own height goes above, half below, as in CSS.
        guard let fontMetrics = pango_context_get_metrics(environment.context, description, nil) else {
            throw .library("measuring the font failed")
        }
        let ascent = Double(pango_font_metrics_get_ascent(fontMetrics)) / units
        let descent = Double(pango_font_metrics_get_descent(fontMetrics)) / units
        pango_font_metrics_unref(fontMetrics)
        let height = style.lineHeight * request.size
        let count = Int(pango_layout_get_line_count(layout))
        var missing: [Unicode.Scalar] = []
        for index in 0..<count {
            guard let glyphs = pango_layout_get_line_readonly(layout, Int32(index)) else { continue }
            var logical = PangoRectangle()
            pango_layout_line_get_extents(glyphs, nil, &logical)
            let width = Double(logical.width) / units
            let free = request.wrapWidth - width
            let x: Double =
                switch style.alignment {
                case .left: 0
                case .center: free / 2
                case .right: free
                }
            let baseline = Double(index) * height + (height - ascent - descent) / 2 + ascent
            lines.append(Line(x: x - Double(logical.x) / units, baseline: baseline, width: width, glyphs: glyphs))
            Self.collectMissing(glyphs, into: &missing)
        }
        metrics = TextMetrics(
            lineCount: count, boxWidth: request.wrapWidth, boxHeight: Double(count) * height,
            lineWidths: lines.map(\.width), baselines: lines.map(\.baseline), missingCharacters: missing,
            substitution: substitution)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    private static func cased(_ text: String, _ letterCase: TextStyle.LetterCase) -> String {
        switch letterCase {
        case .none: return text
        case .upper: return text.uppercased()
        case .lower: return text.lowercased()
        case .title:
            var result = ""
            var isStart = true
            for character in text {
                result += isStart ? character.uppercased() : String(character)
                isStart = character.isWhitespace
            }
            return result
        }
    }

    /// Glyphs of one font that follow each other, from left to right.
    struct Run {
        var x: Double
        var baseline: Double
        var font: UnsafeMutablePointer<PangoFont>
        var glyphs: UnsafeMutablePointer<PangoGlyphString>
        /// Whether the font has pictures in color instead of outlines.
        var isColored: Bool
    }

    /// The runs of a line in the order in which they are seen.
    static func runs(of line: Line) -> [Run] {
        var runs: [Run] = []
        var x = line.x
        var node = line.glyphs.pointee.runs
        while let current = node {
            node = current.pointee.next
            guard let item = current.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
                let glyphs = item.pointee.glyphs, let font = item.pointee.item?.pointee.analysis.font
            else { continue }
            var isColored: FcBool = 0
            if let pattern = pango_fc_font_get_pattern(
                UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
            {
                FcPatternGetBool(pattern, FC_COLOR, 0, &isColored)
            }
            runs.append(Run(x: x, baseline: line.baseline, font: font, glyphs: glyphs, isColored: isColored != 0))
            x += Double(pango_glyph_string_get_width(glyphs)) / Double(PANGO_SCALE)
        }
        return runs
    }

    private static func collectMissing(
        _ line: UnsafeMutablePointer<PangoLayoutLine>, into missing: inout [Unicode.Scalar]
    ) {
        let unknown: UInt32 = 0x1000_0000
        var node = line.pointee.runs
        while let current = node {
            node = current.pointee.next
            guard let run = current.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
                let glyphs = run.pointee.glyphs, let infos = glyphs.pointee.glyphs
            else { continue }
            for index in 0..<Int(glyphs.pointee.num_glyphs) {
                let glyph = infos[index].glyph
                guard glyph & unknown != 0, glyph != 0x0FFF_FFFF, let scalar = Unicode.Scalar(glyph & ~unknown) else {
                    continue
                }
                let properties = scalar.properties
                if properties.isDefaultIgnorableCodePoint || properties.isWhitespace
                    || properties.generalCategory == .control
                {
                    continue
                }
                if !missing.contains(scalar) { missing.append(scalar) }
            }
        }
    }
}
