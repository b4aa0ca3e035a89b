extension Explanation {
    /// What is said of fonts, characters, words and subtitle files.
    static let text: [Explanation] = [
        Explanation(
            .fontMissing, .warning,
            means: """
                No font has the name that a text asks for, or its font file cannot be used. Another font stands in, \
                so that the text has other letters and another width.
                """,
            wayOut: "Name a font file in the draft, or install the font."),
        Explanation(
            .glyphMissing, .warning,
            means: """
                No font that is there has a character of the text, or an emoji made of several characters, so it \
                cannot be drawn.
                """,
            wayOut: "Name a font file that has the character, or change the text."),
        Explanation(
            .wordUnmatched, .warning,
            means: """
                A word with a time of its own is not in the text after the words before it, so it is not highlighted.
                """,
            wayOut: "Write the words as the text has them and in its order."),
        Explanation(
            .placeholderLeft, .warning,
            means: """
                A text holds what looks like the placeholder of a template, such as {{name}}, ${name} or %%NAME%%. It is \
                shown as it is written.
                """,
            wayOut: "Fill the template in before the draft is rendered, or write the text without it."),
        Explanation(
            .subtitleMalformed, .warning,
            means: """
                A cue of a subtitle file cannot be read, or ends before it starts. It is left out; the message gives \
                its line.
                """,
            wayOut: """
                Mend the cue: a line with two times and an arrow between them, then its text, then an empty line.
                """),
        Explanation(
            .subtitleOverlap, .warning,
            means: """
                Two cues of a subtitle file are on at the same time. A track shows one at a time, so one is cut or \
                left out; the message says which.
                """,
            wayOut: "Change the times in the file, or put the cues into two files on two tracks."),
    ]
}
