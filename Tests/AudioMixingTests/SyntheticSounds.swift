import AudioMixing
import MediaBuffers
import MediaTiming
import TimelineModel

/// A source whose every sample is a function of its position on its own clock.
final class SyntheticSound: SoundSource {
    private let value: (Int64) -> (Float, Float)
    private let length: Int64
    private let step: Int64
    private var position: Int64

    init(
        from start: Int64 = 0, length: Int64 = .max, isReversed: Bool = false,
        _ value: @escaping (Int64) -> (Float, Float)
    ) {
        position = start
        self.length = length
        step = isReversed ? -1 : 1
        self.value = value
    }

    func read(frameCount: Int, into samples: inout StereoSamples) {
        for _ in 0..<frameCount {
            let (left, right) = position >= 0 && position < length ? value(position) : (0, 0)
            samples.left.append(left)
            samples.right.append(right)
            position += step
        }
    }
}

/// Notes what a mixer opens.
final class OpeningLog {
    struct Opening: Equatable {
        var asset: Int
        var start: Int64
        var rate: Rational
    }

    private(set) var openings: [Opening] = []

    /// An opener of sources that give a function of the asset and the position.
    func opener(
        length: Int64 = .max, _ value: @escaping (Int, Int64) -> (Float, Float)
    ) -> SoundOpener {
        { opening in
            let asset = opening.asset.index
            self.openings.append(Opening(asset: asset, start: opening.startSample, rate: opening.playbackRate))
            return SyntheticSound(from: opening.startSample, length: length, isReversed: opening.isReversed) {
                value(asset, $0)
            }
        }
    }
}

/// Where the counting begins anew, below what a mixer takes for a wild value.
let countingPeriod: Int64 = 1_000_003

/// A source whose left channel counts its own samples and whose right one is 1.
func counting(_ asset: Int, _ position: Int64) -> (Float, Float) { (Float(position % countingPeriod), 1) }

/// Numbers of −1…1 that look random and depend on the position only.
func noise(_ position: Int64, seed: UInt64 = 1) -> Float {
    var state = UInt64(bitPattern: position) &* 0x9E37_79B9_7F4A_7C15 &+ seed &* 0xD1B5_4A32_D192_ED03
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    state ^= state >> 31
    return Float(Int64(bitPattern: state) >> 40) / 8_388_608
}

/// A mix without the limiter, all at once.
func plainMix(_ plan: MixPlan, _ range: Range<Int64>? = nil, opener: @escaping SoundOpener) throws -> StereoSamples {
    let range = range ?? 0..<plan.sampleCount
    return try Mixer(plan: plan, samples: range, limitsPeaks: false, opener: opener).render(frameCount: range.count)
}

/// A plan of one sound that fills it.
func plan(of sound: PlacedSound, sampleCount: Int64? = nil) -> MixPlan {
    MixPlan(sampleCount: sampleCount ?? sound.samples.upperBound, sounds: [sound])
}

func milliseconds(_ value: Int64) -> MediaTime { MediaTime(milliseconds: value) }

/// Timelines for tests; assets are numbered, all have ten minutes of sound.
enum Draft {
    static func timeline(
        _ tracks: [Track], duration: MediaTime, soundless: Set<Int> = [], loudness: Double? = nil
    ) -> Timeline {
        let range = TimeRange(start: .zero, duration: milliseconds(600_000))
        let assets = (0..<8).map { index in
            let sound = SoundFacts(range: range, sampleRate: 44_100, channelCount: 2, codec: "aac")
            let facts = AssetFacts(
                kind: .audio, format: "mov", picture: nil, sound: soundless.contains(index) ? nil : sound)
            return Asset(path: "/media/\(index)", pointer: "", facts: facts)
        }
        return Timeline(
            canvasSize: CanvasSize(width: 16, height: 16), frameRate: FrameRate(30), duration: duration,
            targetLoudnessLUFS: loudness, tracks: tracks, assets: assets)
    }

    static func track(
        _ segments: [Segment], muted: Bool = false, hidden: Bool = false, gain: Double = 1, kind: Track.Kind = .sound
    ) -> Track {
        Track(id: "t", pointer: "", kind: kind, isMuted: muted, isHidden: hidden, gain: gain, segments: segments)
    }

    static func sound(
        _ asset: Int, at start: MediaTime, for duration: MediaTime, from sourceStart: MediaTime = .zero,
        until sourceEnd: MediaTime = milliseconds(600_000), rate: Rational = .one, loops: Bool = false,
        envelope: SoundEnvelope = SoundEnvelope(), ducking: Ducking? = nil, transition: Int64? = nil
    ) -> Segment {
        let content = SoundContent(
            asset: AssetID(index: asset), sourceRange: TimeRange(start: sourceStart, end: sourceEnd),
            playbackRate: rate, loops: loops, envelope: envelope, ducking: ducking)
        return segment(start, duration, .sound(content), transition)
    }

    static func video(
        _ asset: Int, at start: MediaTime, for duration: MediaTime, from sourceStart: MediaTime = .zero,
        until sourceEnd: MediaTime = milliseconds(600_000), rate: Rational = .one, reversed: Bool = false,
        sound: SoundEnvelope?, transition: Int64? = nil
    ) -> Segment {
        let placement = Placement(x: .constant(8), y: .constant(8), width: .constant(16), height: .constant(16))
        let content = PictureContent(
            source: .asset(AssetID(index: asset)),
            sourceRange: TimeRange(start: sourceStart, end: sourceEnd), playbackRate: rate, isReversed: reversed,
            placement: placement, sound: sound)
        return segment(start, duration, .picture(content), transition)
    }

    private static func segment(
        _ start: MediaTime, _ duration: MediaTime, _ content: Segment.Content, _ transition: Int64?
    ) -> Segment {
        Segment(
            id: "s", pointer: "", name: "", compositionRange: TimeRange(start: start, duration: duration),
            content: content,
            transition: transition.map { Transition(kind: .crossfade, duration: milliseconds($0), easing: .easeInOut) })
    }
}
