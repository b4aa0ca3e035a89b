import Diagnostics
import MediaTiming
import TimelineModel

/// Reads single values of the draft by what their keys say they may be, and reports the ones that may not.
struct ValueReader {
    /// Where findings go.
    let log: FindingLog

    /// Reports a value of a type that the key does not take.
    func wrongType(_ field: Field, _ kind: ValueKind) {
        log.error(.wrongType, at: field, "is \(field.described), but must be \(kind.expectation)")
    }

    /// Reports a value of the right type that the key does not take.
    func outOfRange(_ field: Field, _ kind: ValueKind) {
        log.error(.outOfRange, at: field, "is \(field.described), but must be \(kind.expectation)")
    }

    /// A true or false.
    func truth(_ field: Field) -> Bool? {
        switch field.value.content {
        case .bool(let bool): return bool
        case .number(let number) where number.wholeValue == 0: return false
        case .number(let number) where number.wholeValue == 1: return true
        case .string(let string):
            if let truth = Synonyms.truths[string.lowercased()] { return truth }
        case .null, .number, .array, .object: break
        }
        wrongType(field, .truth)
        return nil
    }

    /// A string.
    func text(_ field: Field, _ kind: ValueKind = .text) -> String? {
        guard let string = field.value.string else {
            wrongType(field, kind)
            return nil
        }
        let isIdentifier = if case .identifier = kind { true } else { false }
        let count = string.utf8.count
        guard isIdentifier ? (1...DraftLimits.identifierBytes).contains(count) : count <= DraftLimits.textBytes else {
            log.error(.outOfRange, at: field, "has \(grouped(count)) bytes, but must be \(kind.expectation)")
            return nil
        }
        return string
    }

    /// The word of a list that a value stands for, in any case style, or by a word that means the same.
    func word(_ field: Field, _ kind: ValueKind) -> String? {
        guard case .word(let words) = kind, let string = field.value.string else {
            wrongType(field, kind)
            return nil
        }
        if words.contains(string) { return string }
        let word = hyphenated(string)
        if words.contains(word) { return word }
        guard let synonym = Synonyms.words[word], words.contains(synonym) else {
            outOfRange(field, kind)
            return nil
        }
        return synonym
    }

    /// The number that a number stands for, or a string of digits with one of some units or none.
    func written(_ field: Field, units: [String]) -> DecimalNumber? {
        switch field.value.content {
        case .number(let decimal): return decimal
        case .string(let string):
            if let plain = decimal(string, unit: "") { return plain }
            for unit in units {
                guard let number = decimal(string, unit: unit) else { continue }
                return unit == "%" ? number.movingPoint(left: 2) : number
            }
            return nil
        case .null, .bool, .array, .object: return nil
        }
    }

    /// A number within the range of its kind.
    func number(_ field: Field, _ kind: ValueKind) -> Double? {
        guard case .number(let range) = kind, let decimal = written(field, units: kind.units) else {
            wrongType(field, kind)
            return nil
        }
        return inRange(decimal.doubleValue, range, field, kind)
    }

    /// A whole number within the range of its kind.
    func wholeNumber(_ field: Field, _ kind: ValueKind) -> Int? {
        guard case .wholeNumber(let range) = kind, let decimal = written(field, units: kind.units) else {
            wrongType(field, kind)
            return nil
        }
        guard let whole = decimal.wholeValue, range.contains(whole) else {
            outOfRange(field, kind)
            return nil
        }
        return Int(whole)
    }

    /// Canvas pixels.
    func pixels(_ field: Field, _ kind: ValueKind) -> Double? {
        guard case .pixels(let range) = kind else {
            wrongType(field, kind)
            return nil
        }
        guard let decimal = written(field, units: kind.units) else {
            if field.value.string == nil { wrongType(field, kind) } else { outOfRange(field, kind) }
            return nil
        }
        return inRange(decimal.doubleValue, range, field, kind)
    }

    /// A weight of a font.
    func weight(_ field: Field) -> Int? {
        if let name = field.value.string, let weight = Synonyms.weights[hyphenated(name)] { return weight }
        guard let decimal = written(field, units: []) else {
            wrongType(field, .weight)
            return nil
        }
        guard let whole = decimal.wholeValue, (100...900).contains(whole) else {
            outOfRange(field, .weight)
            return nil
        }
        return Int(whole)
    }

    /// The share of a side of the canvas that a word such as `"top"` stands for: 0, a half or 1, of the layer as of the
    /// canvas, so that edge lies on edge. Nil for anything else.
    func edge(_ field: Field, _ kind: ValueKind) -> Double? {
        guard let word = field.value.string.map(plainWord) else { return nil }
        return kind.edges.firstIndex(of: word).map { Double($0) / 2 }
    }

    /// A length in canvas pixels along a side of the canvas.
    func length(_ field: Field, _ kind: ValueKind, canvas: CanvasSize) -> Double? {
        let side: Double
        let range: ClosedRange<Double>
        switch kind {
        case .horizontalLength(let lengths): (side, range) = (Double(canvas.width), lengths)
        case .verticalLength(let lengths): (side, range) = (Double(canvas.height), lengths)
        default:
            wrongType(field, kind)
            return nil
        }
        switch field.value.content {
        case .number,
            .string where written(field, units: []) != nil:
            guard let decimal = written(field, units: []) else { return nil }
            let fraction = decimal.doubleValue
            if fraction > 20 {
                let pixels = "\(decimal)px".filter { $0 != " " }
                log.error(
                    .outOfRange, at: field,
                    "is \(decimal), which as a bare number is that many times the canvas; write \(quoted(pixels)) for pixels",
                    remedy: range.contains(fraction / side)
                        ? Remedy(
                            "now \(quoted(pixels))", [.replace(at: Int(field.value.offset), with: "\"\(pixels)\"")])
                        : nil)
                return nil
            }
            return inRange(fraction, range, field, kind).map { $0 * side }
        case .string(let string):
            if let percent = decimal(string, unit: "%") {
                return inRange(percent.movingPoint(left: 2).doubleValue, range, field, kind).map { $0 * side }
            }
            guard let pixels = decimal(string, unit: "px")?.doubleValue else {
                outOfRange(field, kind)
                return nil
            }
            return inRange(pixels / side, range, field, kind).map { _ in pixels }
        case .null, .bool, .array, .object:
            wrongType(field, kind)
            return nil
        }
    }

    /// A linear gain.
    func gain(_ field: Field) -> Double? {
        let gain: Double?
        switch field.value.content {
        case .number(let decimal): gain = decimal.doubleValue
        case .string(let string):
            gain =
                decimal(string, unit: "")?.doubleValue ?? decimal(string, unit: "%")?.movingPoint(left: 2).doubleValue
                ?? decimal(string, unit: "db").map { linearGain(decibels: $0.doubleValue) }
        case .null, .bool, .array, .object:
            wrongType(field, .gain)
            return nil
        }
        guard let gain, gain >= 0, gain <= 4 else {
            outOfRange(field, .gain)
            return nil
        }
        return gain
    }

    /// One factor for both axes, or two.
    func scale(_ field: Field) -> Scale? {
        let range = ValueKind.number(0...100)
        if let elements = field.elements {
            guard elements.count == 2 else {
                outOfRange(field, .scale)
                return nil
            }
            guard let x = number(elements[0], range), let y = number(elements[1], range) else { return nil }
            return Scale(x: x, y: y)
        }
        guard let decimal = written(field, units: range.units) else {
            wrongType(field, .scale)
            return nil
        }
        return inRange(decimal.doubleValue, 0...100, field, .scale).map { Scale(x: $0, y: $0) }
    }

    /// What is cut away of a source.
    func insets(_ field: Field) -> CropInsets? {
        guard let elements = field.elements else {
            wrongType(field, .insets)
            return nil
        }
        guard elements.count == 4 else {
            outOfRange(field, .insets)
            return nil
        }
        let fractions = elements.compactMap { number($0, .number(0...1)) }
        guard fractions.count == 4 else { return nil }
        let insets = CropInsets(left: fractions[0], top: fractions[1], right: fractions[2], bottom: fractions[3])
        guard insets.left + insets.right < 1, insets.top + insets.bottom < 1 else {
            log.error(
                .outOfRange, at: field,
                "leaves nothing of the picture; left and right together, and top and bottom, must stay below 1")
            return nil
        }
        return insets
    }

    private func inRange(
        _ value: Double, _ range: ClosedRange<Double>, _ field: Field, _ kind: ValueKind
    ) -> Double? {
        guard range.contains(value) else {
            outOfRange(field, kind)
            return nil
        }
        // Adding zero turns -0 into 0, so that equal drafts give equal values.
        return value + 0
    }
}
