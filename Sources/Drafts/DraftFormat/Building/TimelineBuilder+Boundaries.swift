import MediaTiming
import TimelineModel

/// Where segments begin and end.
///
/// Times are summed as they are written, and become times of the timeline here, once: what lies less than 0.01 ms from a
/// frame lies on it, and an end and the start after it that are less than 0.01 ms apart are one boundary.
extension TimelineBuilder {
    /// A clock that has whole microseconds, the samples of 48 kHz and the frames of all common whole rates, at which the
    /// draft may be rendered as well.
    static let clock: Int64 = 6_000_000

    /// A boundary of a track of a kind. Sound need not lie on frames; it is exact to the sample.
    func boundary(_ time: ExactTime, _ kind: Track.Kind) -> MediaTime {
        let ticked = time.mediaTime(ticksPerSecond: Self.clock)
        return kind == .sound ? ticked : frameTime(near: ticked) ?? ticked
    }

    /// The instant of the frame that a time lies on for all that is written about it; nil where it lies between frames.
    func frameTime(near time: MediaTime) -> MediaTime? {
        shownRate.frameTime(near: time, within: MediaTime(microseconds: ExactTime.tolerance.microseconds))
    }

    /// The rate of the frames that are shown: the one asked for in the file, else the draft's.
    var shownRate: FrameRate { output.frameRate ?? frameRate }

    /// The one boundary that an end and the start after it stand for.
    private func boundary(_ end: ExactTime, _ start: ExactTime, _ kind: Track.Kind) -> MediaTime {
        let first = boundary(start, kind)
        if kind == .sound || frameTime(near: first) != nil { return first }
        return frameTime(near: boundary(end, kind)) ?? first
    }

    /// The segments of a track, in rising order of their start, with their places in the timeline.
    func fitted(_ segments: [PlacedSegment], _ kind: Track.Kind) -> [PlacedSegment] {
        var fitted = segments
        for index in segments.indices {
            let (start, end) = (segments[index].start, segments[index].end)
            let before = index > 0 ? segments[index - 1].end : nil
            let after = index + 1 < segments.count ? segments[index + 1].start : nil
            let first =
                if let before, before.isAt(start) { boundary(before, start, kind) } else { boundary(start, kind) }
            let last = if let after, after.isAt(end) { boundary(end, after, kind) } else { boundary(end, kind) }
            // A segment shorter than the tolerance is no segment less.
            let shortest = MediaTime(microseconds: max(1, (end - start).microseconds))
            let range = TimeRange(start: first, end: last > first ? last : first + shortest)
            fitted[index].range = range
            fitted[index].segment?.compositionRange = range
            if kind != .sound { fitted[index].segment?.putChangesOnFrames { self.frameTime(near: $0) } }
        }
        return fitted
    }
}

extension Segment {
    /// Moves every change of a picture or a text that lies on a frame, but for noise, onto it. `frameTime` gives the frame
    /// of a composition time, or nil where it lies between frames.
    fileprivate mutating func putChangesOnFrames(_ frameTime: (MediaTime) -> MediaTime?) {
        let range = compositionRange
        func onFrame(_ local: MediaTime) -> MediaTime {
            frameTime(range.start + local).map { $0 - range.start } ?? local
        }
        switch content {
        case .sound: break
        case .picture(var picture):
            picture.crop = picture.crop.moved(onFrame)
            picture.cornerRadius = picture.cornerRadius.moved(onFrame)
            picture.placement = picture.placement.moved(onFrame)
            content = .picture(picture)
        case .text(var text):
            text.size = text.size.moved(onFrame)
            text.color = text.color.moved(onFrame)
            text.placement = text.placement.moved(onFrame)
            text.animationIn?.move { onFrame($0) }
            // The way out is timed from the end.
            text.animationOut?.move { range.duration - onFrame(range.duration - $0) }
            text.words = text.words.map { word in
                let (start, end) = (onFrame(word.timeRange.start), onFrame(word.timeRange.end))
                guard start < end else { return word }
                return TimedWord(scalars: word.scalars, timeRange: TimeRange(start: start, end: end))
            }
            content = .text(text)
        }
    }
}

extension TextAnimation {
    /// Changes the duration, unless nothing would be left of it.
    fileprivate mutating func move(_ change: (MediaTime) -> MediaTime) {
        let changed = change(duration)
        if changed > .zero { duration = changed }
    }
}

extension Placement {
    fileprivate func moved(_ change: (MediaTime) -> MediaTime) -> Placement {
        Placement(
            x: x.moved(change), y: y.moved(change), anchorX: anchorX, anchorY: anchorY, width: width.moved(change),
            height: height.moved(change), scale: scale.moved(change), rotationDegrees: rotationDegrees.moved(change),
            opacity: opacity.moved(change))
    }
}

extension Animated {
    fileprivate func moved(_ change: (MediaTime) -> MediaTime) -> Animated {
        switch self {
        case .constant: self
        case .keyframes(let keyframes):
            .keyframes(keyframes.map { .init(time: change($0.time), value: $0.value, easing: $0.easing) })
        }
    }
}
