import Compositing
import EncodedMedia
import Foundation
import MediaIO
import MediaTiming
import Synchronization
import Threading
import TimelineModel

/// One render while it lasts: its threads, what they share, how far they are.
///
/// Whatever of the plan's chunks and sound the store does not hold is rendered into it; then the film is assembled from
/// there. Single chunks can be asked for too, by those who hand them out themselves.
package final class RenderSession: Sendable {
    /// What is rendered.
    package let plan: RenderPlan
    private let settings: RenderSettings
    private let store: any ChunkStore
    private let sprites: SharedSprites
    private let stills = SharedStills()
    /// Nil where nothing outlives the render.
    private let prepared: PreparedPictures?
    private let cancellation: Cancellation
    private let onProgress: @Sendable (RenderProgress) -> Void
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    /// Where the chunks with each key lie, the first one first.
    private let positions: [String: [Int]]
    private let state: Mutex<State>

    private struct State {
        var progress: RenderProgress
        var counts = WorkCounts()
        var cachedChunks = 0
        var sound: SoundTrack.Result?
    }

    /// A session that has not begun. `start` is when its caller began.
    package init(
        plan: RenderPlan, settings: RenderSettings, store: any ChunkStore, cancellation: Cancellation,
        start: ContinuousClock.Instant = .now, onProgress: @escaping @Sendable (RenderProgress) -> Void = { _ in }
    ) {
        self.plan = plan
        self.settings = settings
        self.store = store
        prepared = store.cache.map { PreparedPictures(plan: plan, store: $0) }
        sprites = SharedSprites(keeper: prepared)
        self.cancellation = cancellation
        self.start = start
        self.onProgress = onProgress
        positions = Dictionary(grouping: plan.chunkKeys.indices) { plan.chunkKeys[$0] }
        let frames = plan.grid.frames
        state = Mutex(
            State(
                progress: RenderProgress(
                    phase: .planning, finishedChunks: 0, chunkCount: plan.grid.chunkCount, finishedFrames: 0,
                    cachedFrames: 0, repeatedFrames: 0, frameCount: frames.count, elapsedSeconds: 0,
                    durationSeconds: plan.timeline.frameRate.time(ofFrame: frames.count).doubleValue)))
    }

    /// Says that a phase has begun.
    package func report(_ phase: RenderProgress.Phase) { report { $0.phase = phase } }

    private func report(_ change: (inout RenderProgress) -> Void) {
        let elapsed = seconds(clock.now - start)
        let progress = state.withLock { state in
            change(&state.progress)
            state.progress.elapsedSeconds = elapsed
            return state.progress
        }
        onProgress(progress)
    }

    // MARK: Rendering

    /// Renders whatever is not in the store, on as many threads as are wanted and one for the sound.
    ///
    /// Throws what the first thread that failed threw; the others stop before their next frame.
    package func renderChunksAndSound() throws {
        let missing = try missingChunks()
        report(.rendering)
        let workerCount = max(1, settings.workerCount)
        let schedule = ChunkSchedule(
            chunks: missing.map { ($0, plan.grid.frames(ofChunkAt: $0).count) }, workerCount: workerCount)
        let group = WorkerGroup()
        group.start(named: "workprint sound") { [self] in try renderSound { group.hasFailed } }
        for worker in 0..<min(workerCount, missing.count) {
            group.start(named: "workprint \(worker)") { [self] in
                try work(worker, schedule) { group.hasFailed }
            }
        }
        try group.wait()
        try cancellation.check()
    }

    /// Mixes and encodes the sound, where the store does not hold it.
    package func renderSound() throws {
        try renderSound { false }
        try cancellation.check()
    }

    private func renderSound(isStopped: @escaping () -> Bool) throws {
        let track = SoundTrack(plan: plan, store: store) { [self] sound in report { $0.sound = sound } }
        let result = try track.render { [cancellation] in isStopped() || cancellation.isCancelled }
        state.withLock { $0.sound = result }
        if result != nil { report { $0.sound = RenderProgress.Sound(stage: .done, fraction: 1) } }
    }

    /// Renders the chunk at a position of the grid, where the store does not hold it.
    package func renderChunk(at position: Int) throws {
        guard try known(position) == nil else { return }
        let worker = makeWorker(0)
        let chunk = try worker.render(chunkAt: position, check: cancellation.check, onFrame: {})
        try plan.sourceStates.check()
        try store.keep(chunk, forKey: plan.chunkKeys[position])
    }

    private func known(_ position: Int) throws -> EncodedChunk? {
        let known = try store.chunk(forKey: plan.chunkKeys[position])
        return known?.frameHashes != nil || !settings.collectsFrameHashes ? known : nil
    }

    private func missingChunks() throws -> [Int] {
        var missing: [Int] = []
        for position in plan.chunkKeys.indices where isFirst(position) {
            guard let known = try known(position) else {
                missing.append(position)
                continue
            }
            state.withLock { $0.cachedChunks += 1 }
            report {
                $0.finishedFrames += known.frameCount
                $0.cachedFrames += known.frameCount
            }
            finish(position)
        }
        return missing
    }

    /// Whether the chunk at a position is the first with its key. Chunks with equal keys are equal: a long still is
    /// rendered once.
    private func isFirst(_ position: Int) -> Bool { positions[plan.chunkKeys[position]]?.first == position }

    /// Counts a chunk as done, with all that are equal to it.
    private func finish(_ position: Int) {
        let others = positions[plan.chunkKeys[position]]?.dropFirst() ?? []
        let frames = others.reduce(0) { $0 + plan.grid.frames(ofChunkAt: $1).count }
        report {
            $0.finishedChunks += 1 + others.count
            $0.finishedFrames += frames
            $0.repeatedFrames += frames
        }
    }

    private func makeWorker(_ number: Int) -> ChunkWorker {
        ChunkWorker(
            number: number, plan: plan, stills: stills, prepared: prepared, sprites: sprites,
            collectsHashes: settings.collectsFrameHashes)
    }

    private func work(_ number: Int, _ schedule: ChunkSchedule, isStopped: () -> Bool) throws {
        let worker = makeWorker(number)
        defer { state.withLock { $0.counts = $0.counts + worker.counts } }
        while !isStopped(), let position = schedule.next(for: number) {
            let chunk = try worker.render(
                chunkAt: position,
                check: { () throws(RenderFailure) in
                    // Whoever failed first says why.
                    if isStopped() { throw .cancelled }
                    try cancellation.check()
                },
                onFrame: { report { $0.finishedFrames += 1 } })
            try plan.sourceStates.check()
            try store.keep(chunk, forKey: plan.chunkKeys[position])
            finish(position)
        }
    }

    // MARK: Joining

    /// Joins chunks and sound to a film at `path`, which must not be seen before it is whole. Returns the digests of its
    /// frames where they were asked for.
    package func assemble(to path: String) throws -> [String] {
        report(.assembling)
        var hashes: [String] = []
        guard let sound = try sound() else {
            throw RenderFailure.machine("the finished sound has gone from the cache; render again")
        }
        try MovieAssembler.write(
            to: path, settings: plan.encoder,
            chunks: plan.chunkKeys.lazy.map { [store] key in
                { () throws -> EncodedChunk in
                    guard let chunk = try store.chunk(forKey: key) else {
                        throw RenderFailure.machine("a finished chunk has gone from the cache; render again")
                    }
                    return chunk
                }
            },
            sound: sound.encoded, title: plan.timeline.title,
            onChunk: { hashes += $0.frameHashes ?? [] }, isCancelled: { [cancellation] in cancellation.isCancelled })
        try cancellation.check()
        try plan.sourceStates.check()
        return hashes
    }

    private func sound() throws -> SoundTrack.Result? {
        if let rendered = state.withLock({ $0.sound }) { return rendered }
        let known = try store.sound(forKey: plan.soundKey)
        return known.map { SoundTrack.Result(encoded: $0, isCached: true, seconds: 0) }
    }

    /// What was done, once the film is written.
    package func finalReport(path: String, hashes: [String], times: RenderReport.Times) -> RenderReport {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let (progress, counts, cachedChunks, sound) = state.withLock {
            ($0.progress, $0.counts, $0.cachedChunks, $0.sound)
        }
        var times = times
        times.sound = sound?.seconds ?? 0
        return RenderReport(
            path: path, byteCount: (attributes?[.size] as? NSNumber)?.intValue ?? 0, size: plan.planner.outputSize,
            frameRate: plan.timeline.frameRate.framesPerSecond.description, frameCount: plan.grid.frames.count,
            durationSeconds: progress.durationSeconds, sampleCount: plan.sampleRange.count,
            encoding: plan.encoder.words, chunkCount: plan.grid.chunkCount,
            cachedChunks: cachedChunks, cachedFrames: progress.cachedFrames, repeatedFrames: progress.repeatedFrames,
            isSoundCached: sound?.isCached ?? false, counts: counts, workerCount: settings.workerCount, times: times,
            peakMemoryBytes: PeakMemory.bytes, loudnessLUFS: sound?.encoded.mixLoudnessLUFS,
            findings: LoudnessFinding.findings(sound?.encoded.mixLoudnessLUFS, of: plan.timeline), frameHashes: hashes)
    }
}

extension VideoEncoderSettings {
    /// x264 preset and rate, such as `veryfast crf 18`.
    fileprivate var words: String {
        switch rate {
        case .lossless: "\(preset) lossless"
        case .crf(let factor): "\(preset) crf \(factor == factor.rounded() ? "\(Int(factor))" : "\(factor)")"
        }
    }
}

/// The largest memory that the process has held.
enum PeakMemory {
    /// In bytes, as the kernel counts resident memory.
    static var bytes: Int {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return usage.ru_maxrss * 1_024
    }
}
