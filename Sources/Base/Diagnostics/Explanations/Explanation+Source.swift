extension Explanation {
    /// What `inspect --sources` tells of a source and of what the renderer does about it. Nothing of it is an error.
    static let source: [Explanation] = [
        Explanation(
            .variableRate, .note,
            means: """
                The frames of the film last unequally long, as those of phones and screen recorders do. Each output \
                frame shows the last source frame at or before its time, so the sound stays in step.
                """,
            wayOut: "Nothing has to be done. Where motion stutters, convert the clip to a constant rate."),
        Explanation(
            .hdrPQ, .note,
            means: """
                The film has more light than SDR, by the curve PQ (SMPTE ST 2084). It is tone mapped to SDR with \
                reference white at 203 nits.
                """,
            wayOut: "Nothing has to be done. Grade the clip to SDR yourself where its look matters."),
        Explanation(
            .hdrHLG, .note,
            means: """
                The film has more light than SDR, by the curve HLG (ARIB STD-B67). It is tone mapped to SDR with \
                reference white at 203 nits.
                """,
            wayOut: "Nothing has to be done. Grade the clip to SDR yourself where its look matters."),
        Explanation(
            .rotated, .note,
            means: """
                The film or picture is stored lying on a side or upside down, with a note how to turn it. It is \
                turned and shown upright.
                """,
            wayOut: "Nothing has to be done."),
        Explanation(
            .mirrored, .note,
            means: "The film or picture is stored mirrored, with a note that says so. It is mirrored back.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .oddSize, .note,
            means: """
                A film with halved colors (4:2:0) has an odd number of samples across or down. The edge is repeated \
                for the colors, and nothing is cut away.
                """,
            wayOut: "Nothing has to be done."),
        Explanation(
            .sourceSampleAspect, .note,
            means: """
                The samples of the source are not square, as in old video. It is shown as wide as it is meant to be.
                """,
            wayOut: "Nothing has to be done."),
        Explanation(
            .sourceInterlaced, .note,
            means: """
                Each frame of the film is two fields, half a frame's time apart. One is kept and its missing lines \
                are made from it, so the frame rate stays and nothing shows combs.
                """,
            wayOut: "Nothing has to be done. A good deinterlacer makes a sharper copy."),
        Explanation(
            .untaggedColor, .note,
            means: """
                The film does not say by what matrix its colors are coded. BT.709 is taken from 720 lines on, BT.601 \
                below, as players do.
                """,
            wayOut: "Where colors look wrong, write the right tags into the file."),
        Explanation(
            .fullRange, .note,
            means: """
                The samples of the film use the whole range from 0 to 255. They are brought to the limited range of \
                video.
                """,
            wayOut: "Nothing has to be done."),
        Explanation(
            .sourceColorMatrix, .note,
            means: "The film is coded by another matrix than BT.709, such as BT.601 of old video. It is converted.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .widePrimaries, .note,
            means: """
                The film is of other primaries than BT.709 and no HDR. They are taken for BT.709's, so colors come \
                out paler.
                """,
            wayOut: "Convert the clip to BT.709 where its colors matter."),
        Explanation(
            .rgbVideo, .note,
            means: "The film is coded in R'G'B'. It is converted to BT.709, limited range.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .chromaReduced, .note,
            means: "The film has more color samples than the output's 4:2:0 holds. They are filtered down.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .highBitDepth, .note,
            means: "The samples have more than eight bits. They are rounded to the output's eight.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .alpha, .note,
            means: "Pixels of the source may be transparent. What lies below shows through.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .animation, .note,
            means: "The source is an animated picture. It begins again until its segment ends.",
            wayOut: """
                Nothing has to be done. With "ss" and "se" only a part of it repeats.
                """),
        Explanation(
            .iccProfile, .note,
            means: """
                An ICC profile is embedded in the picture. Colors are converted from it to sRGB, unless it is \
                damaged.
                """,
            wayOut: "Nothing has to be done."),
        Explanation(
            .gamma, .note,
            means: "The PNG states a tone curve or primaries of its own (gAMA, cHRM). Colors are converted to sRGB.",
            wayOut: "Nothing has to be done. Where a program wrote wrong values, remove these chunks."),
        Explanation(
            .cmyk, .note,
            means: """
                The picture is stored in inks. They are converted to sRGB by its profile, or by plain subtraction \
                where it has none.
                """,
            wayOut: "Save the picture as RGB where its colors matter."),
        Explanation(
            .longGOP, .note,
            means: """
                Many frames of the film hang on one key frame. A jump into it decodes all that lie before, which is \
                slow.
                """,
            wayOut: "Encode the clip with a key frame every second or two where rendering is slow."),
        Explanation(
            .countedFrames, .note,
            means: """
                The container has no times that can be used. Frames are counted from the start, so a jump back is \
                slow.
                """,
            wayOut: "Put the stream into MP4."),
        Explanation(
            .clockOffset, .note,
            means: "The clock of the file does not start near 0. Its first instant is source time 0.",
            wayOut: "Nothing has to be done; other programs may count from the file's clock."),
        Explanation(
            .pictureLate, .note,
            means: "In the source the picture starts after the sound. Its first frame is shown until then.",
            wayOut: """
                Start the source later ("ss") where that shows.
                """),
        Explanation(
            .sourceSoundMissing, .note,
            means: "The film has no sound. Its segments are silent.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .sourceSoundLate, .note,
            means: "In the source the sound starts after the picture. It is silent until then.",
            wayOut: """
                Start the source later ("ss") where that is heard.
                """),
        Explanation(
            .sourceSoundShort, .note,
            means: "In the source the sound ends before the picture. It is silent from there on.",
            wayOut: "End the segment earlier where that is heard."),
        Explanation(
            .sourceSoundLong, .note,
            means: """
                In the source the sound ends after the picture. The last frame is held if a segment goes on that \
                long.
                """,
            wayOut: "End the segment earlier where that shows."),
        Explanation(
            .soundStreams, .note,
            means: "The file has more than one stream of sound. The default one is played.",
            wayOut: "Make a copy with the stream that you want alone."),
        Explanation(
            .soundResampled, .note,
            means: "The sound has another sample rate than 48 kHz. It is resampled.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .soundMono, .note,
            means: "The sound has one channel. Both sides play it at full level.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .soundDownmixed, .note,
            means: "The sound has more than two channels. It is mixed down to stereo and not normalized.",
            wayOut: "Nothing has to be done. Where voices are too faint, mix it down yourself."),
        Explanation(
            .cover, .note,
            means: "A cover picture is attached to the sound. It is not shown.",
            wayOut: "Nothing has to be done."),
        Explanation(
            .upscaled, .note,
            means: "The source is shown larger than it is, so it looks soft.",
            wayOut: "Use a larger copy; the message gives the size that would be sharp."),
        Explanation(
            .oversized, .note,
            means: "The source is far larger than it is ever shown, which costs time and gives nothing.",
            wayOut: "Use a copy of the size that the message gives."),
        Explanation(
            .reversed, .note,
            means: "The source is played backwards. It is decoded forwards from each key frame, which is slower.",
            wayOut: "Nothing has to be done. A copy with more key frames is faster."),
    ]
}
