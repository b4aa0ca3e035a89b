extension Explanation {
    /// What is said of the media, fonts and subtitles that a draft names. They are recognized by their content, not
    /// by their names.
    static let asset: [Explanation] = [
        Explanation(
            .assetMissing, .error,
            means: """
                A file that the draft names is not there, or may not be read. The message says where it was looked \
                for. Nothing is fetched from a network.
                """,
            wayOut: "Put the file where it was looked for, name it by its path, or give its folder with --assets."),
        Explanation(
            .assetOutside, .error,
            means: """
                A file lies outside the folders that the draft may read from, by its path or by a symbolic link. A \
                draft is not trusted with the rest of the machine.
                """,
            wayOut: "Put a copy into the draft's folder or into the folder given with --assets."),
        Explanation(
            .assetUnsupported, .error,
            means: """
                The file is none that can be used here: of an unknown format, or with nothing in it that the segment \
                needs, such as a sound without a picture on a picture track.
                """,
            wayOut: "Convert the file to a format that the message names, or put it on a track of the right type."),
        Explanation(
            .assetTooLarge, .error,
            means: """
                The file is over 200 MB (a subtitle file over 16 MB), or a picture over 100 megapixels. These are \
                limits of the cloud, or keep hostile files from eating the machine.
                """,
            wayOut: "Encode the file smaller, or cut out what the film uses."),
        Explanation(
            .assetDamaged, .error,
            means: """
                The file's format is known and its content is broken, or decoding it came to no end. The message says \
                what was found and where.
                """,
            wayOut: """
                Get the file again or convert it anew; if it plays elsewhere, re-encode it with a program that \
                repairs.
                """),
        Explanation(
            .assetPassedOver, .warning,
            means: """
                The file is not written as its format says, but everything in it that is meant to be seen or heard is \
                there, and is rendered. The message says what was passed over.
                """,
            wayOut: "Nothing has to be done; convert the file anew if other programs refuse it."),
        Explanation(
            .assetDolbyVision, .warning,
            means: """
                The clip is Dolby Vision of profile 5, as streaming services and some phones make it. Its colors are coded \
                in a way that only licensed decoders know. The film has its shapes, but green and violet tones.
                """,
            wayOut: "Export the clip as HLG, HDR10 or SDR; phones offer it as “most compatible”."),
        Explanation(
            .assetChanged, .error,
            means: """
                A file that the draft names was written anew, replaced or removed while it was rendered. No film is \
                written, and nothing made of the new content is kept for the old one.
                """,
            wayOut: "Render again once the file is finished; write files under another name and rename them."),
        Explanation(
            .assetEditGap, .warning,
            means: """
                The edit list of the MP4 or QuickTime file leaves a stretch amid the track empty. Programs differ in what \
                they show and play there.
                """,
            wayOut: "Convert the file anew, or cut the stretch out by two segments with `ss` and `se`."),
        Explanation(
            .assetCloudRefuses, .warning,
            means: """
                The file is rendered here, but its format is one that the cloud export refuses: Ogg, Opus, FLAC or \
                MPEG-TS.
                """,
            wayOut: "Convert it to a format that the message names if the draft goes to the cloud, too."),
        Explanation(
            .librariesMissing, .error,
            means: """
                FFmpeg's libraries are not on this machine, or are of another release than this program was built for. \
                Nothing is said of the file: it was not looked into.
                """,
            wayOut: "Install the libraries that the message names, or name their folder in WORKPRINT_FFMPEG."),
    ]
}
