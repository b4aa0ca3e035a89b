import CTextStack
import Foundation
import MediaBuffers
import TimelineModel

/// Draws a set text: box, shadow, stroke, letters, from back to front.
struct TextPainter {
    let text: SetText
    let request: TextRequest

    func paint() throws(TextError) -> RasterizedText {
        let boxWidth = text.metrics.boxWidth * request.scaleX
        let boxHeight = text.metrics.boxHeight * request.scaleY
        let ink = inkBounds
        let left = Int((ink.minX * request.scaleX + request.phaseX).rounded(.down)) - 1
        let top = Int((ink.minY * request.scaleY + request.phaseY).rounded(.down)) - 1
        let width = Int((ink.maxX * request.scaleX + request.phaseX).rounded(.up)) + 1 - left
        let height = Int((ink.maxY * request.scaleY + request.phaseY).rounded(.up)) + 1 - top
        guard width <= TextRasterizer.pixelLimit, height <= TextRasterizer.pixelLimit else {
            throw .tooLarge(width: Double(width), height: Double(height))
        }
        let letters = try Surface(width: width, height: height)
        draw(on: letters, left: left, top: top, dx: 0, dy: 0)
        let result = try Surface(width: width, height: height)
        paintBox(on: result, left: left, top: top)
        if let shadow = request.style.shadow {
            let shifted = try Surface(width: width, height: height)
            draw(on: shifted, left: left, top: top, dx: shadow.x, dy: shadow.y)
            result.lay(shifted.shadow(color: shadow.color, sigma: shadow.blur * request.scaleX))
        }
        result.lay(letters.premultipliedRGBA)
        return RasterizedText(
            image: RGBAImage(samples: result.plane(), alphaMode: .premultiplied), boxX: -left, boxY: -top,
            boxWidth: boxWidth, boxHeight: boxHeight)
    }

    private struct Bounds {
        var minX = Double.infinity
        var minY = Double.infinity
        var maxX = -Double.infinity
        var maxY = -Double.infinity

        mutating func add(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
            minX = min(minX, x0)
            minY = min(minY, y0)
            maxX = max(maxX, x1)
            maxY = max(maxY, y1)
        }
    }

    /// What is drawn, in canvas pixels from the box's corner.
    private var inkBounds: Bounds {
        var bounds = Bounds()
        let units = Double(PANGO_SCALE)
        for line in text.lines {
            var ink = PangoRectangle()
            pango_layout_line_get_extents(line.glyphs, &ink, nil)
            guard ink.width > 0 else { continue }
            let x = line.x + Double(ink.x) / units
            let y = line.baseline + Double(ink.y) / units
            bounds.add(x, y, x + Double(ink.width) / units, y + Double(ink.height) / units)
        }
        if bounds.minX > bounds.maxX { bounds.add(0, 0, 1, 1) }
        if let stroke = request.style.stroke {
            bounds.add(
                bounds.minX - stroke.width, bounds.minY - stroke.width, bounds.maxX + stroke.width,
                bounds.maxY + stroke.width)
        }
        if let shadow = request.style.shadow {
            let reach = 3 * shadow.blur + 1
            bounds.add(
                bounds.minX + shadow.x - reach, bounds.minY + shadow.y - reach, bounds.maxX + shadow.x + reach,
                bounds.maxY + shadow.y + reach)
        }
        if let box = boxRect { bounds.add(box.x, box.y, box.x + box.width, box.y + box.height) }
        return bounds
    }

    /// The filled box: around the widest line and all line boxes, grown by the padding.
    private var boxRect: (x: Double, y: Double, width: Double, height: Double)? {
        guard let box = request.style.box else { return nil }
        let widest = text.metrics.lineWidths.max() ?? 0
        guard widest > 0 else { return nil }
        let free = request.wrapWidth - widest
        let x: Double =
            switch request.style.alignment {
            case .left: 0
            case .center: free / 2
            case .right: free
            }
        return (
            x - box.padding, -box.padding, max(0, widest + 2 * box.padding),
            max(0, text.metrics.boxHeight + 2 * box.padding)
        )
    }

    private func place(_ cairo: OpaquePointer, left: Int, top: Int) {
        cairo_translate(cairo, request.phaseX - Double(left), request.phaseY - Double(top))
        cairo_scale(cairo, request.scaleX, request.scaleY)
    }

    private func draw(on surface: Surface, left: Int, top: Int, dx: Double, dy: Double) {
        surface.draw { cairo in
            place(cairo, left: left, top: top)
            cairo_translate(cairo, dx, dy)
            if let stroke = request.style.stroke, stroke.width > 0 {
                surface.setColor(cairo, stroke.color)
                cairo_set_line_width(cairo, 2 * stroke.width)
                cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
                cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
                outline(of: text.lines, on: cairo)
                cairo_stroke(cairo)
            }
            surface.setColor(cairo, request.color)
            outline(of: text.lines, on: cairo)
            cairo_fill(cairo)
            for run in text.lines.flatMap(SetText.runs) where run.isColored {
                cairo_move_to(cairo, run.x, run.baseline)
                pango_cairo_show_glyph_string(cairo, run.font, run.glyphs)
            }
        }
    }

    /// Adds the outlines of all letters to the path. Outlines are exact to any fraction of a pixel; Cairo would put
    /// drawn glyphs on whole pixels. Color bitmaps have none.
    private func outline(of lines: [SetText.Line], on cairo: OpaquePointer) {
        cairo_new_path(cairo)
        for run in lines.flatMap(SetText.runs) where !run.isColored {
            cairo_move_to(cairo, run.x, run.baseline)
            pango_cairo_glyph_string_path(cairo, run.font, run.glyphs)
        }
    }

    private func paintBox(on surface: Surface, left: Int, top: Int) {
        guard let box = request.style.box, let rect = boxRect else { return }
        surface.draw { cairo in
            place(cairo, left: left, top: top)
            surface.setColor(cairo, box.color)
            let radius = max(0, min(box.radius, min(rect.width, rect.height) / 2))
            let (right, bottom) = (rect.x + rect.width, rect.y + rect.height)
            cairo_new_sub_path(cairo)
            cairo_arc(cairo, right - radius, rect.y + radius, radius, -.pi / 2, 0)
            cairo_arc(cairo, right - radius, bottom - radius, radius, 0, .pi / 2)
            cairo_arc(cairo, rect.x + radius, bottom - radius, radius, .pi / 2, .pi)
            cairo_arc(cairo, rect.x + radius, rect.y + radius, radius, .pi, 3 * .pi / 2)
            cairo_close_path(cairo)
            cairo_fill(cairo)
        }
    }
}
