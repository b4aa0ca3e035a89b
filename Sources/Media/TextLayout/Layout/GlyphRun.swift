import CTextStack

/// Glyphs of one font in one direction, left to right as they are drawn.
struct GlyphRun {
    /// A glyph and its place in the line. Lengths are canvas pixels, y downwards from the baseline.
    struct Glyph {
        /// What to draw.
        let shape: Shape
        /// Its origin.
        let x: Double
        /// Its origin.
        let y: Double
        /// Where the characters that it draws begin in the text, in UTF-8 bytes.
        let byteOffset: Int

        /// Whether a font has it.
        var isDrawn: Bool { if case .glyph = shape { true } else { false } }
    }

    /// A character that no font has.
    struct MissingCharacter {
        /// The character.
        let character: Unicode.Scalar
        /// Where its cluster begins in the text, in UTF-8 bytes.
        let byteOffset: Int
    }

    /// What to draw for a glyph.
    enum Shape {
        /// The font's glyph of this number.
        case glyph(UInt)
        /// A box of this width, for a character that no font has.
        case missing(width: Double)
    }

    /// The font as Cairo draws it.
    let font: OpaquePointer
    /// Whether its glyphs are pictures, not outlines.
    let isColor: Bool
    /// The glyphs that are to be drawn.
    let glyphs: [Glyph]
    /// Characters that no font has.
    let missingCharacters: [MissingCharacter]
    /// Type size in canvas pixels.
    let size: Double

    private static let emptyGlyph: UInt32 = 0x0fff_ffff
    private static let unknownFlag: UInt32 = 0x1000_0000

    /// The runs of a line from left to right.
    static func runs(of line: UnsafeMutablePointer<PangoLayoutLine>) -> [GlyphRun] {
        var runs: [GlyphRun] = []
        var x = 0.0
        var next = line.pointee.runs
        while let node = next {
            next = node.pointee.next
            guard let item = node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self) else { continue }
            if let run = GlyphRun(item.pointee, x: &x) { runs.append(run) }
        }
        return runs
    }

    private init?(_ item: PangoGlyphItem, x: inout Double) {
        let unit = Double(PANGO_SCALE)
        guard let string = item.glyphs?.pointee, let pangoFont = item.item?.pointee.analysis.font else { return nil }
        var glyphs: [Glyph] = []
        var missing: [MissingCharacter] = []
        let itemOffset = Int(item.item?.pointee.offset ?? 0)
        x += Double(item.start_x_offset) / unit
        for index in 0..<Int(string.num_glyphs) {
            guard let info = string.glyphs?[index] else { continue }
            let width = Double(info.geometry.width) / unit
            let originX = x + Double(info.geometry.x_offset) / unit
            let originY = Double(info.geometry.y_offset - item.y_offset) / unit
            x += width
            if info.glyph == Self.emptyGlyph { continue }
            let byteOffset = itemOffset + Int(string.log_clusters?[index] ?? 0)
            if info.glyph & Self.unknownFlag != 0 {
                guard let character = Self.visibleCharacter(info.glyph & ~Self.unknownFlag) else { continue }
                missing.append(MissingCharacter(character: character, byteOffset: byteOffset))
                glyphs.append(
                    Glyph(shape: .missing(width: width), x: originX, y: originY, byteOffset: byteOffset))
            } else {
                glyphs.append(
                    Glyph(shape: .glyph(UInt(info.glyph)), x: originX, y: originY, byteOffset: byteOffset))
            }
        }
        x += Double(item.end_x_offset) / unit
        guard let cairoFont = pango_cairo_font_get_scaled_font(OpaquePointer(pangoFont)),
            cairo_scaled_font_status(cairoFont) == CAIRO_STATUS_SUCCESS
        else { return nil }
        font = cairoFont
        isColor = Self.isDrawnInColor(pangoFont)
        size = Self.size(of: pangoFont)
        self.glyphs = glyphs
        missingCharacters = missing
    }

    /// A character that ought to be seen; nil for one that has no shape of its own.
    private static func visibleCharacter(_ value: UInt32) -> Unicode.Scalar? {
        guard let scalar = Unicode.Scalar(value) else { return "\u{fffd}" }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isVariationSelector || properties.isWhitespace {
            return nil
        }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return nil
        default: return scalar
        }
    }

    private static func isDrawnInColor(_ font: UnsafeMutablePointer<PangoFont>) -> Bool {
        UnsafeMutableRawPointer(font).withMemoryRebound(to: PangoFcFont.self, capacity: 1) { font in
            guard let pattern = pango_fc_font_get_pattern(font) else { return false }
            var value: FcBool = 0
            if FcPatternGetBool(pattern, FC_OUTLINE, 0, &value) == FcResultMatch, value == 0 { return true }
            return FcPatternGetBool(pattern, FC_COLOR, 0, &value) == FcResultMatch && value == 1
        }
    }

    private static func size(of font: UnsafeMutablePointer<PangoFont>) -> Double {
        guard let description = pango_font_describe_with_absolute_size(font) else { return 0 }
        defer { pango_font_description_free(description) }
        return Double(pango_font_description_get_size(description)) / Double(PANGO_SCALE)
    }
}
