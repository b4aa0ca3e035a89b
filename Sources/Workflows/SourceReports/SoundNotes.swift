import Diagnostics
import MediaTiming
import TimelineModel

/// What is peculiar about a sound, whatever it is used for.
struct SoundNotes {
    let facts: AssetFacts
    let details: SourceDetails

    /// Differences that nobody hears or sees: a little more than a frame.
    private static let tolerance = MediaTime(milliseconds: 50)

    var notes: [SourceNote] {
        guard let sound = facts.sound, let stored = details.sound else {
            return facts.kind == .video
                ? [SourceNote(.sourceSoundMissing, "it has no sound; its segments are silent")] : []
        }
        var notes = facts.picture.map { beside($0, sound) } ?? []
        if details.soundStreamCount > 1 {
            notes.append(
                SourceNote(
                    .soundStreams,
                    "\(details.soundStreamCount) streams of sound; the default one is played, \(stored.codec) with "
                        + "\(stored.channelCount) channel\(stored.channelCount == 1 ? "" : "s")"))
        }
        if details.hasCover, facts.kind == .audio {
            notes.append(SourceNote(.cover, "a cover picture is attached; it is not shown"))
        }
        if stored.sampleRate != 48_000 {
            notes.append(
                SourceNote(.soundResampled, "\(stored.sampleRate) samples a second; they are resampled to 48 000"))
        }
        if stored.channelCount == 1 {
            notes.append(SourceNote(.soundMono, "one channel; both sides play it at full level"))
        } else if stored.channelCount > 2 {
            notes.append(
                SourceNote(
                    .soundDownmixed,
                    "\(stored.layout ?? "\(stored.channelCount) channels"); it is mixed down to stereo, not normalized")
            )
        }
        return notes
    }

    private func beside(_ picture: PictureFacts, _ sound: SoundFacts) -> [SourceNote] {
        var notes: [SourceNote] = []
        if let first = picture.frameTimes.starts.first, first > Self.tolerance {
            notes.append(
                SourceNote(
                    .pictureLate,
                    "the picture starts \(short(first.doubleValue)) s after the sound; the first frame is shown until then"
                ))
        }
        if sound.range.start > Self.tolerance {
            notes.append(
                SourceNote(
                    .sourceSoundLate,
                    "the sound starts \(short(sound.range.start.doubleValue)) s after the picture; it is silent until then"
                ))
        }
        let rest = sound.range.end - picture.frameTimes.end
        if rest < .zero - Self.tolerance {
            notes.append(
                SourceNote(
                    .sourceSoundShort,
                    "the sound ends \(short(-rest.doubleValue)) s before the picture; it is silent from there on"))
        } else if rest > Self.tolerance {
            notes.append(
                SourceNote(
                    .sourceSoundLong,
                    "the sound ends \(short(rest.doubleValue)) s after the picture; the last frame is held if a segment "
                        + "goes on that long"))
        }
        return notes
    }
}
