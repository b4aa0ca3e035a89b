import Diagnostics
import TimelineModel

extension TimelineBuilder {
    /// Finds the canvas size: the draft's own, else the one of the canvas beside it.
    func readCanvas() {
        let own = canvasSize(in: draft)
        // The draft's own canvas is checked even where it is not used; one beside the draft may be another program's.
        let configured = draft[.canvasConfig].flatMap { canvasSize(of: $0) }
        canvas = own ?? configured ?? state.neighbor("canvas_config").flatMap { canvasSize(of: $0) } ?? canvas
    }

    private func canvasSize(of configuration: Field) -> CanvasSize? {
        ObjectReader(configuration, .canvas, log).flatMap { canvasSize(in: $0) }
    }

    /// The size that an object gives, the default one where it gives a wrong one, and nil where it gives none.
    private func canvasSize(in object: ObjectReader) -> CanvasSize? {
        switch (object[.width], object[.height]) {
        case (let width?, let height?): return canvasSize(width, height)
        case (let only?, nil), (nil, let only?):
            let missing = object[.width] == nil ? "width" : "height"
            log.error(.missingKey, at: only, "stands alone; a canvas needs \(quoted(missing)) as well")
            return canvas
        case (nil, nil): break
        }
        guard let (field, kind) = object.find(.ratio) else { return nil }
        switch values.word(field, kind) {
        case "16:9": return CanvasSize(width: 1_920, height: 1_080)
        case "1:1": return CanvasSize(width: 1_080, height: 1_080)
        case "4:5": return CanvasSize(width: 1_080, height: 1_350)
        default: return CanvasSize(width: 1_080, height: 1_920)
        }
    }

    private func canvasSize(_ width: Field, _ height: Field) -> CanvasSize {
        let sides = (side(width), side(height))
        guard let columns = sides.0, let rows = sides.1 else { return canvas }
        guard min(columns, rows) <= 1_080 else {
            log.error(
                .canvasSize, at: columns < rows ? width : height,
                "makes the canvas \(columns)×\(rows), but its shorter side may be at most 1080 pixels")
            return canvas
        }
        return CanvasSize(width: columns, height: rows)
    }

    private func side(_ field: Field) -> Int? {
        guard let number = values.written(field, units: ["px"]) else {
            values.wrongType(field, .wholeNumber(16...1_920))
            return nil
        }
        guard let whole = number.wholeValue, (16...1_920).contains(whole), whole % 2 == 0 else {
            log.error(
                .canvasSize, at: field,
                "is \(field.described), but a side of the canvas is an even number from 16 to 1920")
            return nil
        }
        return Int(whole)
    }
}
