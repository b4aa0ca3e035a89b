import DraftFormat
import TimelineModel

/// Music, speech and the clips' own sound, balanced: speech on top, music below it, clips lowest.
struct SoundBed {
    /// How loud each is: music alone, music with speech, clips beside other sound.
    private static let gain = (music: 0.8, bed: 0.5, clip: 0.2)
    private static let duck: JSONTree = ["to": 0.3, "attack": 150, "release": 500]

    /// The sound tracks.
    private(set) var tracks: [JSONTree] = []
    /// What the clips' own segments say of their sound.
    private(set) var clipMembers: [JSONTree.Member] = []

    /// The sound of a draft of a length in microseconds; `source` gives the spelling of a path in the draft.
    init(
        _ request: DraftRequest, shots: [Shot], duration: Int64, source: (String) -> String
    ) {
        if request.voice != nil {
            // On a track of their own the clips make way for the speech too, and do not make the music duck.
            clipMembers = [.init("mute", true)]
            let segments = shots.enumerated().compactMap { Self.clipSound($0.element, index: $0.offset, source) }
            if !segments.isEmpty { tracks.append(Self.track("Clip sound", segments)) }
        } else if request.music != nil {
            clipMembers = [.init("vol", .number(Self.gain.clip))]
        }
        if let music = request.music {
            tracks.append(Self.track("Music", [Self.music(music, request, duration, source)]))
        }
        if let voice = request.voice { tracks.append(Self.track("Voice", [Self.voice(voice, duration, source)])) }
    }

    /// When speech begins in a film of a length, in microseconds: after a breath, if there is room for one.
    static func voiceStart(_ voice: Material, duration: Int64) -> Int64 {
        max(0, min(500_000, (duration - voice.soundMilliseconds * 1_000) / 2)) / 1_000 * 1_000
    }

    private static func track(_ name: String, _ segments: [JSONTree]) -> JSONTree {
        ["tt": 1, "m": ["name": .string(name)], "sg": .array(segments)]
    }

    private static func music(
        _ music: Material, _ request: DraftRequest, _ duration: Int64, _ source: (String) -> String
    ) -> JSONTree {
        var members: [JSONTree.Member] = [
            .init("id", "music"), .init("src", .string(source(music.path))), .init("s", 0),
            .init("d", .milliseconds(duration)),
        ]
        if music.soundMilliseconds * 1_000 < duration { members.append(.init("loop", true)) }
        let gain = request.voice == nil ? Self.gain.music : Self.gain.bed
        members += [
            .init("vol", .string("\(Int((gain * 100).rounded()))%")),
            .init("fi", .milliseconds(min(400_000, duration / 10 / 1_000 * 1_000))),
            .init("fo", .milliseconds(min(2_000_000, duration / 5 / 1_000 * 1_000))),
        ]
        if request.voice != nil { members.append(.init("duck", duck)) }
        return .object(members)
    }

    private static func voice(_ voice: Material, _ duration: Int64, _ source: (String) -> String) -> JSONTree {
        let start = voiceStart(voice, duration: duration)
        let whole = voice.soundMilliseconds * 1_000
        let length = min(whole, duration - start)
        var members: [JSONTree.Member] = [
            .init("id", "voice"), .init("src", .string(source(voice.path))), .init("s", .milliseconds(start)),
            .init("d", .milliseconds(length)),
        ]
        if length < whole { members.append(.init("fo", 300)) }
        return .object(members)
    }

    private static func clipSound(_ shot: Shot, index: Int, _ source: (String) -> String) -> JSONTree? {
        let from = shot.sourceStart
        let length = min(shot.duration, shot.material.soundMilliseconds * 1_000 - from)
        guard shot.isClip, shot.material.facts.sound != nil, length >= 100_000 else { return nil }
        let fade = JSONTree.milliseconds(min(200_000, length / 3 / 1_000 * 1_000))
        return [
            "id": .string("shot-\(index + 1)-sound"), "src": .string(source(shot.material.path)),
            "ss": .milliseconds(from), "s": .milliseconds(shot.start), "d": .milliseconds(length),
            "vol": .number(gain.clip), "fi": fade, "fo": fade, "duck": duck,
        ]
    }
}
