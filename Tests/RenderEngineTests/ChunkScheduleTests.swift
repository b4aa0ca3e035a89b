import RenderEngine
import Testing

/// Who renders which chunk.
@Suite struct ChunkScheduleTests {
    private static func chunks(_ counts: [Int]) -> [(position: Int, frameCount: Int)] {
        counts.enumerated().map { (position: $0.offset, frameCount: $0.element) }
    }

    /// What workers get where each takes `speeds` time units a frame.
    private static func run(_ counts: [Int], speeds: [Int]) -> (taken: [[Int]], ends: [Int]) {
        let schedule = ChunkSchedule(chunks: chunks(counts), workerCount: speeds.count)
        var taken = speeds.map { _ in [Int]() }
        var ends = speeds.map { _ in 0 }
        var isFinished = speeds.map { _ in false }
        while let worker = ends.indices.filter({ !isFinished[$0] }).min(by: { ends[$0] < ends[$1] }) {
            guard let position = schedule.next(for: worker) else {
                isFinished[worker] = true
                continue
            }
            taken[worker].append(position)
            ends[worker] += counts[position] * speeds[worker]
        }
        return (taken, ends)
    }

    @Test(
        arguments: [[], [5], [60, 15], [60, 60, 60, 30, 15, 15], [60, 60, 60, 60, 60, 60, 60], [15, 15, 30]], 1...5)
    func eachChunkIsHandedOutOnce(_ counts: [Int], _ workers: Int) {
        let (taken, _) = Self.run(counts, speeds: (1...workers).map { $0 })
        #expect(taken.flatMap { $0 }.sorted() == Array(counts.indices))
    }

    @Test func theFirstShortChunkIsForTheWorkerWhoStandsThere() {
        let schedule = ChunkSchedule(chunks: Self.chunks([60, 60, 30, 15, 15]), workerCount: 2)
        #expect(schedule.next(for: 0) == 0 && schedule.next(for: 1) == 1)
        #expect(schedule.next(for: 0) == 4 && schedule.next(for: 1) == 2 && schedule.next(for: 1) == 3)
        #expect(schedule.next(for: 0) == nil)
    }

    @Test func runsAreContiguousAndShortChunksComeLast() {
        let counts = Array(repeating: 60, count: 8) + [30, 15, 15]
        let (taken, _) = Self.run(counts, speeds: [1, 1])
        #expect(taken[0].prefix(4) == [0, 1, 2, 3])
        #expect(taken[1].prefix(4) == [4, 5, 6, 7])
        #expect(taken.flatMap { $0.dropFirst(4) }.sorted() == [8, 9, 10])
    }

    /// The worker of the slow half must not be left alone with a whole chunk.
    @Test(arguments: [[2, 3], [3, 2], [5, 4], [4, 5]])
    func workersEndTogether(_ speeds: [Int]) {
        let counts = Array(repeating: 60, count: 14) + [30, 15, 15]
        let (_, ends) = Self.run(counts, speeds: speeds)
        #expect(abs(ends[0] - ends[1]) <= 30 * (speeds.max() ?? 0))
    }
}
