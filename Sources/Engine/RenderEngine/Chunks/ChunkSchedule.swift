import Foundation

/// Hands out chunks to workers as contiguous runs, so that a worker's decoders go on from chunk to chunk.
///
/// Each worker starts with a run of about equally many frames. One that has finished takes the far half of the longest
/// run that is left. The short chunks at the end of the film belong to no run: they come last, one at a time, so that all
/// workers end at about the same time whoever was slow.
package final class ChunkSchedule: @unchecked Sendable {
    private let lock = NSLock()
    private var runs: [Range<Int>] = []
    /// The short chunks that nobody has begun.
    private var tail: Range<Int>
    /// What each worker was given last.
    private var latest: [Int?]
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
        tail = whole..<chunks.count
        latest = [Int?](repeating: nil, count: workerCount)
        var start = 0
        for worker in 0..<workerCount {
            let end = worker == workerCount - 1 ? whole : place(ofShare: worker + 1, of: workerCount, start..<whole)
            runs.append(start..<end)
            start = end
        }
    }

    /// The boundary nearest to `part / count` of the frames that runs hold, among those of `places`.
    private func place(ofShare part: Int, of count: Int, _ places: Range<Int>) -> Int {
        let wanted = sums[places.upperBound] * part / count
        return (places.lowerBound...places.upperBound).min { abs(sums[$0] - wanted) < abs(sums[$1] - wanted) }
            ?? places.lowerBound
    }

    private func frameCount(_ run: Range<Int>) -> Int { sums[run.upperBound] - sums[run.lowerBound] }

    /// The next chunk for a worker, or nil where nothing is left to begin.
    package func next(for worker: Int) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        if runs[worker].isEmpty {
            guard let victim = runs.indices.max(by: { frameCount(runs[$0]) < frameCount(runs[$1]) }),
                !runs[victim].isEmpty
            else { return nextOfTail(for: worker).map { chunks[$0] } }
            let run = runs[victim]
            // The victim is at work on the chunk before its run, so the larger half is the thief's.
            var middle = run.lowerBound
            while middle + 1 < run.upperBound, frameCount(run.lowerBound..<middle + 1) * 2 <= frameCount(run) {
                middle += 1
            }
            runs[worker] = middle..<run.upperBound
            runs[victim] = run.lowerBound..<middle
        }
        let run = runs[worker]
        runs[worker] = run.lowerBound + 1..<run.upperBound
        latest[worker] = run.lowerBound
        return chunks[run.lowerBound]
    }

    /// The first short chunk is for the worker whose decoders stand there, if there is one; the others begin at the end.
    private func nextOfTail(for worker: Int) -> Int? {
        let before = tail.lowerBound - 1
        let isAnothers = latest[worker] != before && latest.contains(before)
        let place = isAnothers ? tail.popLast() : tail.popFirst()
        if let place { latest[worker] = place }
        return place
    }
}
