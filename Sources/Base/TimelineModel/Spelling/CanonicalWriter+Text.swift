extension CanonicalWriter {
    /// A style. Its size and color are spelled, too, also where a text has its own.
    package mutating func add(_ style: TextStyle) {
        _ =
            TextStyle.init(
                font:size:weight:isItalic:color:alignment:lineHeight:letterSpacing:letterCase:stroke:shadow:box:)
        add(style.font)
        add(style.size)
        add(style.weight)
        add(style.isItalic)
        add(style.color)
        add(style.alignment.rawValue)
        add(style.lineHeight)
        add(style.letterSpacing)
        add(style.letterCase.rawValue)
        if let stroke = style.stroke { add(stroke) } else { add(tag: "-") }
        if let shadow = style.shadow { add(shadow) } else { add(tag: "-") }
        if let box = style.box { add(box) } else { add(tag: "-") }
    }

    /// A typeface. A file is spelled by its path: its content has to be spelled beside it.
    package mutating func add(_ font: TextStyle.Font) {
        switch font {
        case .standard: add(tag: "d")
        case .family(let name):
            add(tag: "n")
            add(name)
        case .file(let path):
            add(tag: "p")
            add(path)
        }
    }

    private mutating func add(_ stroke: TextStyle.Stroke) {
        _ = TextStyle.Stroke.init(color:width:)
        add(tag: "k")
        add(stroke.color)
        add(stroke.width)
    }

    private mutating func add(_ shadow: TextStyle.Shadow) {
        _ = TextStyle.Shadow.init(color:x:y:blur:)
        add(tag: "h")
        add(shadow.color)
        for number in [shadow.x, shadow.y, shadow.blur] { add(number) }
    }

    private mutating func add(_ box: TextStyle.Box) {
        _ = TextStyle.Box.init(color:padding:radius:)
        add(tag: "b")
        add(box.color)
        for number in [box.padding, box.radius] { add(number) }
    }
}
