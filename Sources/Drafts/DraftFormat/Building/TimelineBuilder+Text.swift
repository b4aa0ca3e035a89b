import Diagnostics
import MediaBuffers
import TimelineModel

extension TimelineBuilder {
    /// What a text segment says.
    func text(_ object: ObjectReader) -> ReadContent {
        let keyframes = keyframes(of: object)
        let styleObject = object[.style].flatMap { ObjectReader($0, .textStyle, log) }
        let placement = placement(object, keyframes, width: 0.86)
        let standard = TextStyle(size: Double(canvas.height) * 0.05)
        var style = styleObject.map { self.style($0, standard) } ?? standard
        let sizeKind = ValueKind.pixels(1...2_000)
        let size = styled(.size, styleObject, keyframes, default: standard.size) { values.pixels($0, sizeKind) }
        let color = styled(.color, styleObject, keyframes, default: RGBAColor.white) { values.color($0) }
        style.size = size.statedValues.first ?? standard.size
        style.color = color.statedValues.first ?? .white
        var read = ReadContent(content: nil, name: "", naturalDuration: nil)
        guard let (field, kind) = object.find(.tx) else {
            log.error(.missingKey, at: object.field, "needs “tx”, the text that it shows")
            return read
        }
        guard let written = values.text(field, kind) else { return read }
        // Other line ends than the draft's own would be painted as boxes.
        let text = String(written.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
        reportPlaceholder(in: text, at: field)
        read.name = firstLine(of: text)
        var content = TextContent(text: text, style: style, size: size, color: color, placement: placement)
        content.fitsBox = styleObject?[.fit].flatMap { values.truth($0) } ?? false
        content.fontPointer = styleObject?[.font]?.pointer.description
        if let color = styleObject?[.highlight].flatMap({ values.color($0) }) { content.highlight = color }
        readAnimations(of: object, into: &content)
        let (words, checkWords) = words(of: object, in: text)
        content.words = words
        read.checkDuration = checkWords
        read.content = .text(content)
        return read
    }

    private func styled<Value: Interpolatable>(
        _ name: DraftName, _ style: ObjectReader?, _ keyframes: ObjectReader?, default standard: Value,
        _ read: (Field) -> Value?
    ) -> Animated<Value> {
        if let style { return animated(name, style, keyframes, default: standard, read) }
        return keyframes?[name].flatMap { values.keyframes($0, read) } ?? .constant(standard)
    }

    private func style(_ object: ObjectReader, _ standard: TextStyle) -> TextStyle {
        var style = standard
        if let field = object[.font] { style.font = font(field) }
        if let (field, kind) = object.find(.weight) { style.weight = values.wholeNumber(field, kind) ?? 700 }
        if let field = object[.italic] { style.isItalic = values.truth(field) ?? false }
        if let (field, kind) = object.find(.align) {
            style.alignment = values.word(field, kind).flatMap(TextStyle.Alignment.init(rawValue:)) ?? .center
        }
        if let (field, kind) = object.find(.lineHeight) { style.lineHeight = values.number(field, kind) ?? 1.2 }
        if let (field, kind) = object.find(.letterSpacing) { style.letterSpacing = values.pixels(field, kind) ?? 0 }
        if let (field, kind) = object.find(.letterCase) {
            style.letterCase = values.word(field, kind).flatMap(TextStyle.LetterCase.init(rawValue:)) ?? .none
        }
        style.stroke = object[.stroke].flatMap { stroke($0) }
        style.shadow = object[.shadow].flatMap { shadow($0) }
        style.box = object[.box].flatMap { box($0) }
        return style
    }

    private func font(_ field: Field) -> TextStyle.Font {
        guard let name = values.text(field) else { return .standard }
        guard !name.isEmpty else {
            log.error(.outOfRange, at: field, "is an empty string, but must name a font family or a font file")
            return .standard
        }
        let endings = [".ttf", ".otf", ".ttc"]
        let isFile = name.contains("/") || endings.contains { name.lowercased().hasSuffix($0) }
        guard isFile else { return .family(name) }
        switch media.location(of: SourceReference(name, mayBeColor: false), named: name) {
        case .file(let path): return .file(path)
        case .problem(.assetOutside, let message):
            log.error(.assetOutside, at: field, message)
            return .standard
        case .problem(_, let message):
            log.warning(.fontMissing, at: field, "\(message); the standard font is used instead")
            return .standard
        }
    }

    private func stroke(_ field: Field) -> TextStyle.Stroke? {
        guard let object = ObjectReader(field, .stroke, log), let color = requiredColor(object),
            let width = requiredPixels(.width, object)
        else { return nil }
        return TextStyle.Stroke(color: color, width: width)
    }

    private func shadow(_ field: Field) -> TextStyle.Shadow? {
        guard let object = ObjectReader(field, .shadow, log), let color = requiredColor(object) else { return nil }
        return TextStyle.Shadow(
            color: color, x: pixels(.x, object), y: pixels(.y, object), blur: pixels(.blur, object))
    }

    private func box(_ field: Field) -> TextStyle.Box? {
        guard let object = ObjectReader(field, .box, log), let color = requiredColor(object) else { return nil }
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

/// The first line of a text.
func firstLine(of text: String) -> String {
    String(text.prefix { !$0.isNewline })
}
