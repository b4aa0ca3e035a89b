import MediaBuffers
package import TimelineModel

/// Spells plans as bytes: equal plans give equal bytes, and different plans different ones, on every machine.
///
/// Assets are spelled by the name that `nameOfAsset` gives them (the digest of their content), so the bytes do not
/// depend on where a file lies or on its place in the draft.
package struct CanonicalPlanWriter {
    /// What was spelled so far.
    package private(set) var bytes: [UInt8] = []
    private let nameOfAsset: (AssetID) -> String

    /// A writer that names assets by `nameOfAsset`.
    package init(nameOfAsset: @escaping (AssetID) -> String) { self.nameOfAsset = nameOfAsset }

    /// Forgets what was spelled, keeping the memory.
    package mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    /// Spells a frame's plan.
    package mutating func add(_ plan: FramePlan) {
        add(tag: "F")
        if let background = plan.background { add(background) } else { add(tag: "-") }
        add(plan.layers.count)
        for layer in plan.layers {
            switch layer {
            case .picture(let picture):
                add(tag: "P")
                add(picture)
            case .transition(let transition):
                add(tag: "X")
                add(transition.method)
                for side in [transition.outgoing, transition.incoming] {
                    if let side { add(side) } else { add(tag: "-") }
                }
            }
        }
    }

    private mutating func add(_ method: TransitionPlan.Method) {
        switch method {
        case .mix(let weight, let sigma):
            add(tag: "m")
            add(weight)
            add(sigma)
        case .reveal(let shape, let progress):
            add(tag: "e")
            add("\(shape)")
            add(progress)
        case .tone(let color, let weight):
            add(tag: "t")
            add(color)
            add(weight)
        }
    }

    private mutating func add(_ picture: PicturePlan) {
        switch picture.content {
        case .color(let color):
            add(tag: "c")
            add(color)
        case .still(let asset, let detail):
            add(tag: "s")
            add(nameOfAsset(asset))
            add(detail.width)
            add(detail.height)
            for inset in [detail.crop.left, detail.crop.top, detail.crop.right, detail.crop.bottom] { add(inset) }
        case .frame(let asset, let index):
            add(tag: "f")
            add(nameOfAsset(asset))
            add(index)
        case .text(let text):
            add(tag: "t")
            add(text)
        }
        add(picture.geometry)
        if let backdrop = picture.placed.backdrop {
            add(tag: "b")
            for number in [
                backdrop.fitX.offset, backdrop.fitX.scale, backdrop.fitY.offset, backdrop.fitY.scale, backdrop.sigma,
            ] { add(number) }
        }
        if let look = picture.placed.look {
            add(tag: "x")
            for effect in look.effects { add(effect) }
            add(look.unitX)
            add(look.unitY)
        }
        if let mask = picture.placed.mask {
            add(tag: "m")
            if case .image(let asset, let channel) = mask {
                add(nameOfAsset(asset))
                add(channel.rawValue)
            } else {
                add("\(mask)")
            }
        }
        add(picture.blendMode.rawValue)
        add(picture.opacity)
        add(tag: picture.isStatic ? "1" : "0")
    }

    private mutating func add(_ effect: Effect) {
        if case .lookup(let table) = effect {
            add(tag: "l")
            add(Int(truncatingIfNeeded: table.fingerprint))
        } else {
            // All others are plain numbers and colors.
            add("\(effect)")
        }
    }

    private mutating func add(_ geometry: LayerGeometry) {
        let numbers = [
            geometry.boxWidth, geometry.boxHeight, geometry.anchorX, geometry.anchorY, geometry.positionX,
            geometry.positionY, geometry.scaleX, geometry.scaleY, geometry.rotationDegrees, geometry.cornerRadius,
            geometry.fitX.offset, geometry.fitX.scale, geometry.fitY.offset, geometry.fitY.scale,
            geometry.sourceBounds.minX, geometry.sourceBounds.minY, geometry.sourceBounds.maxX,
            geometry.sourceBounds.maxY,
        ]
        for number in numbers { add(number) }
        if let clip = geometry.clip {
            add(tag: "c")
            for number in [clip.minX, clip.minY, clip.maxX, clip.maxY] { add(number) }
        }
        add(tag: ";")
    }

    private mutating func add(_ text: TextPlan) {
        add(text.text)
        for number in [text.size, text.wrapWidth, text.rasterScale, text.anchorX, text.anchorY] { add(number) }
        add(text.color)
        add(tag: text.isUpright ? "1" : "0")
        addExtras(of: text)
        let style = text.style
        switch style.font {
        case .standard: add(tag: "d")
        case .family(let name):
            add(tag: "n")
            add(name)
        case .file(let path):
            add(tag: "p")
            add(path)
        }
        add(style.weight)
        add(tag: style.isItalic ? "1" : "0")
        add(style.alignment.rawValue)
        add(style.letterCase.rawValue)
        for number in [style.lineHeight, style.letterSpacing] { add(number) }
        if let stroke = style.stroke {
            add(tag: "k")
            add(stroke.color)
            add(stroke.width)
        }
        if let shadow = style.shadow {
            add(tag: "h")
            add(shadow.color)
            for number in [shadow.x, shadow.y, shadow.blur] { add(number) }
        }
        if let box = style.box {
            add(tag: "b")
            add(box.color)
            for number in [box.padding, box.radius] { add(number) }
        }
        add(tag: ".")
    }

    /// What animations, words and fitting add to a text; nothing where they add nothing.
    private mutating func addExtras(of text: TextPlan) {
        if let height = text.fitHeight {
            add(tag: "f")
            add(height)
        }
        if let count = text.shownScalars {
            add(tag: "w")
            add(count)
        }
        if !text.highlighted.isEmpty {
            add(tag: "l")
            add(text.highlight)
            add(text.highlighted.count)
            for range in text.highlighted {
                add(range.lowerBound)
                add(range.upperBound)
            }
        }
        if text.blur != 0 {
            add(tag: "u")
            add(text.blur)
        }
        add(tag: ",")
    }

    private mutating func add(tag: Unicode.Scalar) { bytes.append(UInt8(truncatingIfNeeded: tag.value)) }

    private mutating func add(_ color: RGBAColor) { bytes += [color.red, color.green, color.blue, color.alpha] }

    private mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ number: Double) {
        // Minus zero and zero place a layer alike.
        withUnsafeBytes(of: (number == 0 ? 0 : number).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func add(_ text: String) {
        let utf8 = Array(text.utf8)
        add(utf8.count)
        bytes += utf8
    }
}
