extension Explanation {
    /// What a render tells at its end.
    static let render: [Explanation] = [
        Explanation(
            .loudnessMissed, .warning,
            means: """
                The draft asks for a loudness that its sounds cannot reach under the limiter at −1 dBTP. The film has \
                the loudness that the message gives.
                """,
            wayOut: "Ask for no more than was reached, or make the sounds less peaky."),
        Explanation(
            .cacheUnusable, .warning,
            means: """
                The folder of what renders leave for later ones could not be made or written: the disk is full, or the \
                folder may not be written. The film is whole; the next render has to make again what this one made.
                """,
            wayOut: "Make room, name another folder with `--cache DIR`, or do without by `--cache none`."),
    ]
}
