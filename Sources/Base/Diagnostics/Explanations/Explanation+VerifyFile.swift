extension Explanation {
    /// What `verify` says of container, streams, tags and codecs of an export.
    static let verifyFile: [Explanation] = [
        Explanation(
            .fileUnreadable, .failure,
            means: "The export cannot be read as a film at all, so nothing of it was compared.",
            wayOut: "Export again. The message says what was found; an empty or cut file is a broken download."),
        Explanation(
            .fileNotRead, .failure,
            means: """
                The facts of the file could not be read, and nothing else says why. What is not measured counts as \
                failed.
                """,
            wayOut: "Export again; if it stays so, tell the authors."),
        Explanation(
            .fileDamaged, .failure,
            means: "The file is cut off or its structure is broken. Players stop there.",
            wayOut: "Export or download it again, and compare the sizes."),
        Explanation(
            .container, .failure,
            means: """
                The file is no MP4, or of a brand that is not usual for one. Players and upload forms may refuse it.
                """,
            wayOut: "Write MP4 (ffmpeg: a name that ends in .mp4), or verify with --any-codec."),
        Explanation(
            .fragmented, .warning,
            means: """
                The film comes in fragments, as for streaming, without one index before the media. Some editors \
                refuse that.
                """,
            wayOut: "Join it into a plain MP4 (ffmpeg -c copy -movflags +faststart)."),
        Explanation(
            .notFaststart, .warning,
            means: "The index comes behind the media, so that a browser cannot begin to play before all is loaded.",
            wayOut: "Write with +faststart (ffmpeg -c copy -movflags +faststart)."),
        Explanation(
            .editList, .failure,
            means: """
                The edit list of a stream is missing where it should say how many samples to leave out, hides frames, \
                or has several parts. Players read such lists differently, so that sound is late or frames too many \
                are shown.
                """,
            wayOut: "Write one plain edit for each stream, as current encoders do by themselves."),
        Explanation(
            .extraStream, .failure,
            means: """
                The file has more than one stream of pictures or sound, or streams of another kind beside them. \
                Players choose differently among them.
                """,
            wayOut: "Export one picture and one sound."),
        Explanation(
            .pictureMissingStream, .failure,
            means: "There is no stream of pictures in the file.",
            wayOut: "Export again with the picture."),
        Explanation(
            .soundMissingStream, .failure,
            means: """
                There is no stream of sound in the file. Players show it as mute, and joining it with others fails.
                """,
            wayOut: "Export again with sound; a silent film has a silent stream."),
        Explanation(
            .videoCodec, .failure,
            means: "The picture is coded by another codec than H.264. Many players and upload forms cannot show it.",
            wayOut: "Encode as H.264, or verify with --any-codec."),
        Explanation(
            .videoProfile, .failure,
            means: """
                The profile of H.264 is not High, or it cannot be read. Lower ones take more bits for the same \
                picture, which is a warning; higher ones cannot be shown by phones and browsers.
                """,
            wayOut: "Encode in profile High and in yuv420p."),
        Explanation(
            .videoLevel, .failure,
            means: """
                The stream says a level of H.264 that its size, rate and references pass. Decoders that trust it may \
                drop frames or refuse it.
                """,
            wayOut: "Let the encoder choose the level."),
        Explanation(
            .pixelFormat, .failure,
            means: "The pixels are not 4:2:0 of eight bits. Most players cannot show them.",
            wayOut: "Encode as yuv420p."),
        Explanation(
            .interlaced, .warning,
            means: "The pictures may be coded as fields, so players show combs where they are.",
            wayOut: "Encode progressive frames."),
        Explanation(
            .frameSize, .failure,
            means: "The frames have another size than the draft's canvas or than the one that was asked for.",
            wayOut: "Export at the size that the message gives."),
        Explanation(
            .sampleAspect, .failure,
            means: "The file says that its pixels are not square, so players stretch the picture.",
            wayOut: "Write square pixels (setsar=1)."),
        Explanation(
            .rotation, .failure,
            means: "The file asks players to turn the picture. Programs that ignore this show it the wrong way round.",
            wayOut: "Store the picture upright and without a rotation."),
        Explanation(
            .colorTags, .failure,
            means: """
                The color tags are missing, incomplete or wrong. Players guess, or believe them and show wrong \
                colors. Missing in one of two places only is a warning.
                """,
            wayOut: "Tag the stream as BT.709, limited range."),
        Explanation(
            .gopLength, .warning,
            means: "There is no key frame for more than two seconds, so seeking and cutting are slow.",
            wayOut: "Encode with a key frame every two seconds at most."),
        Explanation(
            .gopOpen, .failure,
            means: """
                The film does not begin with an IDR picture, or later key frames are none, which is a warning. Frames \
                around them are broken after a seek or a cut.
                """,
            wayOut: "Encode with closed groups of pictures."),
        Explanation(
            .keyMarks, .warning,
            means: "IDR pictures are not marked as key frames in the container, so players cannot seek there.",
            wayOut: "Put the stream into a container anew (ffmpeg -c copy)."),
        Explanation(
            .soundFormat, .failure,
            means: """
                The sound is not AAC-LC in stereo at 48 kHz. Not every player decodes it, or joining it with others \
                needs a conversion.
                """,
            wayOut: "Encode the sound as AAC-LC with two channels at 48 kHz."),
    ]
}
