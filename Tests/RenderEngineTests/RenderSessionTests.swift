import DraftLoading
import Foundation
import RenderEngine
import Synchronization
import SystemFiles
import SystemPackage
import TestSupport
import Testing
import TimelineModel

@Suite struct RenderSessionTests {
    /// Keeps nothing, and refuses the sound.
    private final class FullStore: ChunkStore {
        let soundKey: String
        let hasFailed = Atomic<Bool>(false)

        init(soundKey: String) { self.soundKey = soundKey }

        func bytes(forKey key: String) throws(FileError) -> [UInt8]? { nil }

        func keep(_ bytes: [UInt8], forKey key: String) throws(FileError) {
            guard key == soundKey else { return }
            hasFailed.store(true, ordering: .sequentiallyConsistent)
            throw FileError(action: "writing", path: "the store", reason: .system(.noSpace))
        }
    }

    @Test func otherThreadsStopWithinAFrameAfterOneFailed() throws {
        let text = """
            {"t":[{"tt":0,"sg":[{"src":"#204060","d":60000}]},
                  {"tt":0,"sg":[{"src":"#c04020","d":60000,"w":0.2,"h":0.2,"kf":{"x":[[0,0],[60000,1]]}}]}],
             "m":{"width":320,"height":240,"fps":30}}
            """
        let timeline = try #require(DraftLoader().load(Array(text.utf8), baseDirectory: "/").timeline)
        var settings = RenderSettings()
        settings.workerCount = 2
        let plan = try RenderPlan(timeline: timeline, settings: settings)
        let store = FullStore(soundKey: plan.soundKey)
        let late = Atomic<Int>(0)
        let last = Mutex(0)
        let session = RenderSession(plan: plan, settings: settings, store: store, cancellation: Cancellation()) {
            let isNew = $0.finishedFrames > last.withLock { $0 }
            last.withLock { [frames = $0.finishedFrames] in $0 = max($0, frames) }
            guard isNew, store.hasFailed.load(ordering: .sequentiallyConsistent) else { return }
            late.add(1, ordering: .relaxed)
            // Longer than it takes until the failure is everybody's.
            usleep(20_000)
        }
        #expect(throws: FileError.self) { try session.renderChunksAndSound() }
        // Each of the two may have been amid a frame, and have begun another before the word was out.
        #expect(late.load(ordering: .relaxed) <= 4, "a chunk has 60 frames")
        #expect(last.withLock { $0 } < 1_800)
    }
}
