extension Explanation {
    /// What `verify` says of which frame an export shows when.
    static let verifyTiming: [Explanation] = [
        Explanation(
            .frameRate, .failure,
            means: """
                The film has another frame rate than the draft. All that is compared after this shows other moments, \
                so what is found of the picture is a warning only.
                """,
            wayOut: "Export at the rate that the message gives; 29.97 is not 30."),
        Explanation(
            .frameCount, .failure,
            means: """
                The film has more or fewer frames than the draft, or none that has a time. The message says which are \
                missing where that can be told.
                """,
            wayOut: "Export again without dropping or doubling frames."),
        Explanation(
            .timestamps, .failure,
            means: """
                Frames have no time, share one, or are not on the grid of the frame rate. Less than half a frame off \
                is a warning, since players show the same.
                """,
            wayOut: "Write constant times, one for each frame."),
        Explanation(
            .decodeTimes, .failure,
            means: """
                Decode times do not rise, or lie after the time at which a frame is shown. Players stutter and \
                programs that copy the stream refuse it.
                """,
            wayOut: "Put the streams into a container anew; if that does not help, encode again."),
        Explanation(
            .startTime, .failure,
            means: """
                The picture or the sound does not begin at 0. Until then players show or play nothing; a little is a \
                warning.
                """,
            wayOut: "Write the file so that its streams begin at 0."),
        Explanation(
            .durationShort, .failure,
            means: "The picture lasts less long than the draft.",
            wayOut: "Export the whole of the draft."),
        Explanation(
            .durationLong, .failure,
            means: "The picture lasts longer than the draft.",
            wayOut: "Export no more than the draft."),
        Explanation(
            .streamsDiffer, .failure,
            means: """
                Sound and picture do not end together. The end is silent, or players hold or blank the last frame, \
                and loops gape.
                """,
            wayOut: "End both streams with the film."),
        Explanation(
            .filmLate, .failure,
            means: "All of the export is some frames late against the draft.",
            wayOut: "Look for frames that were added at the start."),
        Explanation(
            .filmEarly, .failure,
            means: "All of the export is some frames early against the draft.",
            wayOut: "Look for frames that are missing at the start."),
        Explanation(
            .segmentLate, .failure,
            means: "One segment shows what it should have shown some frames earlier.",
            wayOut: "Check the segment's start and its source trim."),
        Explanation(
            .segmentEarly, .failure,
            means: "One segment shows what it should show some frames later.",
            wayOut: "Check the segment's start and its source trim."),
        Explanation(
            .framesLate, .failure,
            means: "A stretch of the export is some frames late, and no one segment accounts for it.",
            wayOut: "Look for frames that were added before it and dropped after it."),
        Explanation(
            .framesEarly, .failure,
            means: "A stretch of the export is some frames early, and no one segment accounts for it.",
            wayOut: "Look for frames that were dropped before it and added after it."),
        Explanation(
            .framesDropped, .failure,
            means: "Frames were dropped, and from there to the end the export is early.",
            wayOut: "Export again without dropping frames."),
        Explanation(
            .framesInserted, .failure,
            means: "Frames were inserted, and from there to the end the export is late.",
            wayOut: "Export again without adding frames."),
        Explanation(
            .frameRepeated, .failure,
            means: "A frame is shown twice while the draft moves on.",
            wayOut: "Export again; a source of a variable rate may be behind it."),
        Explanation(
            .pictureFrozen, .failure,
            means: "The export stands still for a while while the draft moves on.",
            wayOut: "Look at the source that the segment plays then: it may have ended, or decoding it failed."),
    ]
}
