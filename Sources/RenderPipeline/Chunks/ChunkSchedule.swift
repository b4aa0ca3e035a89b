import Foundation

/// Hands out chunks to workers as contiguous runs, so that a worker's decoders go on from chunk to chunk.
///
/// Each worker starts with an equal run. One that has finished takes the far half of the longest run that is left.
final class ChunkSchedule: @unchecked Sendable {
    private let lock = NSLock()
    private var runs: [Range<Int>]
    private let chunks: [Int]

    /// A schedule of chunk positions in rising order for a number of workers.
    init(chunks: [Int], workerCount: Int) {
        self.chunks = chunks
        runs = (0..<workerCount).map { worker in
            chunks.count * worker / workerCount..<chunks.count * (worker + 1) / workerCount
        }
    }

    /// The next chunk for a worker, or nil where nothing is left to begin.
    func next(for worker: Int) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        if runs[worker].isEmpty {
            guard let victim = runs.indices.max(by: { runs[$0].count < runs[$1].count }), !runs[victim].isEmpty else {
                return nil
            }
            let run = runs[victim]
            let middle = run.lowerBound + run.count / 2
            runs[worker] = middle..<run.upperBound
            runs[victim] = run.lowerBound..<middle
        }
        let run = runs[worker]
        runs[worker] = run.lowerBound + 1..<run.upperBound
        return chunks[run.lowerBound]
    }
}
