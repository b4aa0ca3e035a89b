import AudioMixing
import DraftLoading
import MediaBuffers
import MediaTiming
package import OutputVerification
package import RenderEngine
package import TimelineModel

/// What a draft should sound like: the whole mix as it is rendered, and each audible track's share of it.
///
/// The mix and the shares come from one pass over the sources. They are to be read side by side: what one of them is
/// ahead of the others is kept in memory. Use from one thread at a time.
package final class ReferenceSound {
    /// The whole mix, loudness and limiter included.
    package let mix: any SampleReading
    /// One for each track of which anything is heard, in the order of the draft: its share after gains, fades, ducking by
    /// the others and the gain of the whole, before the limiter.
    package let stems: [SoundStem]

    /// Opens the sound of all frames of a timeline. Mixes it once or more beforehand where the draft asks for a loudness.
    package init(timeline: Timeline, isStopped: @escaping () -> Bool = { false }) throws(RenderFailure) {
        let plan = MixPlan(timeline: timeline)
        let opener = SoundTrack.opener(of: timeline)
        let found: Double?
        do {
            found = try LoudnessNormalization(plan: plan, opener: opener, isStopped: isStopped).gain()
        } catch {
            throw RenderFailure(sound: error, of: timeline)
        }
        guard let gain = found else { throw .cancelled }
        let positions = MixPlan.trackPositions(of: timeline)
        let audible = Set(positions).sorted()
        let length = timeline.frameRate.time(ofFrame: timeline.frameCount).firstTick(atRate: StereoSamples.sampleRate)
        let source = ReferenceMix(
            mixer: StemMixer(
                plan: plan, groups: positions.map { audible.firstIndex(of: $0) ?? 0 }, groupCount: audible.count,
                sampleCount: length, gain: gain, opener: opener),
            timeline: timeline, queueCount: audible.count + 1, length: Int(length))
        mix = ReferenceReader(source: source, queue: 0)
        stems = audible.enumerated().map { index, position in
            SoundStem(
                name: timeline.tracks[position].shownName(at: position), pointer: timeline.tracks[position].pointer,
                reader: ReferenceReader(source: source, queue: index + 1))
        }
    }
}

/// The pass over the sources, and what of it was not read yet.
private final class ReferenceMix {
    let length: Int
    private let mixer: StemMixer
    private let timeline: Timeline
    private var queues: [StereoSamples]
    private var isEnded = false

    init(mixer: StemMixer, timeline: Timeline, queueCount: Int, length: Int) {
        self.mixer = mixer
        self.timeline = timeline
        self.length = length
        queues = Array(repeating: StereoSamples(), count: queueCount)
    }

    /// Takes samples from a queue; fewer at the end.
    func take(_ count: Int, from queue: Int, into samples: inout StereoSamples) throws(RenderFailure) {
        while queues[queue].frameCount < count, !isEnded {
            do {
                guard let block = try mixer.next() else {
                    isEnded = true
                    break
                }
                for (index, part) in ([block.mix] + block.groups).enumerated() {
                    queues[index].append(part, 0..<part.frameCount)
                }
            } catch {
                throw RenderFailure(sound: error, of: timeline)
            }
        }
        let taken = min(count, queues[queue].frameCount)
        samples.append(queues[queue], 0..<taken)
        queues[queue].removeFirst(taken)
        samples.appendSilence(frameCount: count - taken)
    }
}

/// One of the sounds of a pass.
private final class ReferenceReader: SampleReading {
    private let source: ReferenceMix
    private let queue: Int
    private var position = 0

    init(source: ReferenceMix, queue: Int) {
        self.source = source
        self.queue = queue
    }

    func read(frameCount: Int, into samples: inout StereoSamples) throws -> Int {
        let count = max(0, min(frameCount, source.length - position))
        try source.take(count, from: queue, into: &samples)
        samples.appendSilence(frameCount: frameCount - count)
        position += count
        return count
    }
}

extension RenderFailure {
    /// What stopped a mix, told by the place in the draft that names the source.
    fileprivate init(sound error: any Error, of timeline: Timeline) {
        switch error {
        case let failure as SourceFailure:
            self.init(failure, in: timeline)
        case let failure as RenderFailure: self = failure
        default: self = .program("\(error)")
        }
    }
}

extension Track {
    /// The track's name, or its number and what is on it.
    fileprivate func shownName(at position: Int) -> String {
        if let name, !name.isEmpty { return name }
        let first = segments.first.map { " (\($0.name))" } ?? ""
        return "track \(position + 1)" + first
    }
}
