import MediaBuffers
import PictureEffects
package import TimelineModel

extension CanonicalWriter {
    /// A frame's plan.
    package mutating func add(_ plan: FramePlan) {
        _ = FramePlan.init(background:layers:)
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
                add(transition)
            }
        }
    }

    private mutating func add(_ transition: TransitionPlan) {
        _ = TransitionPlan.init(outgoing:incoming:method:)
        add(transition.method)
        for side in [transition.outgoing, transition.incoming] {
            if let side { add(side) } else { add(tag: "-") }
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
            add(shape)
            add(progress)
        case .tone(let color, let weight):
            add(tag: "t")
            add(color)
            add(weight)
        }
    }

    private mutating func add(_ shape: RevealCoverage) {
        switch shape {
        case .wipeLeft: add(tag: "l")
        case .wipeRight: add(tag: "r")
        case .wipeUp: add(tag: "u")
        case .wipeDown: add(tag: "d")
        case .circle: add(tag: "c")
        }
    }

    private mutating func add(_ picture: PicturePlan) {
        _ = PicturePlan.init(placed:opacity:blendMode:isStatic:)
        add(picture.placed)
        add(picture.opacity)
        add(picture.blendMode.rawValue)
        add(picture.isStatic)
    }

    private mutating func add(_ placed: PicturePlan.Placed) {
        _ = PicturePlan.Placed.init(content:geometry:look:backdrop:mask:fit:)
        add(placed.content)
        add(placed.geometry)
        if let look = placed.look { add(look) } else { add(tag: "-") }
        if let backdrop = placed.backdrop { add(backdrop) } else { add(tag: "-") }
        if let mask = placed.mask {
            add(tag: "m")
            add(mask)
        } else {
            add(tag: "-")
        }
        if let fit = placed.fit { add(fit) } else { add(tag: "-") }
    }

    private mutating func add(_ fit: BoxFit) {
        _ = BoxFit.init(mode:sampleAspect:unitX:unitY:)
        add(tag: "f")
        add(fit.mode.rawValue)
        add(fit.sampleAspect)
        add(fit.unitX)
        add(fit.unitY)
    }

    private mutating func add(_ content: PicturePlan.Content) {
        switch content {
        case .color(let color):
            add(tag: "c")
            add(color)
        case .still(let asset, let detail):
            add(tag: "s")
            add(asset)
            add(detail)
        case .frame(let asset, let index):
            add(tag: "f")
            add(asset)
            add(index)
        case .text(let text):
            add(tag: "t")
            add(text)
        }
    }

    /// The size at which a still is kept.
    package mutating func add(_ detail: Detail) {
        _ = Detail.init(width:height:crop:)
        add(detail.width)
        add(detail.height)
        add(detail.crop)
    }

    private mutating func add(_ look: PicturePlan.Look) {
        _ = PicturePlan.Look.init(effects:unitX:unitY:)
        add(tag: "x")
        add(look.effects.count)
        for effect in look.effects { add(effect) }
        add(look.unitX)
        add(look.unitY)
    }

    private mutating func add(_ backdrop: PicturePlan.Backdrop) {
        _ = PicturePlan.Backdrop.init(fitX:fitY:sigma:)
        add(tag: "b")
        add(backdrop.fitX)
        add(backdrop.fitY)
        add(backdrop.sigma)
    }

    private mutating func add(_ geometry: LayerGeometry) {
        _ =
            LayerGeometry.init(
                boxWidth:boxHeight:anchorX:anchorY:positionX:positionY:scaleX:scaleY:rotationDegrees:cornerRadius:fitX:
                fitY:
                sourceBounds:clip:)
        let numbers = [
            geometry.boxWidth, geometry.boxHeight, geometry.anchorX, geometry.anchorY, geometry.positionX,
            geometry.positionY, geometry.scaleX, geometry.scaleY, geometry.rotationDegrees, geometry.cornerRadius,
        ]
        for number in numbers { add(number) }
        add(geometry.fitX)
        add(geometry.fitY)
        add(geometry.sourceBounds)
        if let clip = geometry.clip {
            add(tag: "c")
            add(clip)
        } else {
            add(tag: "-")
        }
    }

    private mutating func add(_ fit: LayerGeometry.AxisFit) {
        _ = LayerGeometry.AxisFit.init(offset:scale:)
        add(fit.offset)
        add(fit.scale)
    }

    private mutating func add(_ rect: FloatRect) {
        _ = FloatRect.init(minX:minY:maxX:maxY:)
        for number in [rect.minX, rect.minY, rect.maxX, rect.maxY] { add(number) }
    }

    private mutating func add(_ text: TextPlan) {
        _ =
            TextPlan.init(
                text:style:size:color:wrapWidth:rasterScale:isUpright:anchorX:anchorY:fitHeight:shownScalars:
                highlighted:
                highlight:blur:)
        add(text.text)
        add(text.style)
        for number in [text.size, text.wrapWidth, text.rasterScale, text.anchorX, text.anchorY, text.blur] {
            add(number)
        }
        add(text.color)
        add(text.isUpright)
        if let height = text.fitHeight {
            add(tag: "f")
            add(height)
        } else {
            add(tag: "-")
        }
        if let count = text.shownScalars {
            add(tag: "w")
            add(count)
        } else {
            add(tag: "-")
        }
        add(text.highlighted.count)
        for range in text.highlighted {
            add(range.lowerBound)
            add(range.upperBound)
        }
        add(text.highlight)
    }
}
