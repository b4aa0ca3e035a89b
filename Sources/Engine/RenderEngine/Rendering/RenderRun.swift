import Compositing
import EncodedMedia
import Foundation
import MediaIO
import MediaTiming
import TimelineModel

/// One render while it lasts: its threads, what they share, how far they are.
final class RenderRun: @unchecked Sendable {
    private let plan: RenderPlan
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

    private let lock = NSLock()
    private var progress: RenderProgress
    private var counts = WorkCounts()
    private var cachedChunks = 0
    private var failure: (any Error)?
    private var sound: SoundTrack.Result?

    init(
        plan: RenderPlan, settings: RenderSettings, store: any ChunkStore,
        cancellation: Cancellation, start: ContinuousClock.Instant,
        onProgress: @escaping @Sendable (RenderProgress) -> Void
    ) {
        self.plan = plan
        self.settings = settings
        self.store = store
        prepared = (store as? CachedChunkStore).map { PreparedPictures(plan: plan, store: $0) }
        sprites = SharedSprites(keeper: prepared)
        self.cancellation = cancellation
        self.start = start
        self.onProgress = onProgress
        let frames = plan.grid.frames
        progress = RenderProgress(
            phase: .planning, finishedChunks: 0, chunkCount: plan.grid.chunkCount, finishedFrames: 0, cachedFrames: 0,
            frameCount: frames.count, elapsedSeconds: 0,
            durationSeconds: plan.timeline.frameRate.time(ofFrame: frames.count).doubleValue)
    }

    /// Says that a phase has begun.
    func report(_ phase: RenderProgress.Phase) { report { $0.phase = phase } }

    private func report(_ change: (inout RenderProgress) -> Void) {
        lock.lock()
        change(&progress)
        progress.elapsedSeconds = seconds(clock.now - start)
        let state = progress
        lock.unlock()
        onProgress(state)
    }

    /// Renders whatever is not in the store, on as many threads as are wanted and one for the sound.
    func renderChunksAndSound() throws -> SoundTrack.Result {
        let missing = try missingChunks()
        report(.rendering)
        let schedule = ChunkSchedule(
            chunks: missing.map { ($0, plan.grid.frames(ofChunkAt: $0).count) },
            workerCount: max(1, settings.workerCount))
        let group = DispatchGroup()
        startThread(named: "workprint sound", in: group) {
            let result = try SoundTrack(plan: self.plan, store: self.store).render(isStopped: { self.isStopped })
            self.lock.withLock { self.sound = result }
        }
        for worker in 0..<min(max(1, settings.workerCount), missing.count) {
            startThread(named: "workprint \(worker)", in: group) { try self.work(worker, schedule) }
        }
        group.wait()
        if let failure { throw failure }
        try cancellation.check()
        guard let sound else { throw RenderFailure.program("the sound was not rendered") }
        return sound
    }

    private func missingChunks() throws -> [Int] {
        var missing: [Int] = []
        var seen: Set<String> = []
        for (position, key) in plan.chunkKeys.enumerated() {
            // Chunks with equal keys are equal: a long still is rendered once.
            guard seen.insert(key).inserted else {
                report { $0.finishedChunks += 1 }
                continue
            }
            let known = try store.chunk(forKey: key)
            if let known, !settings.collectsFrameHashes || known.frameHashes != nil {
                cachedChunks += 1
                report {
                    $0.finishedChunks += 1
                    $0.finishedFrames += known.frameCount
                    $0.cachedFrames += known.frameCount
                }
            } else {
                missing.append(position)
            }
        }
        return missing
    }

    private var isStopped: Bool { cancellation.isCancelled || lock.withLock { failure != nil } }

    private func work(_ worker: Int, _ schedule: ChunkSchedule) throws {
        let chunks = ChunkWorker(
            number: worker, plan: plan, stills: stills, prepared: prepared, sprites: sprites,
            collectsHashes: settings.collectsFrameHashes)
        while !isStopped, let position = schedule.next(for: worker) {
            let chunk = try chunks.render(chunkAt: position, cancellation: cancellation) {
                self.report { $0.finishedFrames += 1 }
            }
            try store.keep(chunk, forKey: plan.chunkKeys[position])
            report { $0.finishedChunks += 1 }
        }
        lock.withLock { counts = counts + chunks.counts }
    }

    private func startThread(named name: String, in group: DispatchGroup, _ body: @escaping @Sendable () throws -> Void)
    {
        group.enter()
        let thread = Thread {
            do {
                try body()
            } catch {
                self.lock.withLock { if self.failure == nil { self.failure = error } }
            }
            group.leave()
        }
        thread.name = name
        // Decoders and the text stack want more than the half megabyte that threads get otherwise.
        thread.stackSize = 8 << 20
        thread.start()
    }

    private static func words(_ rate: VideoEncoderSettings.Rate) -> String {
        switch rate {
        case .lossless: "lossless"
        case .crf(let factor): factor == factor.rounded() ? "crf \(Int(factor))" : "crf \(factor)"
        }
    }

    /// What was done, once the film is written.
    func finalReport(
        path: String, hashes: [String], sound: SoundTrack.Result,
        seconds: (planning: Double, rendering: Double, assembling: Double)
    ) -> RenderReport {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let state = lock.withLock { (progress, counts, cachedChunks) }
        return RenderReport(
            path: path, byteCount: (attributes?[.size] as? NSNumber)?.intValue ?? 0, size: plan.planner.outputSize,
            frameRate: plan.timeline.frameRate.framesPerSecond.description, frameCount: plan.grid.frames.count,
            durationSeconds: state.0.durationSeconds, sampleCount: plan.sampleRange.count,
            encoding: "\(plan.encoder.preset) \(Self.words(plan.encoder.rate))", chunkCount: plan.grid.chunkCount,
            cachedChunks: state.2, cachedFrames: state.0.cachedFrames, isSoundCached: sound.isCached, counts: state.1,
            workerCount: settings.workerCount, planningSeconds: seconds.planning, renderingSeconds: seconds.rendering,
            assemblingSeconds: seconds.assembling, soundSeconds: sound.seconds, peakMemoryBytes: PeakMemory.bytes,
            loudnessLUFS: sound.encoded.mixLoudnessLUFS,
            findings: LoudnessFinding.findings(sound.encoded.mixLoudnessLUFS, of: plan.timeline), frameHashes: hashes)
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
