import Diagnostics
import MediaBuffers
import TimelineModel

extension TimelineBuilder {
    /// What a text segment says.
    func text(_ object: ObjectReader) -> ReadContent {
        let keyframes = keyframes(of: object)
        let styleObject = object[.style].flatMap { ObjectReader($0, .textStyle, log) }
        let placement = placement(object, keyframes, width: 0.86)
        var standard = TextStyle(size: Double(canvas.height) * 0.05)
        let sizeKind = ValueKind.pixels(1...2_000)
        let size = styled(.size, styleObject, keyframes, default: standard.size) { values.pixels($0, sizeKind) }
        let color = styled(.color, styleObject, keyframes, default: RGBAColor.white) { values.color($0) }
        standard.size = size.statedValues.first ?? standard.size
        standard.color = color.statedValues.first ?? .white
        let style = styleObject.map { self.style($0, standard) } ?? standard
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
        if let field = object[.weight] { style.weight = values.weight(field) ?? 700 }
        if let field = object[.italic] { style.isItalic = values.truth(field) ?? false }
        if let (field, kind) = object.find(.align) {
            style.alignment = values.word(field, kind).flatMap(TextStyle.Alignment.init(rawValue:)) ?? .center
        }
        if let (field, kind) = object.find(.lineHeight) { style.lineHeight = values.number(field, kind) ?? 1.2 }
        if let (field, kind) = object.find(.letterSpacing) { style.letterSpacing = values.pixels(field, kind) ?? 0 }
        if let (field, kind) = object.find(.letterCase) {
            style.letterCase = values.word(field, kind).flatMap(TextStyle.LetterCase.init(rawValue:)) ?? .none
        }
        style.stroke = object[.stroke].flatMap { stroke($0, size: style.size) }
        style.shadow = object[.shadow].flatMap { shadow($0, size: style.size) }
        style.box = object[.box].flatMap { box($0, size: style.size) }
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
        case .problem(.assetOutside, let message, _):
            log.error(.assetOutside, at: field, message)
            return .standard
        case .problem(_, let message, let meant):
            log.warning(
                .fontMissing, at: field, "\(message); the standard font is used instead",
                remedy: MediaLibrary.remedy(meant, at: field))
            return .standard
        }
    }
}

/// The first line of a text.
func firstLine(of text: String) -> String {
    String(text.prefix { !$0.isNewline })
}
