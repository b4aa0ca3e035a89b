import MediaTiming
import TimelineModel

/// The timed words of a text, quick to ask which of them are highlighted at an instant.
struct WordSchedule: Sendable {
    private let words: [TimedWord]
    /// Whether neither starts nor ends ever go back, so that the words of an instant follow each other.
    private let isInOrder: Bool

    /// A schedule of words in the order of the draft.
    init(_ words: [TimedWord]) {
        self.words = words
        isInOrder = zip(words, words.dropFirst()).allSatisfy { first, second in
            first.timeRange.start <= second.timeRange.start && first.timeRange.end <= second.timeRange.end
        }
    }

    /// Where the highlighted words stand in the text, in the order of the draft; times run from the segment's start.
    func places(at local: MediaTime) -> [Range<Int>] {
        guard isInOrder else { return words.filter { $0.timeRange.contains(local) }.map(\.scalars) }
        let first = words.partitionPoint { $0.timeRange.end > local }
        let end = words.partitionPoint { $0.timeRange.start > local }
        return first < end ? words[first..<end].map(\.scalars) : []
    }
}

extension [TimedWord] {
    /// The first index from which on the predicate holds; it must not stop holding.
    fileprivate func partitionPoint(where predicate: (TimedWord) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
