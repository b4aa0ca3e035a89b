import Diagnostics
import TimelineModel

extension TimelineBuilder {
    /// Where a layer lies; `width` is the default width as a fraction of the canvas.
    func placement(_ object: ObjectReader, _ keyframes: ObjectReader?, width: Double) -> Placement {
        let position = pair(object, .position)
        let anchor = pair(object, .anchor)
        let columns = Double(canvas.width)
        let rows = Double(canvas.height)
        return Placement(
            x: length(.x, object, keyframes, default: position?.first ?? columns / 2),
            y: length(.y, object, keyframes, default: position?.second ?? rows / 2),
            anchorX: number(.ax, object) ?? anchor?.first ?? edge(.x, 0, object, keyframes) ?? 0.5,
            anchorY: number(.ay, object) ?? anchor?.second ?? edge(.y, 1, object, keyframes) ?? 0.5,
            width: length(.w, object, keyframes, default: columns * width),
            height: length(.h, object, keyframes, default: rows),
            scale: animated(.sc, object, keyframes, default: .identity) { values.scale($0) },
            rotationDegrees: animatedNumber(.ro, object, keyframes, default: 0),
            opacity: animatedNumber(.op, object, keyframes, default: 1))
    }

    private func length(
        _ name: DraftName, _ object: ObjectReader, _ keyframes: ObjectReader?, default standard: Double
    ) -> Animated<Double> {
        let kind = object.kind(of: name)
        // A word is a place, but no stop on a way: the anchor goes with it.
        let own = object[name]?.value.offset
        return animated(name, object, keyframes, default: standard) { field in
            (field.value.offset == own ? place(field, kind) : nil) ?? values.length(field, kind, canvas: canvas)
        }
    }

    /// The canvas pixels that a word such as `"top"` stands for; nil for anything else.
    private func place(_ field: Field, _ kind: ValueKind) -> Double? {
        guard let edge = values.edge(field, kind) else { return nil }
        if case .horizontalLength = kind { return edge * Double(canvas.width) }
        return edge * Double(canvas.height)
    }

    /// The anchor that goes with a place that is a word, the key's own or one of `position`; nil for any other place.
    private func edge(
        _ name: DraftName, _ index: Int, _ object: ObjectReader, _ keyframes: ObjectReader?
    ) -> Double? {
        if keyframes?[name] != nil { return nil }
        if let field = object[name] { return values.edge(field, object.kind(of: name)) }
        guard let elements = object[.position]?.elements, elements.count == 2 else { return nil }
        return values.edge(elements[index], object.kind(of: name))
    }

    private func animatedNumber(
        _ name: DraftName, _ object: ObjectReader, _ keyframes: ObjectReader?, default standard: Double
    ) -> Animated<Double> {
        let kind = object.kind(of: name)
        return animated(name, object, keyframes, default: standard) { values.number($0, kind) }
    }

    private func number(_ name: DraftName, _ object: ObjectReader) -> Double? {
        object.find(name).flatMap { values.number($0.field, $0.kind) }
    }

    private func pair(_ object: ObjectReader, _ name: DraftName) -> (first: Double, second: Double)? {
        guard let (field, kind) = object.find(name), case .pair(let firstKind, let secondKind) = kind else {
            return nil
        }
        guard let elements = field.elements else {
            values.wrongType(field, kind)
            return nil
        }
        guard elements.count == 2 else {
            log.error(
                .outOfRange, at: field, "has \(grouped(elements.count)) elements, but must be \(kind.expectation)")
            return nil
        }
        guard let first = part(elements[0], firstKind), let second = part(elements[1], secondKind) else { return nil }
        return (first, second)
    }

    private func part(_ field: Field, _ kind: ValueKind) -> Double? {
        if case .number = kind { return values.number(field, kind) }
        return place(field, kind) ?? values.length(field, kind, canvas: canvas)
    }
}
