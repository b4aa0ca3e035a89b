import PictureEffects
import TimelineModel

/// Turns a transition at one instant into layers. Sides that move are layers of their own; sides that are mixed are one.
struct TransitionPlanner {
    let kind: Transition.Kind
    /// 0…1, eased.
    let progress: Double
    let canvas: CanvasSize

    /// The layers of two pictures, from the lower to the higher.
    func layers(from outgoing: PicturePlan?, to incoming: PicturePlan?) -> [LayerPlan] {
        // While a transition lasts, blend modes are normal.
        let outgoing = outgoing.map { $0.blendingNormally }
        let incoming = incoming.map { $0.blendingNormally }
        let weight = share(progress)
        // At either end nothing is left to mix.
        if weight == 0 { return [outgoing.map(LayerPlan.picture)].compactMap { $0 } }
        if weight == PicturePlan.opaque { return [incoming.map(LayerPlan.picture)].compactMap { $0 } }
        switch kind {
        case .crossfade:
            return mixed(outgoing, incoming, .mix(weight: weight, sigma: 0))
        case .blur:
            let sigma = 0.04 * Double(min(canvas.width, canvas.height)) * (1 - abs(2 * progress - 1))
            return mixed(outgoing, incoming, .mix(weight: weight, sigma: sigma))
        case .fadeThrough(let color):
            return progress < 0.5
                ? mixed(outgoing, nil, .tone(color, weight: share(2 * progress)))
                : mixed(nil, incoming, .tone(color, weight: share(2 - 2 * progress)))
        case .wipe(let direction):
            let shape: RevealCoverage =
                switch direction {
                case .left: .wipeLeft
                case .right: .wipeRight
                case .up: .wipeUp
                case .down: .wipeDown
                }
            return mixed(outgoing, incoming, .reveal(shape, progress: progress))
        case .circle:
            return mixed(outgoing, incoming, .reveal(.circle, progress: progress))
        case .slide(let direction):
            return [outgoing, incoming.map { moved($0, direction, by: progress - 1) }].pictures
        case .push(let direction):
            return [
                outgoing.map { moved($0, direction, by: progress) },
                incoming.map { moved($0, direction, by: progress - 1) },
            ].pictures
        case .zoom:
            return [incoming, outgoing.flatMap { grown($0) }].pictures
        }
    }

    private func share(_ value: Double) -> Int { Int((value * Double(PicturePlan.opaque)).rounded()) }

    private func mixed(
        _ outgoing: PicturePlan?, _ incoming: PicturePlan?, _ method: TransitionPlan.Method
    ) -> [LayerPlan] {
        [.transition(TransitionPlan(outgoing: outgoing, incoming: incoming, method: method))]
    }

    /// A picture's whole canvas moved by a share of its side.
    private func moved(_ picture: PicturePlan, _ direction: Transition.Direction, by share: Double) -> PicturePlan {
        let (width, height) = (Double(canvas.width), Double(canvas.height))
        let (x, y): (Double, Double) =
            switch direction {
            case .left: (-share * width, 0)
            case .right: (share * width, 0)
            case .up: (0, -share * height)
            case .down: (0, share * height)
            }
        var picture = picture
        picture.placed.geometry.positionX += x
        picture.placed.geometry.positionY += y
        picture.placed.geometry.clip = FloatRect(minX: x, minY: y, maxX: x + width, maxY: y + height)
        return picture.moving
    }

    /// A picture's canvas grown about its center by up to a half, and faded.
    private func grown(_ picture: PicturePlan) -> PicturePlan? {
        var picture = picture
        let factor = 1 + 0.5 * progress
        let (x, y) = (Double(canvas.width) / 2, Double(canvas.height) / 2)
        picture.placed.geometry.positionX = x + (picture.geometry.positionX - x) * factor
        picture.placed.geometry.positionY = y + (picture.geometry.positionY - y) * factor
        picture.placed.geometry.scaleX *= factor
        picture.placed.geometry.scaleY *= factor
        picture.opacity = Int((Double(picture.opacity) * (1 - progress)).rounded())
        return picture.opacity > 0 ? picture.moving : nil
    }
}

extension [PicturePlan?] {
    fileprivate var pictures: [LayerPlan] { compactMap { $0.map(LayerPlan.picture) } }
}

extension PicturePlan {
    fileprivate var blendingNormally: PicturePlan {
        var picture = self
        picture.blendMode = .normal
        return picture
    }

    /// The picture as one that has another place in every frame.
    fileprivate var moving: PicturePlan {
        var picture = self
        picture.isStatic = false
        if case .text(var text) = picture.content {
            text.isUpright = false
            picture.placed.content = .text(text)
        }
        return picture
    }
}
