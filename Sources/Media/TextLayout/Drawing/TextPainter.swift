import CTextStack
import MediaBuffers
import TimelineModel

/// Draws a laid-out text: box, shadow, stroke, letters, from back to front.
struct TextPainter {
    private let metrics: TextMetrics
    /// Left ends of the lines that have a width, in canvas pixels from the box's corner, and their widths.
    private let lines: [(x: Double, width: Double)]
    private let request: TextRequest
    /// All that is drawn.
    private let outlines: GlyphOutlines
    /// The letters by their fill color, which share no letter.
    private let fills: [(outlines: GlyphOutlines, color: RGBAColor)]

    /// A painter for a layout; throws where the lines alone are too large.
    init(layout: LaidOutText, request: TextRequest) throws(TextError) {
        metrics = layout.metrics
        lines = layout.lines.filter { $0.width > 0 }.map { ($0.x, $0.width) }
        self.request = request
        let width = (layout.metrics.lineWidths.max() ?? 0) * request.scaleX
        let height = (layout.metrics.boxHeight + layout.metrics.size) * request.scaleY
        let limit = 4 * Double(TextRasterizer.pixelLimit)
        guard width <= limit, height <= limit else { throw .tooLarge(width: width, height: height) }
        guard request.shownScalars != nil || !request.highlighted.isEmpty else {
            outlines = try GlyphOutlines(layout: layout, request: request)
            fills = [(outlines, request.color)]
            return
        }
        let offsets = layout.text.byteOffsets
        func offset(_ scalar: Int) -> Int { offsets[min(max(0, scalar), offsets.count - 1)] }
        let end = request.shownScalars.map(offset) ?? .max
        outlines = try GlyphOutlines(layout: layout, request: request) { $0 < end }
        guard !request.highlighted.isEmpty else {
            fills = [(outlines, request.color)]
            return
        }
        var isHighlighted = [Bool](repeating: false, count: layout.text.string.utf8.count + 1)
        for range in request.highlighted {
            for byte in offset(range.lowerBound)..<offset(range.upperBound) { isHighlighted[byte] = true }
        }
        fills = [
            (
                try GlyphOutlines(layout: layout, request: request) { $0 < end && !isHighlighted[$0] },
                request.color
            ),
            (
                try GlyphOutlines(layout: layout, request: request) { $0 < end && isHighlighted[$0] },
                request.highlight
            ),
        ]
    }

    /// Draws.
    func paint() throws(TextError) -> RasterizedText {
        let ink = inkBounds
        let box = boxBounds
        let shadow = shadowBounds(of: ink)
        let area = try ink.union(box).union(shadow)
            .grown(
                x: GaussianBlur.reach(sigma: request.blur * request.scaleX),
                y: GaussianBlur.reach(sigma: request.blur * request.scaleY)
            )
            .wholePixels()
        let image = RGBAImage(width: area.width, height: area.height, alphaMode: .premultiplied)
        let surface = try CairoSurface(plane: image.samples, format: CAIRO_FORMAT_ARGB32)
        cairo_translate(surface.context, Double(-area.x), Double(-area.y))
        try paintLetters(on: surface)
        // What lies behind the letters is put under them, so one surface serves for all.
        cairo_set_operator(surface.context, CAIRO_OPERATOR_DEST_OVER)
        if let style = request.style.shadow, !shadow.isEmpty {
            try surface.finish()
            try paintShadow(style, of: ink, pixels: image.samples, area: (area.x, area.y), on: surface)
        }
        if let style = request.style.box { paintBox(style, box, on: surface) }
        try surface.finish()
        PictureBlur.apply(
            to: image.samples, sigmaX: request.blur * request.scaleX, sigmaY: request.blur * request.scaleY)
        Self.swapRedAndBlue(image.samples)
        return RasterizedText(
            image: image, boxX: -area.x, boxY: -area.y, boxWidth: request.wrapWidth * request.scaleX,
            boxHeight: metrics.boxHeight * request.scaleY)
    }

    // MARK: - Extents

    private var inkBounds: DeviceRect {
        let reach = max(0, request.style.stroke?.width ?? 0)
        let letters = outlines.bounds.grown(x: reach * request.scaleX, y: reach * request.scaleY)
        return outlines.pictures.reduce(letters) { $0.union($1.picture.bounds(x: $1.x, y: $1.y)) }
    }

    private func shadowBounds(of ink: DeviceRect) -> DeviceRect {
        guard let shadow = request.style.shadow, shadow.color.alpha > 0, !ink.isEmpty else { return .empty }
        return
            ink.grown(
                x: GaussianBlur.reach(sigma: shadow.blur * request.scaleX) + 1,
                y: GaussianBlur.reach(sigma: shadow.blur * request.scaleY) + 1
            )
            .moved(x: shadow.x * request.scaleX, y: shadow.y * request.scaleY)
    }

    /// The lines' boxes, as wide as the widest line, grown by the padding; empty where no line has a width.
    private var boxBounds: DeviceRect {
        guard let box = request.style.box else { return .empty }
        guard let left = lines.map(\.x).min(), let right = lines.map({ $0.x + $0.width }).max() else { return .empty }
        return DeviceRect(
            minX: (left - box.padding) * request.scaleX + request.phaseX,
            minY: -box.padding * request.scaleY + request.phaseY,
            maxX: (right + box.padding) * request.scaleX + request.phaseX,
            maxY: (metrics.boxHeight + box.padding) * request.scaleY + request.phaseY)
    }

    // MARK: - Drawing

    private func paintLetters(on surface: borrowing CairoSurface) throws(TextError) {
        let context = surface.context
        if let stroke = request.style.stroke, stroke.width > 0, stroke.color.alpha > 0 {
            outlines.append(to: context)
            cairo_save(context)
            cairo_scale(context, request.scaleX, request.scaleY)
            Self.setColor(stroke.color, in: context)
            cairo_set_line_width(context, 2 * stroke.width)
            cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
            cairo_stroke(context)
            cairo_restore(context)
        }
        for fill in fills {
            fill.outlines.append(to: context)
            Self.setColor(fill.color, in: context)
            cairo_fill(context)
        }
        for (picture, x, y) in outlines.pictures {
            picture.paint(on: context, x: x, y: y, alpha: Double(request.color.alpha) / 255)
        }
        try checkCairo(cairo_status(context), "drawing text")
    }

    private func paintShadow(
        _ shadow: TextStyle.Shadow, of ink: DeviceRect, pixels: Plane, area: (x: Int, y: Int),
        on surface: borrowing CairoSurface
    ) throws(TextError) {
        let inked = try ink.wholePixels()
        let part = pixels.cropped(
            x: 4 * (inked.x - area.x), y: inked.y - area.y, width: 4 * inked.width, height: inked.height)
        let sigmaX = shadow.blur * request.scaleX
        let sigmaY = shadow.blur * request.scaleY
        let marginX = Int(GaussianBlur.reach(sigma: sigmaX))
        let marginY = Int(GaussianBlur.reach(sigma: sigmaY))
        let mask = ShadowMask.make(from: part, marginX: marginX, marginY: marginY, sigmaX: sigmaX, sigmaY: sigmaY)
        let coverage = try CairoSurface(plane: mask, format: CAIRO_FORMAT_A8)
        Self.setColor(shadow.color, in: surface.context)
        cairo_mask_surface(
            surface.context, coverage.surface, Double(inked.x - marginX) + shadow.x * request.scaleX,
            Double(inked.y - marginY) + shadow.y * request.scaleY)
        try surface.finish()
    }

    private func paintBox(_ box: TextStyle.Box, _ bounds: DeviceRect, on surface: borrowing CairoSurface) {
        guard !bounds.isEmpty else { return }
        let context = surface.context
        let width = (bounds.maxX - bounds.minX) / request.scaleX
        let height = (bounds.maxY - bounds.minY) / request.scaleY
        let radius = max(0, min(box.radius, width / 2, height / 2))
        cairo_save(context)
        cairo_translate(context, bounds.minX, bounds.minY)
        cairo_scale(context, request.scaleX, request.scaleY)
        cairo_new_path(context)
        if radius > 0 {
            let quarter = Double.pi / 2
            cairo_arc(context, width - radius, radius, radius, -quarter, 0)
            cairo_arc(context, width - radius, height - radius, radius, 0, quarter)
            cairo_arc(context, radius, height - radius, radius, quarter, 2 * quarter)
            cairo_arc(context, radius, radius, radius, 2 * quarter, 3 * quarter)
            cairo_close_path(context)
        } else {
            cairo_rectangle(context, 0, 0, width, height)
        }
        cairo_restore(context)
        Self.setColor(box.color, in: context)
        cairo_fill(context)
    }

    private static func setColor(_ color: RGBAColor, in context: OpaquePointer) {
        cairo_set_source_rgba(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
            Double(color.alpha) / 255)
    }

    /// Cairo keeps 32-bit words with alpha on top, so blue comes first in memory.
    private static func swapRedAndBlue(_ samples: Plane) {
        for y in 0..<samples.height {
            let row = UnsafeMutableRawPointer(samples.row(y)).assumingMemoryBound(to: UInt32.self)
            for x in 0..<samples.width / 4 {
                let word = row[x]
                row[x] = (word & 0xff00_ff00) | (word >> 16 & 0xff) | (word & 0xff) << 16
            }
        }
    }
}
