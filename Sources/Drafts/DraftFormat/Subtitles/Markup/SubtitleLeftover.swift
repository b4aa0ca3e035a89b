/// What of a subtitle file's markup a draft's text cannot say, so that it is not shown.
enum SubtitleLeftover: Int, CaseIterable, Hashable {
    /// A look of a part of a cue only, or of one of the cues that are seen together.
    case partialLook
    case lines
    case fonts
    case places
    case wordTimes
    case ruby
    case styleSheets
    case regions
    case others

    /// Its name in a message.
    var name: String {
        switch self {
        case .partialLook: "slant, weight or color of a part"
        case .lines: "lines under or through letters"
        case .fonts: "fonts, sizes and outlines"
        case .places: "places and widths"
        case .wordTimes: "times of single words"
        case .ruby: "ruby texts, which are shown in their line"
        case .styleSheets: "style sheets"
        case .regions: "regions"
        case .others: "other tags and settings"
        }
    }
}

/// How often something was left over, and where first.
struct SubtitleLeftovers {
    private var counts: [SubtitleLeftover: Int] = [:]
    private var firstLine: Int?

    /// Counts things that stand at a line, counted from 0.
    mutating func add(_ leftover: SubtitleLeftover, count: Int = 1, line: Int) {
        counts[leftover, default: 0] += count
        firstLine = min(firstLine ?? line, line)
    }

    /// Counts what a cue leaves over, once for each sort.
    mutating func add(_ leftovers: Set<SubtitleLeftover>, line: Int) {
        for leftover in leftovers { add(leftover, line: line) }
    }

    /// The one problem that tells of all of them, or nil where there are none.
    var problem: SubtitleProblem? {
        guard let firstLine else { return nil }
        let parts = SubtitleLeftover.allCases.compactMap { leftover in
            counts[leftover].map { "\(leftover.name) (\(grouped($0)))" }
        }
        return SubtitleProblem(
            kind: .markup, line: firstLine + 1,
            message: "is the first with markup that is not shown: \(parts.joined(separator: ", ")); the text itself is")
    }
}
