extension Explanation {
    /// What `check --for` finds that viewers of a platform will mind. All are warnings: the film can be rendered.
    static let platform: [Explanation] = [
        Explanation(
            .platformRatio, .warning,
            means: """
                The canvas has another shape than the platform's player. It shows bars or cuts, and what it lays over \
                the picture was not looked at.
                """,
            wayOut: "Make the canvas of the size that the message gives."),
        Explanation(
            .platformSize, .warning,
            means: "The film is narrower than the platform wants, so it is scaled up and looks soft.",
            wayOut: "Render at 1080 pixels across."),
        Explanation(
            .platformLength, .warning,
            means: "The film is shorter or longer than the platform takes.",
            wayOut: "Bring the film to a length between the two that the message gives."),
        Explanation(
            .platformBlack, .warning,
            means: "The film is black for half a second or more. Viewers take that for its end.",
            wayOut: "Fill the stretch with a picture, or cut it out."),
        Explanation(
            .platformFrozen, .warning,
            means: "Nothing moves on the picture for five seconds or more.",
            wayOut: """
                Let pictures move with keyframes of "sc", "x" or "y", or go on to the next one earlier.
                """),
        Explanation(
            .textCut, .warning,
            means: "Letters reach over the edge of the canvas where the text rests, so that they cannot be read.",
            wayOut: "Set the text smaller, on more lines, or farther in; the message says how far."),
        Explanation(
            .textUnsafeZone, .warning,
            means: "Letters lie where the platform lays its buttons and words over the picture.",
            wayOut: "Move the text or set it smaller; the message says how far."),
        Explanation(
            .textSmall, .warning,
            means: "The type is below 11 px high where the film is 390 px wide, as on a phone.",
            wayOut: "Set the size that the message gives, or a larger one."),
        Explanation(
            .textHidden, .warning,
            means: "The text lies behind a picture that fills the canvas, so nobody sees it.",
            wayOut: "Put the text's track after that of the picture."),
        Explanation(
            .textContrast, .warning,
            means: """
                A tenth of the letters has a contrast below 3:1 (WCAG) to what is around them, at the worst of three \
                moments. Strokes, shadows and boxes are taken into account.
                """,
            wayOut: """
                Give the text a "box" or a "stroke", or another color.
                """),
        Explanation(
            .cueFast, .warning,
            means: "A text is gone before it can be read: more than 20 characters a second.",
            wayOut: "Show it for as long as the message says, or shorten it."),
        Explanation(
            .mixSilent, .warning,
            means: "Nothing is heard in the whole film.",
            wayOut: "Add music or a voice, or leave it so if it is meant."),
        Explanation(
            .mixLoudness, .warning,
            means: """
                The mix is more than 2 LU from −14 LUFS, at which platforms play. They turn loud films down and leave \
                faint ones faint.
                """,
            wayOut: """
                Write "loudness": -14 into the draft's "m".
                """),
        Explanation(
            .mixTruePeak, .warning,
            means: """
                The mix passes −1 dBTP, or its sounds add up to so much that the limiter takes more than 3 dB off the \
                loudest moments, which is heard.
                """,
            wayOut: """
                Lower "vol" of the loudest sounds.
                """),
        Explanation(
            .soundEndsEarly, .warning,
            means: "The sound ends more than a second before the picture does.",
            wayOut: """
                Let a sound go on ("loop"), or end the picture with it.
                """),
    ]
}
