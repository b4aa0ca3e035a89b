import Foundation

/// Hands out chunks to workers as contiguous runs, so that a worker's decoders go on from chunk to chunk.
///
/// Each worker starts with a run of about equally many frames. One that has finished takes the far half of the longest
/// run that is left.
final class ChunkSchedule: @unchecked Sendable {
    private let lock = NSLock()
    private var runs: [Range<Int>] = []
    private let chunks: [Int]
    /// Frames in all chunks before each one, and in all of them.
    private let sums: [Int]

    /// A schedule of chunk positions in rising order, with the frames that each one holds, for a number of workers.
    init(chunks: [(position: Int, frameCount: Int)], workerCount: Int) {
        self.chunks = chunks.map(\.position)
        var sums = [0]
        for chunk in chunks { sums.append((sums.last ?? 0) + chunk.frameCount) }
        self.sums = sums
        var start = 0
        for worker in 0..<workerCount {
            let end = worker == workerCount - 1 ? chunks.count : place(ofShare: worker + 1, of: workerCount, start)
            runs.append(start..<end)
            start = end
        }
    }

    /// The boundary nearest to `part / count` of all frames, not before `start`.
    private func place(ofShare part: Int, of count: Int, _ start: Int) -> Int {
        let wanted = (sums.last ?? 0) * part / count
        return (start..<sums.count).min { abs(sums[$0] - wanted) < abs(sums[$1] - wanted) } ?? start
    }

    private func frameCount(_ run: Range<Int>) -> Int { sums[run.upperBound] - sums[run.lowerBound] }

    /// The next chunk for a worker, or nil where nothing is left to begin.
    func next(for worker: Int) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        if runs[worker].isEmpty {
            guard let victim = runs.indices.max(by: { frameCount(runs[$0]) < frameCount(runs[$1]) }),
                !runs[victim].isEmpty
            else { return nil }
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
        return chunks[run.lowerBound]
    }
}
