extension Explanation {
    /// What is said of a draft's JSON: its keys, values, times and order.
    static let draft: [Explanation] = [
        Explanation(
            .jsonSyntax, .error,
            means: """
                The draft is not JSON (RFC 8259). The message gives the line and column of the first place that \
                cannot be read; what comes after it was not looked at.
                """,
            wayOut: """
                Mend the place that is named: most often a comma or a quotation mark is missing, or there is one too \
                many.
                """),
        Explanation(
            .draftTooLarge, .error,
            means: """
                The draft is over a limit that keeps hostile files from eating the machine: 16 MB of JSON, 200 \
                tracks, 10 000 segments, 3 hours, or 10 000 findings of one check.
                """,
            wayOut: "Split the draft into several and join their films, or leave out what is not needed."),
        Explanation(
            .draftEmpty, .error,
            means: "No track of the draft holds a segment that can be rendered, so there is no film to make.",
            wayOut: """
                Put at least one segment into the "sg" of a track; other errors of the same check say why segments \
                were refused.
                """),
        Explanation(
            .versionUnsupported, .error,
            means: """
                The draft says that it is written in a later version of the format than this program reads. Reading \
                it anyway could drop what it does not know.
                """,
            wayOut: "Use a newer Workprint, or write the draft in version 1."),
        Explanation(
            .missingKey, .error,
            means: """
                An object lacks a key that it cannot do without, such as the text of a text segment or the length of \
                a photo.
                """,
            wayOut: "Add the key that the message names. `workprint schema` lists all keys of each object."),
        Explanation(
            .unknownKey, .warning,
            means: """
                A key is not part of the format, so it has no effect. Often it is misspelled or stands in the wrong \
                object; the message names the nearest known one.
                """,
            wayOut: """
                Correct or remove it. What is only for other programs belongs in "m", where every key is allowed.
                """),
        Explanation(
            .duplicateKey, .warning,
            means: """
                The same thing is said twice: by two spellings of one key, or by two transitions between the same \
                segments. The one that the message names is used.
                """,
            wayOut: "Remove one of the two."),
        Explanation(
            .duplicateID, .error,
            means: "Two tracks or two segments have the same identifier, so that what refers to it could mean either.",
            wayOut: """
                Give each its own "id".
                """),
        Explanation(
            .wrongType, .error,
            means: """
                A value has another type than its key takes, such as a word where a number must be. The message names \
                both.
                """,
            wayOut: "Write a value of the type that the message asks for."),
        Explanation(
            .outOfRange, .error,
            means: """
                A value has the right type and is not one that its key takes: too small, too large, no word of its \
                list, a time outside the source. It is an error even where the property has no effect.
                """,
            wayOut: """
                Write a value within the range, or a word of the list, that the message gives. Lengths in pixels are \
                written with their unit, as "1080px".
                """),
        Explanation(
            .canvasSize, .error,
            means: """
                A side of the canvas is odd, or the canvas is outside what the format allows: 16 to 1920 pixels a \
                side, and at most 1080 on the shorter one.
                """,
            wayOut: "Choose even sides within these limits, such as 1080x1920."),
        Explanation(
            .segmentOverlap, .error,
            means: """
                Two segments of one track are on at the same time. On a track one follows the other; gaps are \
                allowed.
                """,
            wayOut: "Move or shorten one of the two, or put it on a track of its own."),
        Explanation(
            .gapShort, .warning,
            means: """
                Between two segments of a picture track lies a gap shorter than one frame. Where a frame falls into it, \
                that frame flashes what lies behind the track, often black. Gaps of less than 0.01 ms are closed and not \
                told.
                """,
            wayOut: """
                Let the second segment start where the first one ends: leave its "s" away, or lengthen the first one. A \
                gap that is meant should last a frame at least.
                """),
        Explanation(
            .segmentUnseen, .warning,
            means: """
                No frame shows a picture or a text: it lies between two frames, or beyond the length that the draft gives \
                itself ("d" at its root). A sound that lies there is not heard.
                """,
            wayOut: """
                Let it last a frame at least, move it before the end, or give the draft a longer "d".
                """),
        Explanation(
            .timesInSeconds, .warning,
            means: """
                The times of the draft look like seconds: with milliseconds, pictures would be gone within a frame and \
                texts before anyone could read them. What follows from it, such as segments that no frame shows, is not \
                told apart.
                """,
            wayOut: """
                Write milliseconds, such as 4000, or the unit, such as "4s".
                """),
        Explanation(
            .keyframeOrder, .error,
            means: "A keyframe has the time of the one before it, or an earlier one. The times of keyframes must rise.",
            wayOut: "Put the keyframes in the order of their times, and give each a time of its own."),
        Explanation(
            .transitionRange, .error,
            means: """
                A transition has no place: no segment comes before it, the two do not abut, it is longer than the \
                segment that comes in, or it joins what does not follow each other on a picture track.
                """,
            wayOut: "Let the segments abut, and make the transition no longer than the segment that comes in."),
        Explanation(
            .sourceShort, .warning,
            means: """
                The source, at the speed of its segment, ends before the segment does. A film holds its last frame \
                for the rest, a sound is silent.
                """,
            wayOut: """
                Shorten the segment, slow it down ("sp"), start the source earlier ("ss"), or let a sound repeat \
                ("loop").
                """),
        Explanation(
            .unsupportedTrack, .warning,
            means: """
                The type of a track ("tt") is none that is known here. The track is left out, so the film lacks it. \
                With strict checking this is an error.
                """,
            wayOut: "Use one of the types that the message names, or remove the track."),
        Explanation(
            .unsupportedEffect, .warning,
            means: """
                An effect has a type that is unknown here. It is left out, so the layer looks as it does without it.
                """,
            wayOut: "Use one of the effects that the message lists."),
        Explanation(
            .unsupportedTransition, .warning,
            means: "A transition has a type that is unknown here. A crossfade is rendered instead, of the same length.",
            wayOut: "Use one of the transitions that the message lists."),
    ]
}
