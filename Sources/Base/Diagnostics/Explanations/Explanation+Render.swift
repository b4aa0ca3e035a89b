extension Explanation {
    /// What a render tells at its end.
    static let render: [Explanation] = [
        Explanation(
            .loudnessMissed, .warning,
            means: """
                The draft asks for a loudness that its sounds cannot reach under the limiter at −1 dBTP. The film has \
                the loudness that the message gives.
                """,
            wayOut: "Ask for no more than was reached, or make the sounds less peaky.")
    ]
}
