import MediaTiming
import TimelineModel

extension PlacedSound {
    /// The sound of a segment, or nil where none of it is heard.
    ///
    /// A segment [s, e) fills the samples k with s ≤ k/48000 < e. Where the next segment comes in by a transition, the
    /// sound goes on for as long as that lasts, unless it fades out at its own end; never beyond the end of its source
    /// (loops have none) or of the timeline. One that plays backwards goes on with what lies before its stretch.
    init?(segmentAt index: Int, on track: Track, of timeline: Timeline) {
        let segment = track.segments[index]
        guard let medium = Medium(segment.content), timeline[medium.asset].facts.sound != nil else { return nil }
        if medium.sourceRange.isEmpty || medium.envelope.gain.statedValues.allSatisfy({ $0 == 0 }) { return nil }

        let range = segment.compositionRange
        let isFadedOut = medium.envelope.fadeOut > .zero
        var ramps: [GainRamp] = []
        if medium.envelope.fadeIn > .zero {
            ramps.append(GainRamp(.linear, .rising, over: .init(start: range.start, duration: medium.envelope.fadeIn)))
        }
        if isFadedOut {
            let start = range.end - medium.envelope.fadeOut
            ramps.append(GainRamp(.linear, .falling, over: .init(start: start, end: range.end)))
        }
        if let taken = track.transition(into: index) { ramps.append(GainRamp(.equalPower, .rising, over: taken)) }
        var end = range.end
        if let given = track.transition(into: index + 1), !isFadedOut {
            ramps.append(GainRamp(.equalPower, .falling, over: given))
            end = given.end
        }

        var first = max(0, range.start.firstTick(atRate: SampleGrid.rate))
        var last = min(end, timeline.duration).firstTick(atRate: SampleGrid.rate)
        if medium.isReversed {
            // What the source does not have for the end of the segment is the silence that it begins with.
            let onset = SampleGrid.first(
                atOrAfter: range.end, plus: .zero - medium.sourceRange.duration, times: .one / medium.playbackRate)
            first = max(first, onset)
        } else if !medium.loops {
            let exhaustion = SampleGrid.first(
                atOrAfter: range.start, plus: medium.sourceRange.duration, times: .one / medium.playbackRate)
            last = min(last, exhaustion)
        }
        guard first < last else { return nil }
        self.init(
            asset: medium.asset, compositionStart: range.start, sourceStart: medium.sourceRange.start,
            playbackRate: medium.playbackRate, mirrorTime: medium.isReversed ? range.end : nil,
            loopRange: medium.loops ? medium.sourceRange : nil,
            samples: first..<last, trackGain: track.gain, gain: medium.envelope.gain, ramps: ramps,
            ducking: medium.ducking)
    }
}

/// What segments with sound have in common.
private struct Medium {
    var asset: AssetID
    var sourceRange: TimeRange
    var playbackRate: Rational
    var loops: Bool
    var isReversed: Bool
    var envelope: SoundEnvelope
    var ducking: Ducking?

    init?(_ content: Segment.Content) {
        switch content {
        case .picture(let picture):
            guard case .asset(let id) = picture.source, let sound = picture.sound else { return nil }
            asset = id
            sourceRange = picture.sourceRange
            playbackRate = picture.playbackRate
            loops = false
            isReversed = picture.isReversed
            envelope = sound
        case .sound(let sound):
            asset = sound.asset
            sourceRange = sound.sourceRange
            playbackRate = sound.playbackRate
            loops = sound.loops
            isReversed = false
            envelope = sound.envelope
            ducking = sound.ducking
        case .text: return nil
        }
    }
}

extension Track {
    /// When the segment at `index` comes in over the one before it, or nil where it just begins.
    fileprivate func transition(into index: Int) -> TimeRange? {
        guard index > 0, index < segments.count, let transition = segments[index].transition else { return nil }
        let cut = segments[index].compositionRange.start
        guard segments[index - 1].compositionRange.end == cut, transition.duration > .zero else { return nil }
        return TimeRange(start: cut, duration: transition.duration)
    }
}
