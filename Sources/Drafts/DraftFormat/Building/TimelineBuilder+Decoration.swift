import Diagnostics
import MediaBuffers
import TimelineModel

/// What surrounds the letters of a text. What is only said to be there, by `true` or a color, is measured by their size.
extension TimelineBuilder {
    /// A stroke around letters of a size.
    func stroke(_ field: Field, size: Double) -> TextStyle.Stroke? {
        guard let object = ObjectReader(field, .stroke, log), let color = requiredColor(object) else { return nil }
        if object.isShorthand, object[.width] == nil { return TextStyle.Stroke(color: color, width: size / 24) }
        guard let width = requiredPixels(.width, object) else { return nil }
        return TextStyle.Stroke(color: color, width: width)
    }

    /// A shadow behind letters of a size.
    func shadow(_ field: Field, size: Double) -> TextStyle.Shadow? {
        guard let object = ObjectReader(field, .shadow, log), let color = requiredColor(object) else { return nil }
        if object.isShorthand { return TextStyle.Shadow(color: color, x: 0, y: size / 24, blur: size / 24) }
        return TextStyle.Shadow(
            color: color, x: pixels(.x, object), y: pixels(.y, object), blur: pixels(.blur, object))
    }

    /// A box behind lines of letters of a size.
    func box(_ field: Field, size: Double) -> TextStyle.Box? {
        guard let object = ObjectReader(field, .box, log), let color = requiredColor(object) else { return nil }
        if object.isShorthand { return TextStyle.Box(color: color, padding: size / 4, radius: 0) }
        return TextStyle.Box(color: color, padding: pixels(.padding, object), radius: pixels(.radius, object))
    }

    private func pixels(_ name: DraftName, _ object: ObjectReader) -> Double {
        object.find(name).flatMap { values.pixels($0.field, $0.kind) } ?? 0
    }

    private func requiredPixels(_ name: DraftName, _ object: ObjectReader) -> Double? {
        guard let (field, kind) = object.find(name) else {
            log.error(.missingKey, at: object.field, "needs \(quoted(name.rawValue)), a number of pixels")
            return nil
        }
        return values.pixels(field, kind)
    }

    private func requiredColor(_ object: ObjectReader) -> RGBAColor? {
        guard let field = object[.color] else {
            log.error(.missingKey, at: object.field, "needs “color”, such as “#000”")
            return nil
        }
        return values.color(field)
    }
}
