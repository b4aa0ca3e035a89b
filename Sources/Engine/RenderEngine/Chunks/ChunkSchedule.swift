import Synchronization

/// Hands out chunks to workers as contiguous runs, so that a worker's decoders go on from chunk to chunk.
///
/// Each worker starts with a run of about equally many frames. One that has finished takes the far half of the longest
/// run that is left. The short chunks at the end of the film belong to no run: they come last, one at a time, so that all
/// workers end at about the same time whoever was slow.
package final class ChunkSchedule: Sendable {
    private struct State {
        var runs: [Range<Int>] = []
        /// The short chunks that nobody has begun.
        var tail: Range<Int>
        /// What each worker was given last.
        var latest: [Int?]
    }

    private let state: Mutex<State>
    private let chunks: [Int]
    /// Frames in all chunks before each one, and in all of them.
    private let sums: [Int]

    /// A schedule of chunk positions in rising order, with the frames that each one holds, for a number of workers.
    package init(chunks: [(position: Int, frameCount: Int)], workerCount: Int) {
        self.chunks = chunks.map(\.position)
        var sums = [0]
        for chunk in chunks { sums.append((sums.last ?? 0) + chunk.frameCount) }
        self.sums = sums
        let longest = chunks.map(\.frameCount).max() ?? 0
        let whole = workerCount > 1 ? (chunks.lastIndex { $0.frameCount == longest } ?? -1) + 1 : chunks.count
        var runs: [Range<Int>] = []
        var start = 0
        for worker in 0..<workerCount {
            let end =
                worker == workerCount - 1
                ? whole : Self.place(ofShare: worker + 1, of: workerCount, start..<whole, sums)
            runs.append(start..<end)
            start = end
        }
        state = Mutex(
            State(
                runs: runs, tail: whole..<chunks.count, latest: [Int?](repeating: nil, count: workerCount)))
    }

    /// The boundary nearest to `part / count` of the frames that runs hold, among those of `places`.
    private static func place(ofShare part: Int, of count: Int, _ places: Range<Int>, _ sums: [Int]) -> Int {
        let wanted = sums[places.upperBound] * part / count
        return (places.lowerBound...places.upperBound).min { abs(sums[$0] - wanted) < abs(sums[$1] - wanted) }
            ?? places.lowerBound
    }

    private func frameCount(_ run: Range<Int>) -> Int { sums[run.upperBound] - sums[run.lowerBound] }

    /// The next chunk for a worker, or nil where nothing is left to begin.
    package func next(for worker: Int) -> Int? {
        let place = state.withLock { state in nextOfRuns(for: worker, &state) ?? Self.nextOfTail(for: worker, &state) }
        return place.map { chunks[$0] }
    }

    private func nextOfRuns(for worker: Int, _ state: inout State) -> Int? {
        if state.runs[worker].isEmpty {
            guard
                let victim = state.runs.indices.max(by: {
                    frameCount(state.runs[$0]) < frameCount(state.runs[$1])
                }), !state.runs[victim].isEmpty
            else { return nil }
            let run = state.runs[victim]
            // The victim is at work on the chunk before its run, so the larger half is the thief's.
            var middle = run.lowerBound
            while middle + 1 < run.upperBound, frameCount(run.lowerBound..<middle + 1) * 2 <= frameCount(run) {
                middle += 1
            }
            state.runs[worker] = middle..<run.upperBound
            state.runs[victim] = run.lowerBound..<middle
        }
        let run = state.runs[worker]
        state.runs[worker] = run.lowerBound + 1..<run.upperBound
        state.latest[worker] = run.lowerBound
        return run.lowerBound
    }

    /// The first short chunk is for the worker whose decoders stand there, if there is one; the others begin at the end.
    private static func nextOfTail(for worker: Int, _ state: inout State) -> Int? {
        let before = state.tail.lowerBound - 1
        let isAnothers = state.latest[worker] != before && state.latest.contains(before)
        let place = isAnothers ? state.tail.popLast() : state.tail.popFirst()
        if let place { state.latest[worker] = place }
        return place
    }
}
