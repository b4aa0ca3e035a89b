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
                Lines of a subtitle file cannot be read: times that are none, a cue that ends before it starts, a text \
                that belongs to no cue. They are left out; the message gives the first of them.
                """,
            wayOut: """
                Mend the cue: a line with two times and an arrow between them, then its text, then an empty line.
                """),
        Explanation(
            .subtitleOverlap, .warning,
            means: """
                So many cues of a subtitle file are on at the same time that they are more than one text can hold. The \
                last ones are left out.
                """,
            wayOut: "Change the times in the file, or put the cues into two files on two tracks."),
        Explanation(
            .subtitleMarkup, .warning,
            means: """
                A subtitle file asks for looks that a draft's text cannot have: a color of a part of a cue, a style \
                sheet, a font, times of single words. The text is shown without them; slant, weight, color and place \
                of a whole cue are kept. It is told once for a file, with what and how often.
                """,
            wayOut: """
                Style the track in the draft, or split the cues. Where the looks do not matter, remove the markup from \
                the file.
                """),
    ]
}
