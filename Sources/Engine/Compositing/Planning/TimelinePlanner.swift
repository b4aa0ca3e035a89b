import MediaBuffers
import MediaTiming
package import TimelineModel

/// Turns a timeline into one frame plan for each output frame. Pure: the same timeline and size give the same plans.
package struct TimelinePlanner: Sendable {
    /// What is planned.
    package let timeline: Timeline
    /// Size of the output in pixels.
    package let outputSize: CanvasSize
    let pictures: [[SegmentPlanner]]

    /// A planner for output of a size that need not be the canvas's; everything scales with it.
    package init(timeline: Timeline, outputSize: CanvasSize) {
        self.timeline = timeline
        self.outputSize = outputSize
        let scale = Scale(
            x: Double(outputSize.width) / Double(timeline.canvasSize.width),
            y: Double(outputSize.height) / Double(timeline.canvasSize.height))
        pictures = timeline.tracks.map { track in
            track.isHidden || track.kind == .sound
                ? [] : track.segments.map { SegmentPlanner(segment: $0, timeline: timeline, outputScale: scale) }
        }
    }

    /// The plan of output frame `index`, which lies at exactly index / frame rate.
    package func plan(frame index: Int) -> FramePlan {
        let time = timeline.frameRate.time(ofFrame: index)
        var layers: [LayerPlan] = []
        for track in pictures {
            layers += self.layers(of: track, at: time)
        }
        // From the top down: whatever lies below a layer that covers the canvas is not seen.
        if let top = layers.lastIndex(where: { covers($0) }) {
            return FramePlan(background: nil, layers: Array(layers[top...]))
        }
        return FramePlan(background: timeline.background, layers: layers)
    }

    func layers(of track: [SegmentPlanner], at time: MediaTime) -> [LayerPlan] {
        var low = 0
        var high = track.count
        while low < high {
            let middle = (low + high) / 2
            if track[middle].segment.compositionRange.start <= time { low = middle + 1 } else { high = middle }
        }
        guard low > 0, track[low - 1].segment.compositionRange.contains(time) else { return [] }
        let current = low - 1
        if let transition = track[current].segment.transition, current > 0 {
            let elapsed = time - track[current].segment.compositionRange.start
            if elapsed < transition.duration {
                let linear = (elapsed.seconds / transition.duration.seconds).doubleValue
                let planner = TransitionPlanner(
                    kind: transition.kind, progress: min(1, max(0, transition.easing.progress(linear))),
                    canvas: outputSize)
                return planner.layers(
                    from: track[current - 1].picture(at: time), to: track[current].picture(at: time)
                ).compactMap { visible($0) }
            }
        }
        return track[current].picture(at: time).flatMap { visible(.picture($0)) }.map { [$0] } ?? []
    }

    /// A layer without what cannot be seen of it; nil where nothing is left.
    private func visible(_ layer: LayerPlan) -> LayerPlan? {
        switch layer {
        case .picture(let picture): return isOnCanvas(picture) ? layer : nil
        case .transition(var transition):
            if let picture = transition.outgoing, !isOnCanvas(picture) { transition.outgoing = nil }
            if let picture = transition.incoming, !isOnCanvas(picture) { transition.incoming = nil }
            return transition.outgoing == nil && transition.incoming == nil ? nil : .transition(transition)
        }
    }

    private var canvas: FloatRect {
        FloatRect(minX: 0, minY: 0, maxX: Double(outputSize.width), maxY: Double(outputSize.height))
    }

    private func isOnCanvas(_ picture: PicturePlan) -> Bool {
        if case .text = picture.content { return true }
        // The box may be seen where the picture itself is not.
        if picture.placed.backdrop != nil { return true }
        guard !picture.geometry.visibleInBox.isEmpty else { return false }
        return !picture.geometry.canvasBounds.intersection(canvas).isEmpty
    }

    func covers(_ layer: LayerPlan) -> Bool {
        switch layer {
        case .picture(let picture): covers(picture)
        case .transition(let transition): covers(transition)
        }
    }

    private func covers(_ transition: TransitionPlan) -> Bool {
        if case .tone = transition.method {
            return [transition.outgoing, transition.incoming].contains { $0.map { covers($0) } ?? false }
        }
        guard let outgoing = transition.outgoing, let incoming = transition.incoming else { return false }
        return covers(outgoing) && covers(incoming)
    }

    private func covers(_ picture: PicturePlan) -> Bool {
        guard picture.opacity == PicturePlan.opaque, picture.blendMode == .normal, picture.placed.mask == nil,
            picture.placed.look.map({ !$0.addsAlpha }) ?? true, picture.geometry.coversCanvas(outputSize)
        else { return false }
        switch picture.content {
        case .color(let color): return color.alpha == 255
        case .still(let asset, _): return timeline[asset].facts.picture?.isOpaque ?? false
        case .frame(let asset, _):
            // Whatever size a later frame has, it must fill the box.
            guard picture.placed.fit?.fillsBox ?? true else { return false }
            return timeline[asset].facts.picture?.isOpaque ?? false
        case .text: return false
        }
    }
}

extension LayerGeometry {
    /// How far inside an edge may lie and still count as on it, in pixels: rounding of doubles, far below any coverage.
    static let tolerance = 1e-6

    /// Whether every canvas pixel is wholly inside the painted rectangle.
    package func coversCanvas(_ size: CanvasSize) -> Bool {
        guard isAxisAligned, cornerRadius <= 0 else { return false }
        // The clip is part of these bounds.
        let bounds = canvasBounds
        return bounds.minX <= Self.tolerance && bounds.minY <= Self.tolerance
            && bounds.maxX >= Double(size.width) - Self.tolerance
            && bounds.maxY >= Double(size.height) - Self.tolerance
    }
}
