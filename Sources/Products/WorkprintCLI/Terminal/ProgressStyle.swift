import ArgumentParser

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    /// One line that changes on a terminal, plain lines elsewhere.
    case auto
    /// A plain line every few seconds.
    case plain
    /// A JSON object on each line.
    case json
    /// Nothing.
    case none
}

/// What every command that takes its time takes.
struct ProgressArguments: ParsableArguments {
    @Option(help: "How progress is shown: auto, plain, json or none.")
    var progress: ProgressStyle = .auto
}
