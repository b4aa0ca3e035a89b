extension Explanation {
    /// What `verify` says of what is heard in an export.
    static let verifySound: [Explanation] = [
        Explanation(
            .soundUnmeasured, .failure,
            means: """
                The sound cannot be read to its end, or its samples are no numbers. What is not measured counts as \
                failed.
                """,
            wayOut: "Export or download it again."),
        Explanation(
            .soundNotCompared, .failure,
            means: "The sounds could not be compared. What is not measured counts as failed.",
            wayOut: "Look at what else is reported of the sound; export again."),
        Explanation(
            .soundMissing, .failure,
            means: "Nothing is heard for a while, or throughout, where there should be sound.",
            wayOut: "Check the sources and volumes of the tracks that are named."),
        Explanation(
            .soundShort, .failure,
            means: "The sound ends before the film does.",
            wayOut: "Export again; the stream of sound was cut off."),
        Explanation(
            .soundLong, .failure,
            means: "The sound goes on after the film's end.",
            wayOut: "End the sound with the picture."),
        Explanation(
            .soundLate, .failure,
            means: "All of the sound is late against the picture.",
            wayOut: "Look for the encoder's priming that is not declared (edit list), or for silence that was added."),
        Explanation(
            .soundEarly, .failure,
            means: "All of the sound is early against the picture.",
            wayOut: "Look for samples that were cut off at the start."),
        Explanation(
            .soundDrift, .failure,
            means: "The sound falls behind the picture or runs ahead of it, steadily or from some place on.",
            wayOut: "Look for another sample rate than the file says, or for dropped packets."),
        Explanation(
            .soundGain, .failure,
            means: "All of the sound is too loud or too quiet by one and the same gain.",
            wayOut: "Look for a normalization or a volume that should not be there."),
        Explanation(
            .soundDiffers, .failure,
            means: "Another sound is heard than should be, or its levels differ in some bands.",
            wayOut: "Check the sources of the tracks that are named; look for filters and for a low bit rate."),
        Explanation(
            .soundExtra, .failure,
            means: "Something sounds where it should be silent.",
            wayOut: "Check which tracks are muted, and where sounds end."),
        Explanation(
            .soundClipped, .failure,
            means: "The sound is cut off at full scale in places where it should not be.",
            wayOut: "Lower the gain before encoding, or use a limiter."),
        Explanation(
            .soundClicks, .failure,
            means: """
                There are clicks or short holes that should not be there; at equal distances, pieces were badly \
                joined.
                """,
            wayOut: "Export the sound in one piece."),
        Explanation(
            .soundChannels, .failure,
            means: "Left and right are swapped, one is silent or out of balance, or both are the same.",
            wayOut: "Look at how channels are mapped when the sound is encoded."),
        Explanation(
            .soundInverted, .failure,
            means: "The sound, one channel or one track has its polarity turned over.",
            wayOut: "Look for an inverted channel where sounds are mixed."),
        Explanation(
            .soundPeak, .warning,
            means: "The true peak of the sound is above full scale, so that some players distort it.",
            wayOut: "Limit the sound to −1 dBTP before encoding."),
        Explanation(
            .stemMissing, .failure,
            means: "One track is not heard.",
            wayOut: "Check that the track is not muted and its source is found."),
        Explanation(
            .stemGain, .failure,
            means: "One track is too loud or too quiet against the others.",
            wayOut: """
                Check "vol", fades and ducking of the track.
                """),
        Explanation(
            .stemLate, .failure,
            means: "One track is late on its own, while others are in time.",
            wayOut: "Check the start and the source trim of its segments."),
        Explanation(
            .stemEarly, .failure,
            means: "One track is early on its own, while others are in time.",
            wayOut: "Check the start and the source trim of its segments."),
    ]
}
