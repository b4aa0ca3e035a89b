/// What the command line asks for.
struct Options {
    var isJSON = false
    var sampleCount = 15
    var sampleMilliseconds = 5
    /// A case runs when its title holds one of these; all run where there is none.
    var words: [String] = []

    static let usage = """
        usage: kernel-benchmarks [--json] [--samples N] [--milliseconds N] [WORD...]
          --json            JSON in place of the table
          --samples N       samples of each candidate, 15 unless given
          --milliseconds N  shortest duration of a sample, 5 unless given
          WORD              only cases whose title contains it, such as over, scale, "in cache"
        """

    /// Nil where the arguments are wrong, or help is wanted.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": isJSON = true
            case "--samples":
                guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
                sampleCount = count
            case "--milliseconds":
                guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
                sampleMilliseconds = count
            case let word where !word.hasPrefix("-"): words.append(word)
            default: return nil
            }
        }
    }

    func wants(_ benchmark: BenchmarkCase) -> Bool {
        let title = "\(benchmark.kernel), \(benchmark.data), \(benchmark.size)"
        return words.isEmpty || words.contains { title.contains($0) }
    }
}
