import Compositing
import MediaTiming
import PlatformChecks
import RenderEngine
import TimelineModel

/// A text segment and the instants at which it is measured.
struct TextMoments {
    let segment: Segment
    let content: TextContent
    /// The text, not measured yet.
    let text: MeasuredText
    /// Frames and what is seen of the text there, in rising order.
    let moments: [(frame: Int, plan: PicturePlan)]

    /// Frames among which the moments are chosen.
    private static let candidateCount = 9
    /// A text that fades by its keyframes is looked at where it has this share of its highest opacity.
    private static let presence = 0.9

    /// All texts of a timeline that are painted, in the order of the draft.
    static func texts(of timeline: Timeline, planner: TimelinePlanner) -> [TextMoments] {
        var texts: [TextMoments] = []
        for (trackIndex, track) in timeline.tracks.enumerated() where track.kind == .text && !track.isHidden {
            for (index, segment) in track.segments.enumerated() {
                guard case .text(let content) = segment.content,
                    let range = segment.compositionRange.clamped(
                        to: TimeRange(start: .zero, duration: timeline.duration))
                else { continue }
                let moments = frames(of: segment, content, in: range, of: timeline).compactMap { frame in
                    planner.text(track: trackIndex, segment: index, frame: frame).map { (frame: frame, plan: $0) }
                }
                let text = MeasuredText(
                    pointer: segment.pointer, track: trackIndex, text: content.text, start: range.start.doubleValue,
                    end: range.end.doubleValue,
                    statedSize: content.size.isConstant && !content.fitsBox ? content.size.value(at: .zero) : nil,
                    isInPlace: content.placement.x.isConstant && content.placement.y.isConstant, moments: [])
                texts.append(
                    TextMoments(segment: segment, content: content, text: text, moments: chosen(moments)))
            }
        }
        return texts
    }

    /// Frames spread evenly over the time in which neither animation runs.
    private static func frames(
        of segment: Segment, _ content: TextContent, in range: TimeRange, of timeline: Timeline
    ) -> [Int] {
        let whole = segment.compositionRange
        let come = content.animationIn?.duration ?? .zero
        let go = content.animationOut?.duration ?? .zero
        let start = max(range.start, whole.start + come)
        // The instant at which the way out begins still shows all of the text.
        let end = min(range.end, whole.end - go + timeline.frameRate.frameDuration)
        let settled = start < end ? timeline.frameRate.frames(in: TimeRange(start: start, end: end)) : 0..<0
        let all = timeline.frameRate.frames(in: range)
        guard let first = settled.clamped(to: all).first, let last = settled.clamped(to: all).last else {
            // It never stands still: where it has come as far as it ever does.
            guard !all.isEmpty else { return [] }
            let share = (come + go).seconds.doubleValue > 0 ? (come.seconds / (come + go).seconds).doubleValue : 0.5
            return [all.lowerBound + min(all.count - 1, Int(Double(all.count) * share))]
        }
        let steps = candidateCount - 1
        return Set((0...steps).map { first + (last - first) * $0 / steps }).sorted()
    }

    /// The first, the middle and the last frame at which the text is wholly there.
    private static func chosen(
        _ candidates: [(frame: Int, plan: PicturePlan)]
    ) -> [(frame: Int, plan: PicturePlan)] {
        guard let highest = candidates.map(\.plan.opacity).max() else { return [] }
        let present = candidates.filter { Double($0.plan.opacity) >= presence * Double(highest) }
        return Set([0, present.count / 2, present.count - 1]).sorted().map { present[$0] }
    }
}
