import TimelineModel

/// Sets and draws text: any script, both directions, color emoji.
///
/// The bundled fonts come first, then those of the system. Any thread may call it; the same request gives the same
/// pixels on every thread and in every process that has the same fonts (see `environmentDigest(for:)`).
package final class TextRasterizer: Sendable {
    /// The most Unicode scalars that a text may have.
    package static let characterLimit = 10_000
    /// The largest type size in canvas pixels.
    package static let sizeLimit = 2_000.0
    /// The most pixels on a side of a drawn text.
    package static let pixelLimit = 8_192
    /// The most bytes of a font file.
    package static let fontFileLimit = 32 << 20

    private let pool: EnginePool

    /// A rasterizer with the fonts that the environment gives; throws where the bundled ones are missing.
    ///
    /// - Parameters:
    ///   - fontFolder: where the bundled fonts are; nil looks at `WORKPRINT_FONTS`, then beside the executable.
    ///   - usesSystemFonts: whether the system's fonts serve too; nil asks `WORKPRINT_SYSTEM_FONTS` (0 is no).
    package init(fontFolder: String? = nil, usesSystemFonts: Bool? = nil) throws(TextError) {
        let source = try FontSource(folder: fontFolder, usesSystemFonts: usesSystemFonts)
        pool = try EnginePool(source: source)
    }

    /// Sixteen hexadecimal digits that change whenever a font that these texts may use changes, or a library that
    /// shapes or draws. Font files that a style names are the caller's to watch.
    ///
    /// - Throws: where the fonts of the system cannot be listed.
    package func environmentDigest(for requests: some Sequence<TextRequest>) throws(TextError) -> String {
        guard pool.hasSystemFonts else { return try pool.digest(withSystemFonts: false) }
        for request in requests {
            try request.validate()
            if try pool.needsSystemFonts(request) { return try pool.digest(withSystemFonts: true) }
        }
        return try pool.digest(withSystemFonts: false)
    }

    /// Sets a text without drawing it.
    ///
    /// - Throws: where a value is out of range, the text too long, or a font file cannot be used.
    package func measure(_ request: TextRequest) throws(TextError) -> TextMetrics {
        try request.validate()
        return try pool.withLayout(of: request) { layout in layout.metrics }
    }

    /// Sets and draws a text.
    ///
    /// - Throws: as `measure`, and where the picture would be too large.
    package func rasterize(_ request: TextRequest) throws(TextError) -> RasterizedText {
        try request.validate()
        // The outlines want the fonts, and so one thread at a time; drawing them does not.
        let painter = try pool.withLayout(of: request) { layout throws(TextError) in
            try TextPainter(layout: layout, request: request)
        }
        return try painter.paint()
    }
}
