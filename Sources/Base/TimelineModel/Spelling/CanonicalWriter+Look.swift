extension CanonicalWriter {
    /// An effect.
    package mutating func add(_ effect: Effect) {
        switch effect {
        case .brightness(let factor): add("b", factor)
        case .contrast(let factor): add("c", factor)
        case .saturation(let factor): add("s", factor)
        case .hue(let degrees): add("h", degrees)
        case .grayscale(let amount): add("g", amount)
        case .sepia(let amount): add("p", amount)
        case .invert(let amount): add("i", amount)
        case .blur(let radius): add("u", radius)
        case .exposure(let stops): add("x", stops)
        case .temperature(let value): add("t", value)
        case .sharpen(let amount): add("r", amount)
        case .vignette(let strength): add("v", strength)
        case .lookup(let table):
            add(tag: "l")
            // It takes in all that a table is.
            add(Int(truncatingIfNeeded: table.fingerprint))
        case .colorKey(let key):
            add(tag: "k")
            add(key)
        }
    }

    private mutating func add(_ tag: Unicode.Scalar, _ number: Double) {
        add(tag: tag)
        add(number)
    }

    private mutating func add(_ key: ColorKey) {
        _ = ColorKey.init(color:similarity:smoothness:spill:)
        add(key.color)
        add(key.similarity)
        add(key.smoothness)
        add(key.spill)
    }

    /// A mask.
    package mutating func add(_ mask: LayerMask) {
        switch mask {
        case .circle: add(tag: "c")
        case .rectangle: add(tag: "r")
        case .rounded(let radius):
            if let radius { add("o", radius) } else { add(tag: "d") }
        case .image(let asset, let channel):
            add(tag: "i")
            add(asset)
            add(channel.rawValue)
        }
    }

    /// What is cut away.
    package mutating func add(_ insets: CropInsets) {
        _ = CropInsets.init(left:top:right:bottom:)
        for inset in [insets.left, insets.top, insets.right, insets.bottom] { add(inset) }
    }
}
