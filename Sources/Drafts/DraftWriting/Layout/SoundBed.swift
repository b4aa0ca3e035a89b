import DraftDocuments
import TimelineModel

/// Music, speech and the clips' own sound, balanced: speech on top, music below it, clips lowest.
struct SoundBed {
    /// How loud each is: music alone, music with speech, clips beside other sound.
    private static let gain = (music: 0.8, bed: 0.5, clip: 0.2)
    private static let ducking = DraftDucking(to: .linear(0.3), attack: 150, release: 500)

    /// The sound tracks.
    private(set) var tracks: [DraftTrack] = []
    private let hasVoice: Bool
    private let hasMusic: Bool

    /// The sound of a draft of a length in microseconds; `source` gives the spelling of a path in the draft.
    init(
        _ request: DraftRequest, shots: [Shot], duration: Int64, source: (String) -> String
    ) {
        (hasVoice, hasMusic) = (request.voice != nil, request.music != nil)
        if hasVoice {
            let segments = shots.enumerated().compactMap { Self.clipSound($0.element, index: $0.offset, source) }
            if !segments.isEmpty { tracks.append(Self.track("Clip sound", segments)) }
        }
        if let music = request.music {
            tracks.append(Self.track("Music", [Self.music(music, request, duration, source)]))
        }
        if let voice = request.voice { tracks.append(Self.track("Voice", [Self.voice(voice, duration, source)])) }
    }

    /// Balances the sound of a clip's own segment.
    func balance(clip segment: inout DraftSegment) {
        // On a track of their own the clips make way for the speech too, and do not make the music duck.
        if hasVoice { segment.isMuted = true } else if hasMusic { segment.volume = .linear(Self.gain.clip) }
    }

    /// When speech begins in a film of a length, in microseconds: after a breath, if there is room for one.
    static func voiceStart(_ voice: Material, duration: Int64) -> Int64 {
        max(0, min(500_000, (duration - voice.soundMilliseconds * 1_000) / 2)) / 1_000 * 1_000
    }

    private static func track(_ name: String, _ segments: [DraftSegment]) -> DraftTrack {
        DraftTrack(.sound, name: name, segments: segments)
    }

    private static func music(
        _ music: Material, _ request: DraftRequest, _ duration: Int64, _ source: (String) -> String
    ) -> DraftSegment {
        var segment = DraftSegment()
        segment.id = "music"
        segment.source = source(music.path)
        segment.start = 0
        segment.duration = DraftTime(microseconds: duration)
        if music.soundMilliseconds * 1_000 < duration { segment.isLooping = true }
        let gain = request.voice == nil ? Self.gain.music : Self.gain.bed
        segment.volume = .percent((gain * 100).rounded())
        segment.fadeIn = DraftTime(microseconds: min(400_000, duration / 10 / 1_000 * 1_000))
        segment.fadeOut = DraftTime(microseconds: min(2_000_000, duration / 5 / 1_000 * 1_000))
        if request.voice != nil { segment.ducking = ducking }
        return segment
    }

    private static func voice(_ voice: Material, _ duration: Int64, _ source: (String) -> String) -> DraftSegment {
        let start = voiceStart(voice, duration: duration)
        let whole = voice.soundMilliseconds * 1_000
        let length = min(whole, duration - start)
        var segment = DraftSegment()
        segment.id = "voice"
        segment.source = source(voice.path)
        segment.start = DraftTime(microseconds: start)
        segment.duration = DraftTime(microseconds: length)
        if length < whole { segment.fadeOut = 300 }
        return segment
    }

    private static func clipSound(_ shot: Shot, index: Int, _ source: (String) -> String) -> DraftSegment? {
        let from = shot.sourceStart
        let length = min(shot.duration, shot.material.soundMilliseconds * 1_000 - from)
        guard shot.isClip, shot.material.facts.sound != nil, length >= 100_000 else { return nil }
        let fade = DraftTime(microseconds: min(200_000, length / 3 / 1_000 * 1_000))
        var segment = DraftSegment()
        segment.id = "shot-\(index + 1)-sound"
        segment.source = source(shot.material.path)
        segment.sourceStart = DraftTime(microseconds: from)
        segment.start = DraftTime(microseconds: shot.start)
        segment.duration = DraftTime(microseconds: length)
        segment.volume = .linear(gain.clip)
        segment.fadeIn = fade
        segment.fadeOut = fade
        segment.ducking = ducking
        return segment
    }
}
