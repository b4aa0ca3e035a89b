import MediaBuffers
import TimelineModel

/// Puts the values of a draft into words that are equal where the values mean the same.
struct PropertyWriter {
    let canvas: CanvasSize
    let values = ValueReader(log: FindingLog())
    /// The unit of levels and lengths.
    var unit = MeasureUnit.percent
    /// The size of the letters that decorations are measured by, in canvas pixels.
    private var letterSize: Double

    /// A writer for a draft with a canvas.
    init(canvas: CanvasSize) {
        self.canvas = canvas
        letterSize = Double(canvas.height) * 0.05
    }

    /// The time of a key, or nil where it is not given or cannot be read.
    func time(_ object: ObjectReader, _ name: DraftName) -> ExactTime? {
        object.find(name).flatMap { values.exactTime($0.field, $0.kind) }
    }

    /// The properties that an object states. What may be absent is one property with parts; a style and keyframes give one for
    /// each of their keys.
    func properties(of object: ObjectReader, names: [DraftName], prefix: String = "") -> [DraftOutline.Property] {
        var properties: [DraftOutline.Property] = []
        for name in names {
            if object.table.key(named: .anchor) != nil {
                switch name {
                case .x, .y:
                    properties += place(name, of: object)
                    continue
                case .ax, .ay, .position, .anchor: continue
                default: break
                }
            }
            guard object.table.key(named: name) != nil, let (field, kind) = object.find(name) else { continue }
            if case .object(let table) = kind {
                if table !== KeyTable.transition {
                    properties += self.properties(of: field, table, name, of: object, prefix: prefix)
                }
                continue
            }
            properties.append(
                .init(
                    name: label(name, in: object.table, prefix: prefix),
                    value: wording(field, self.kind(of: name, in: object)),
                    standard: standard(of: name, in: object.table)))
        }
        // Keyframes win over a single value of the same property; only what counts is listed.
        var last: [String: Int] = [:]
        for (index, property) in properties.enumerated() { last[property.name] = index }
        return properties.enumerated().filter { last[$0.element.name] == $0.offset }.map(\.element)
    }

    /// The properties of an object within another one.
    private func properties(
        of field: Field, _ table: KeyTable, _ name: DraftName, of outer: ObjectReader, prefix: String
    ) -> [DraftOutline.Property] {
        let label = label(name, in: outer.table, prefix: prefix)
        guard let inner = ObjectReader(field, table, FindingLog()) else {
            return [.init(name: label, value: Wording(field.value.line), standard: Wording("none"))]
        }
        let names = table.keys.map(\.name)
        if table === KeyTable.textStyle {
            var writer = self
            writer.letterSize = letterSize(style: inner, keyframes: outer)
            return writer.properties(of: inner, names: names, prefix: prefix + "text ")
        }
        guard table.mayBeAbsent else {
            return properties(of: inner, names: names, prefix: table === KeyTable.output ? label + " " : prefix)
        }
        let parts = properties(of: inner, names: names, prefix: label + " ") + measured(inner, prefix: label + " ")
        return [
            .init(
                name: label, value: Wording(summary(of: parts, prefix: label + " ")), standard: Wording("none"),
                parts: parts)
        ]
    }

    /// What a decoration that is only said to be there has by the size of its letters.
    private func measured(_ object: ObjectReader, prefix: String) -> [DraftOutline.Property] {
        guard object.isShorthand else { return [] }
        let lengths: [(DraftName, Double)]
        if object.table === KeyTable.stroke {
            lengths = object[.width] == nil ? [(.width, letterSize / 24)] : []
        } else if object.table === KeyTable.shadow {
            lengths = [(.y, letterSize / 24), (.blur, letterSize / 24)]
        } else {
            lengths = object.table === KeyTable.box ? [(.padding, letterSize / 4)] : []
        }
        return lengths.map { name, length in
            .init(
                name: label(name, in: object.table, prefix: prefix), value: Wording(Self.digits(length) + " px"),
                standard: standard(of: name, in: object.table))
        }
    }

    /// Parts in one line, such as `color #000000, width 4 px`.
    private func summary(of parts: [DraftOutline.Property], prefix: String) -> String {
        let words = parts.filter { $0.value.meaning != $0.standard.meaning }.map { part in
            let name = String(part.name.dropFirst(prefix.count))
            let value = part.value.text(in: part.value.unit)
            if name == "type" || name == "shape" { return value }
            return "\(name) " + (part.parts?.count ?? 0 > 1 ? "(\(value))" : value)
        }
        return words.isEmpty ? "yes" : words.joined(separator: ", ")
    }

    /// The size of the letters of a text at its first instant.
    private func letterSize(style: ObjectReader, keyframes outer: ObjectReader) -> Double {
        let kind = style.kind(of: .size)
        let table = outer.table.key(named: .kf)?.kind.table
        let keyframes = table.flatMap { table in outer[.kf].flatMap { ObjectReader($0, table, FindingLog()) } }
        let sizes = [keyframes, style].compactMap { $0?[.size] }.compactMap { field in
            values.keyframes(field) { values.pixels($0, kind) }?.statedValues.first ?? values.pixels(field, kind)
        }
        return sizes.first ?? Double(canvas.height) * 0.05
    }

    // MARK: Names and defaults

    private func kind(of name: DraftName, in object: ObjectReader) -> ValueKind {
        object.table.animatedKey(named: name)?.kind ?? object.kind(of: name)
    }

    /// What holds where a key is not given.
    func standard(of name: DraftName, in table: KeyTable) -> Wording {
        let home = table.animatedKey(named: name)
        guard let key = home ?? table.key(named: name) else { return Wording("none") }
        if name == .size { return Wording(Self.digits(Double(canvas.height) * 0.05) + " px") }
        guard let value = key.standard?.json else { return Wording("none") }
        return wording(Field(value: value, pointer: .draft), key.kind)
    }

    /// What a property is called.
    func label(_ name: DraftName, in table: KeyTable, prefix: String) -> String {
        // The keyframes of letters are those of their style.
        let isOfStyle = table === KeyTable.textKeyframes && KeyTable.text.key(named: name) == nil
        return prefix + (isOfStyle ? "text " : "") + (Self.labels[name] ?? name.rawValue)
    }

    /// What properties are called where their key is no word.
    private static let labels: [DraftName: String] = [
        .ss: "source start", .se: "source end", .sp: "speed", .rv: "reverse", .w: "width", .h: "height", .sc: "scale",
        .ro: "rotation", .op: "opacity", .ax: "anchor x", .ay: "anchor y", .fx: "effects", .vol: "volume",
        .fi: "fade in", .fo: "fade out", .an: "animation", .kf: "keyframes", .src: "source", .tx: "text",
        .lineHeight: "line height", .letterSpacing: "letter spacing", .letterCase: "case", .duck: "ducking",
        .d: "length",
    ]
}
