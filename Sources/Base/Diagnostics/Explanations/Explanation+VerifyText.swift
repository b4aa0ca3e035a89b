extension Explanation {
    /// What `verify` says of the texts of an export. Other renderers' letters are forgiven.
    static let verifyText: [Explanation] = [
        Explanation(
            .textMissing, .failure,
            means: "A text is not there, throughout or for a while.",
            wayOut: "Check that its track is not hidden, and that the renderer has its font."),
        Explanation(
            .textLate, .failure,
            means: "A text appears late, or is still seen after its end.",
            wayOut: "Check start and length of the text."),
        Explanation(
            .textEarly, .failure,
            means: "A text goes early, or is seen before its start.",
            wayOut: "Check start and length of the text."),
        Explanation(
            .textMoved, .failure,
            means: "A text lies beside its place by more than other renderers' letters do.",
            wayOut: """
                Check "x", "y", the anchor and "align" of the text.
                """),
        Explanation(
            .textSize, .failure,
            means: "A text is drawn larger or smaller than it should be.",
            wayOut: """
                Check "size" and "fit" of its style.
                """),
        Explanation(
            .textOpacity, .failure,
            means: "A text is drawn fainter or stronger than it should be.",
            wayOut: """
                Check "op", its fades and its color.
                """),
        Explanation(
            .textDiffers, .failure,
            means: "A text reads or looks otherwise than it should.",
            wayOut: "Check its words and its font."),
        Explanation(
            .textUnmeasured, .warning,
            means: "A text is so faint that this encoding hides whether it is there.",
            wayOut: "Encode at a higher quality to know, or make the text stronger."),
    ]
}
