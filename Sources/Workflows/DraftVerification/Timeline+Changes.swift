import OutputVerification
import TimelineModel

extension Timeline {
    /// The timeline with one thing otherwise; nil where its segment has nothing of the sort.
    func changed(by change: ReferenceChange) -> Timeline? {
        switch change {
        case .without(let pointer):
            return changingSegment(pointer) { segment in
                switch segment.content {
                case .picture(var picture):
                    picture.placement.opacity = .constant(0)
                    segment.content = .picture(picture)
                case .text(var text):
                    text.placement.opacity = .constant(0)
                    segment.content = .text(text)
                case .sound: return false
                }
                return true
            }
        case .moved(let pointer, let x, let y):
            let (dx, dy) = (x * Double(canvasSize.width), y * Double(canvasSize.height))
            return changingSegment(pointer) { segment in
                switch segment.content {
                case .picture(var picture):
                    picture.placement.move(dx, dy)
                    segment.content = .picture(picture)
                case .text(var text):
                    text.placement.move(dx, dy)
                    segment.content = .text(text)
                case .sound: return false
                }
                return true
            }
        case .contentMode(let pointer, let mode):
            return changingPicture(pointer) { picture in
                guard case .asset = picture.source, picture.contentMode != mode else { return false }
                picture.contentMode = mode
                return true
            }
        case .withoutEffects(let pointer):
            return changingPicture(pointer) { picture in
                guard !picture.effects.isEmpty else { return false }
                picture.effects = []
                return true
            }
        case .withoutTransition(let pointer):
            return changingSegment(pointer) { segment in
                guard segment.transition != nil else { return false }
                segment.transition = nil
                return true
            }
        }
    }

    private func changingPicture(_ pointer: String, _ body: (inout PictureContent) -> Bool) -> Timeline? {
        changingSegment(pointer) { segment in
            guard case .picture(var picture) = segment.content, body(&picture) else { return false }
            segment.content = .picture(picture)
            return true
        }
    }

    private func changingSegment(_ pointer: String, _ body: (inout Segment) -> Bool) -> Timeline? {
        var timeline = self
        var isChanged = false
        // The cues of a subtitle file share a pointer.
        for track in timeline.tracks.indices {
            for place in timeline.tracks[track].segments.indices
            where timeline.tracks[track].segments[place].pointer == pointer {
                isChanged = body(&timeline.tracks[track].segments[place]) || isChanged
            }
        }
        return isChanged ? timeline : nil
    }
}

extension Placement {
    /// Moves the layer by canvas pixels, at any time.
    fileprivate mutating func move(_ dx: Double, _ dy: Double) {
        x = x.adding(dx)
        y = y.adding(dy)
    }
}

extension Animated<Double> {
    fileprivate func adding(_ offset: Double) -> Animated<Double> {
        switch self {
        case .constant(let value): return .constant(value + offset)
        case .keyframes(var keyframes):
            for index in keyframes.indices { keyframes[index].value += offset }
            return .keyframes(keyframes)
        }
    }
}
