extension Explanation {
    /// What ends a command beside its input.
    static let program: [Explanation] = [
        Explanation(
            .machine, .error,
            means: """
                The machine could not do it: the disk is full, a folder may not be written, memory ran out, a library \
                is missing. The exit code is 4.
                """,
            wayOut: "Mend what the message names and run the command again; finished chunks stay in the cache."),
        Explanation(
            .program, .error,
            means: "The program found itself in the wrong. The exit code is 70.",
            wayOut: "Tell the authors, with the message and the draft."),
    ]
}
