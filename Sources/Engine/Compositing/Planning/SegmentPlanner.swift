import MediaBuffers
import MediaTiming
import TimelineModel

/// Plans the picture of one segment, with what does not change while it lasts worked out once.
struct SegmentPlanner: Sendable {
    let segment: Segment
    private let facts: AssetFacts?
    private let outputScale: Scale
    private let isStatic: Bool
    private let detail: Detail
    private let largestScale: Double
    private let canvas: CanvasSize
    /// Number of Unicode scalars up to the end of each character of a text that is typed.
    private let characterEnds: [Int]
    private let words: WordSchedule

    /// A still that is scaled anew for each frame is kept at this many times the largest size at which it is shown:
    /// enough for the second filter to lose nothing that is seen, small enough to be quick.
    private static let oversampling = 1.5

    /// The local times of the segment's first and last frame added up: a clip that plays backwards shows at one instant
    /// what it would show forwards at this sum less the instant.
    private let turningTime: MediaTime

    init(segment: Segment, timeline: Timeline, outputScale: Scale) {
        let (range, rate) = (segment.compositionRange, timeline.frameRate)
        let first = rate.time(ofFrame: rate.firstFrame(atOrAfter: range.start))
        let last = rate.time(ofFrame: max(0, rate.firstFrame(atOrAfter: range.end) - 1))
        turningTime = first + last - range.start - range.start
        self.segment = segment
        self.outputScale = outputScale
        canvas = timeline.canvasSize
        characterEnds = Self.characterEnds(of: segment.content)
        if case .text(let text) = segment.content { words = WordSchedule(text.words) } else { words = WordSchedule([]) }
        switch segment.content {
        case .sound:
            (facts, isStatic, detail, largestScale) = (nil, true, .full, 1)
        case .text(let text):
            facts = nil
            isStatic = text.placement.isStill && text.size.isConstant && text.color.isConstant
            detail = .full
            largestScale = text.placement.largestScale
        case .picture(let picture):
            var found: AssetFacts?
            if case .asset(let id) = picture.source { found = timeline[id].facts }
            facts = found
            isStatic = picture.placement.isStill && picture.cornerRadius.isConstant && picture.crop.isConstant
            largestScale = picture.placement.largestScale
            detail = isStatic ? .full : Self.detail(of: picture, facts: found, outputScale: outputScale)
        }
    }

    /// The segment's picture at an instant of the composition, which may lie beyond its end during a transition.
    func picture(at time: MediaTime) -> PicturePlan? {
        let local = time - segment.compositionRange.start
        switch segment.content {
        case .sound: return nil
        case .text(let text): return plan(text, at: local)
        case .picture(let picture): return plan(picture, at: local)
        }
    }

    private func opacity(_ placement: Placement, at local: MediaTime, factor: Double = 1) -> Int {
        Int((min(1, max(0, placement.opacity.value(at: local) * factor)) * Double(PicturePlan.opaque)).rounded())
    }

    private func plan(_ picture: PictureContent, at local: MediaTime) -> PicturePlan? {
        let opacity = opacity(picture.placement, at: local)
        guard opacity > 0 else { return nil }
        let content: PicturePlan.Content
        var shape = SourceShape(width: 1, height: 1, sampleAspect: 1)
        var isLasting = isStatic
        switch picture.source {
        case .color(let color):
            guard color.alpha > 0 else { return nil }
            content = .color(color)
        case .asset(let id):
            guard let facts, let pictureFacts = facts.picture else { return nil }
            shape = SourceShape(pictureFacts)
            if facts.kind == .still {
                content = .still(id, detail: detail)
            } else {
                content = .frame(id, index: frameIndex(of: picture, in: pictureFacts.frameTimes, facts.kind, at: local))
                isLasting = false
            }
        }
        guard let geometry = geometry(of: picture, as: picture.contentMode, shape: shape, at: local) else { return nil }
        var plan = PicturePlan(content: content, geometry: geometry, opacity: opacity, isStatic: isLasting)
        if case .frame = content, let facts, facts.kind == .video {
            plan.placed.fit = boxFit(picture.contentMode, sampleAspect: shape.sampleAspect)
        }
        if picture.contentMode == .blur, facts != nil,
            let cover = self.geometry(of: picture, as: .cover, shape: shape, at: local)
        {
            plan.placed.backdrop = PicturePlan.Backdrop(
                fitX: cover.fitX, fitY: cover.fitY, sigma: 0.04 * min(geometry.boxWidth, geometry.boxHeight))
        }
        if !picture.effects.isEmpty {
            plan.placed.look = PicturePlan.Look(
                effects: picture.effects, unitX: outputScale.x, unitY: outputScale.y)
        }
        plan.placed.mask = picture.mask.map { mask in
            if case .rounded(let radius?) = mask { .rounded(radius: radius * outputScale.x) } else { mask }
        }
        plan.blendMode = picture.blendMode
        return plan
    }

    /// The last frame at or before the wanted source time; `se` counts as the end, where the last frame is held and
    /// an animation begins again.
    private func frameIndex(
        of picture: PictureContent, in times: FrameTimes, _ kind: AssetFacts.Kind, at local: MediaTime
    ) -> Int {
        let range = picture.sourceRange
        let elapsed = (picture.isReversed ? turningTime - local : local) * picture.playbackRate
        if kind == .animation, range.duration > .zero {
            let rounds = Rational((elapsed.seconds / range.duration.seconds).floor)
            return times.index(at: range.start + elapsed - range.duration * rounds)
        }
        let wanted = range.start + elapsed
        if wanted < range.end { return times.index(at: wanted) }
        let last = times.index(at: range.end)
        return last > 0 && times.starts[last] >= range.end ? last - 1 : last
    }

    private func geometry(
        of picture: PictureContent, as mode: ContentMode, shape: SourceShape, at local: MediaTime
    ) -> LayerGeometry? {
        let placement = picture.placement
        let scale = placement.scale.value(at: local)
        let boxWidth = placement.width.value(at: local) * outputScale.x
        let boxHeight = placement.height.value(at: local) * outputScale.y
        guard boxWidth > 0, boxHeight > 0, scale.x != 0, scale.y != 0 else { return nil }
        let insets = picture.crop.value(at: local)
        let crop = FloatRect(
            minX: insets.left * shape.width, minY: insets.top * shape.height,
            maxX: (1 - insets.right) * shape.width, maxY: (1 - insets.bottom) * shape.height)
        guard !crop.isEmpty else { return nil }
        let fit = boxFit(facts == nil ? .stretch : mode, sampleAspect: shape.sampleAspect)
        let factors = fit.scale(
            boxWidth: boxWidth, boxHeight: boxHeight, width: crop.width * shape.sampleAspect, height: crop.height)
        let fitX = factors.x * shape.sampleAspect * (picture.isFlippedHorizontally ? -1 : 1)
        let fitY = factors.y * (picture.isFlippedVertically ? -1 : 1)
        return LayerGeometry(
            boxWidth: boxWidth, boxHeight: boxHeight, anchorX: placement.anchorX * boxWidth,
            anchorY: placement.anchorY * boxHeight, positionX: placement.x.value(at: local) * outputScale.x,
            positionY: placement.y.value(at: local) * outputScale.y, scaleX: scale.x, scaleY: scale.y,
            rotationDegrees: Self.turn(placement.rotationDegrees.value(at: local)),
            cornerRadius: max(0, picture.cornerRadius.value(at: local)) * outputScale.x,
            fitX: .init(offset: boxWidth / 2 - fitX * (crop.minX + crop.maxX) / 2, scale: fitX),
            fitY: .init(offset: boxHeight / 2 - fitY * (crop.minY + crop.maxY) / 2, scale: fitY),
            sourceBounds: crop)
    }

    private func boxFit(_ mode: ContentMode, sampleAspect: Double) -> BoxFit {
        BoxFit(mode: mode, sampleAspect: sampleAspect, unitX: outputScale.x, unitY: outputScale.y)
    }

    /// The angle in 0..<360.
    private static func turn(_ degrees: Double) -> Double {
        let rest = degrees.truncatingRemainder(dividingBy: 360)
        return rest < 0 ? rest + 360 : rest == 0 ? 0 : rest
    }

    private static func detail(of picture: PictureContent, facts: AssetFacts?, outputScale: Scale) -> Detail {
        guard let facts, facts.kind == .still, let pictureFacts = facts.picture else { return .full }
        let shape = SourceShape(pictureFacts)
        // The tightest crop is enlarged most.
        func smallest(_ low: KeyPath<CropInsets, Double>, _ high: KeyPath<CropInsets, Double>) -> Double {
            picture.crop.statedValues.map { 1 - $0[keyPath: low] - $0[keyPath: high] }.min() ?? 1
        }
        let fit = BoxFit(
            mode: picture.contentMode == .blur ? .cover : picture.contentMode, sampleAspect: shape.sampleAspect,
            unitX: outputScale.x, unitY: outputScale.y)
        let factors = fit.scale(
            boxWidth: (picture.placement.width.statedValues.max() ?? 0) * outputScale.x,
            boxHeight: (picture.placement.height.statedValues.max() ?? 0) * outputScale.y,
            width: smallest(\.left, \.right) * shape.width * shape.sampleAspect,
            height: smallest(\.top, \.bottom) * shape.height)
        let largest = picture.placement.largestScale * oversampling
        let shareX = factors.x * shape.sampleAspect * largest
        let shareY = factors.y * largest
        guard shareX < 0.8, shareY < 0.8, shareX > 0, shareY > 0 else { return .full }
        return Detail(
            width: max(1, Int((shape.width * shareX).rounded(.up))),
            height: max(1, Int((shape.height * shareY).rounded(.up))),
            crop: picture.crop.isConstant ? picture.crop.value(at: .zero) : .none)
    }
}

// MARK: Text

extension SegmentPlanner {
    /// A blurred text is drawn so small that its sigma is at most this many pixels, and then enlarged: nothing finer
    /// is left in it, and a wide blur takes no longer than a narrow one.
    private static let blurDetail = 3.0

    private func plan(_ text: TextContent, at local: MediaTime) -> PicturePlan? {
        let placement = text.placement
        let motion = TextMotion(
            of: text, characterCount: characterEnds.count, at: local, duration: segment.compositionRange.duration,
            canvas: canvas)
        let opacity = opacity(placement, at: local, factor: motion.opacity)
        let scale = placement.scale.value(at: local)
        let wrapWidth = placement.width.value(at: local)
        guard opacity > 0, scale.x != 0, scale.y != 0, wrapWidth > 0, motion.scale > 0 else { return nil }
        let turn = Self.turn(placement.rotationDegrees.value(at: local))
        let isUpright =
            !motion.isMoving && placement.scale.isConstant && scale.x == scale.y && scale.x > 0
            && placement.rotationDegrees.isConstant && turn == 0 && placement.x.isConstant && placement.y.isConstant
        var content = TextPlan(
            text: text.text, style: text.style, size: text.size.value(at: local), color: text.color.value(at: local),
            wrapWidth: wrapWidth, rasterScale: largestScale * outputScale.x, isUpright: isUpright,
            anchorX: placement.anchorX, anchorY: placement.anchorY)
        if text.fitsBox { content.fitHeight = placement.height.value(at: local) }
        content.blur = motion.blur
        let rasterSigma = motion.blur * content.rasterScale
        if rasterSigma > Self.blurDetail {
            content.rasterScale *= Self.blurDetail / rasterSigma
            content.isUpright = false
        }
        if let shown = motion.shownCharacters {
            guard shown > 0 || text.style.box != nil else { return nil }
            content.shownScalars = shown > 0 ? characterEnds[shown - 1] : 0
        }
        content.highlighted = words.places(at: local)
        if !content.highlighted.isEmpty { content.highlight = text.highlight }
        let unfitted = LayerGeometry.AxisFit(offset: 0, scale: 1)
        let geometry = LayerGeometry(
            boxWidth: wrapWidth * outputScale.x, boxHeight: 0, anchorX: 0, anchorY: 0,
            positionX: (placement.x.value(at: local) + motion.offsetX) * outputScale.x,
            positionY: (placement.y.value(at: local) + motion.offsetY) * outputScale.y,
            scaleX: scale.x * motion.scale, scaleY: scale.y * motion.scale, rotationDegrees: turn, cornerRadius: 0,
            fitX: unfitted, fitY: unfitted, sourceBounds: FloatRect(minX: 0, minY: 0, maxX: 0, maxY: 0))
        return PicturePlan(
            content: .text(content), geometry: geometry, opacity: opacity,
            isStatic: isStatic && !motion.isMoving && motion.blur == 0)
    }

    /// Number of Unicode scalars up to the end of each character of a text that is typed; empty for anything else.
    private static func characterEnds(of content: Segment.Content) -> [Int] {
        guard case .text(let text) = content,
            text.animationIn?.kind == .typewriter || text.animationOut?.kind == .typewriter
        else { return [] }
        var end = 0
        var ends: [Int] = []
        for character in text.text {
            end += character.unicodeScalars.count
            // A space is typed with the letter before it, so that something appears at each step.
            if character.isWhitespace, !ends.isEmpty { ends[ends.count - 1] = end } else { ends.append(end) }
        }
        return ends
    }
}

/// The size of a source in samples, and the shape of a sample.
private struct SourceShape {
    var width: Double
    var height: Double
    var sampleAspect: Double

    init(width: Double, height: Double, sampleAspect: Double) {
        self.width = width
        self.height = height
        self.sampleAspect = sampleAspect
    }

    init(_ facts: PictureFacts) {
        self.init(
            width: Double(facts.width), height: Double(facts.height), sampleAspect: facts.sampleAspect.doubleValue)
    }
}

extension Placement {
    /// Whether the layer never moves and never changes its size; its opacity may change.
    fileprivate var isStill: Bool {
        x.isConstant && y.isConstant && width.isConstant && height.isConstant && scale.isConstant
            && rotationDegrees.isConstant
    }

    /// The largest factor that the draft states for either axis.
    fileprivate var largestScale: Double { scale.statedValues.map { max(abs($0.x), abs($0.y)) }.max() ?? 1 }
}
