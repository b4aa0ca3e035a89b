import Foundation
import TestSupport
import Testing
import WorkprintKit

/// The public face, as another package uses it.
@Suite struct RenderingTests {
    @Test func rendersWithProgressAndAReport() async throws {
        let folder = try TemporaryFolder()
        let draft = try KitDraft.small("zoom-and-pan")
        let frameCount = draft.frameCount
        #expect(draft.isRenderable && draft.findings.isEmpty)
        #expect(frameCount == 15)
        var options = RenderOptions()
        options.collectsFrameHashes = true
        options.threads = 2
        let output = folder.url.appending(path: "out.mp4")
        let run = draft.render(to: output, options: options)
        var last: RenderState?
        for await progress in run.progress {
            #expect(progress.finishedFrames >= last?.finishedFrames ?? 0)
            last = progress
        }
        let report = try await run.value
        #expect(last?.frameCount == 15)
        #expect(report.frameCount == 15 && report.frameHashes.count == 15)
        #expect(Set(report.frameHashes).count == 15, "every frame of a zoom is another one")
        #expect(try FileManager.default.attributesOfItem(atPath: output.path)[.size] as? Int == report.byteCount)
    }

    @Test func aDraftTellsItsTimesExactly() throws {
        let draft = try KitDraft.small("zoom-and-pan")
        let (duration, rate) = (draft.duration, draft.frameRate)
        #expect(duration == MediaTime(milliseconds: 1_000))
        #expect(rate == FrameRate(15))
        #expect(draft.summary == "Timeline (1 track): 1. Video: dandelions (0-1s)")
    }

    @Test func progressReachesItsEndWhereChunksAreEqual() throws {
        let folder = try TemporaryFolder()
        let draft = KitDraft.still(seconds: 20)
        let states = Collected<RenderState>()
        let run = draft.render(to: folder.url.appending(path: "out.mp4")) { states.append($0) }
        let report = try run.wait()
        let last = try #require(states.all.last)
        #expect(last.phase == .assembling && last.finishedFrames == 600 && last.frameCount == 600)
        #expect(last.finishedChunks == last.chunkCount)
        #expect(states.all.allSatisfy { $0.finishedFrames <= 600 })
        #expect(report.compositedFrames + report.reusedFrames + report.cachedFrames == 600)
    }

    @Test func progressReachesItsEndWhereEqualChunksAreInTheCache() throws {
        let folder = try TemporaryFolder()
        var options = RenderOptions()
        options.cache = folder.url.appending(path: "cache")
        for isCached in [false, true] {
            let states = Collected<RenderState>()
            let run = KitDraft.still(seconds: 20).render(
                to: folder.url.appending(path: "out.mp4"), options: options
            ) { states.append($0) }
            let report = try run.wait()
            #expect(states.all.last?.finishedFrames == 600)
            #expect((report.cachedFrames > 0) == isCached)
            #expect(report.compositedFrames + report.reusedFrames + report.cachedFrames == 600)
        }
    }

    @Test func aCancelledRunLeavesNoFile() async throws {
        let folder = try TemporaryFolder()
        let run = try KitDraft.small("zoom-and-pan").render(to: folder.url.appending(path: "out.mp4"))
        run.cancel()
        await #expect(throws: WorkprintError.cancelled) { try await run.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func aRunThatIsDroppedStops() async throws {
        let folder = try TemporaryFolder()
        let states = Collected<RenderState>()
        let isDropped = Collected<Bool>()
        var run: RenderRun? = KitDraft.moving(seconds: 60).render(to: folder.url.appending(path: "out.mp4")) { state in
            states.append(state)
            // The first painted frame waits until nobody holds the run.
            while state.finishedFrames > 0, isDropped.all.isEmpty { usleep(1_000) }
        }
        try await until { states.all.contains { $0.finishedFrames > 0 } }
        #expect(run != nil)
        run = nil
        isDropped.append(true)
        try await until { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty }
        let most = states.all.map(\.finishedFrames).max() ?? 0
        #expect(most > 0 && most < 100, "of 1800 frames")
    }

    /// Waits for something that comes soon; no longer than half a minute.
    private func until(_ isSo: () throws -> Bool) async throws {
        for _ in 0..<3_000 {
            if try isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it did not come")
    }

    @Test func aPausedRunWaitsAndGoesOn() async throws {
        let folder = try TemporaryFolder()
        let states = Collected<RenderState>()
        let run = KitDraft.moving(seconds: 4).render(to: folder.url.appending(path: "out.mp4")) { states.append($0) }
        for await state in run.progress where state.finishedFrames > 0 { break }
        run.pause()
        // Each worker may end the frame that it has begun.
        try await Task.sleep(for: .milliseconds(300))
        let held = states.all.last?.finishedFrames
        try await Task.sleep(for: .milliseconds(300))
        #expect(states.all.last?.finishedFrames == held)
        run.resume()
        #expect(try await run.value.frameCount == 120)
    }

    @Test func aRunThatWaitsInAPauseCanBeCancelled() async throws {
        let folder = try TemporaryFolder()
        let run = KitDraft.moving(seconds: 4).render(to: folder.url.appending(path: "out.mp4"))
        run.pause()
        run.cancel()
        await #expect(throws: WorkprintError.cancelled) { try await run.value }
    }

    @Test func twoEnginesWithTwoCachesWorkAtTheSameTime() async throws {
        let folder = try TemporaryFolder()
        let draft = try KitDraft.small("zoom-and-pan")
        let runs = (0..<2).map { index in
            var options = RenderOptions()
            options.cache = folder.url.appending(path: "cache-\(index)")
            return draft.render(to: folder.url.appending(path: "\(index).mp4"), options: options)
        }
        for run in runs { #expect(try await run.value.frameCount == 15) }
        #expect(
            try Data(contentsOf: folder.url.appending(path: "0.mp4"))
                == Data(contentsOf: folder.url.appending(path: "1.mp4")))
        for index in 0..<2 {
            let chunks = folder.url.appending(path: "cache-\(index)/chunks").path
            #expect(try !FileManager.default.contentsOfDirectory(atPath: chunks).isEmpty)
        }
    }

    @Test func wishesComeBeforeTheDraftsOutput() throws {
        let folder = try TemporaryFolder()
        let text = """
            {"t":[{"tt":0,"sg":[{"src":"#204060","d":200}]}],"m":{"width":320,"height":240,"fps":30},
             "output":{"quality":"draft","fps":25}}
            """
        let draft = Draft(data: Data(text.utf8), folder: folder.url)
        #expect(draft.findings.isEmpty)
        let plain = try draft.render(to: folder.url.appending(path: "a.mp4")).wait()
        #expect(plain.size == PixelSize(width: 160, height: 120) && plain.frameRate == "25")
        #expect(
            try Painter(draft).size == PixelSize(width: 160, height: 120), "a frame obeys the draft as a render does")
        var options = RenderOptions()
        options.quality = .standard
        options.frameRate = FrameRate(30)
        let wished = try draft.render(to: folder.url.appending(path: "b.mp4"), options: options).wait()
        #expect(wished.size == PixelSize(width: 320, height: 240) && wished.frameRate == "30")
        #expect(wished.encoding == "superfast crf 22")
    }

    @Test func aBrokenDraftIsNotRenderable() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(#"{"t":[{"tt":0,"sg":[{"src":"nowhere.png","d":1000}]}]}"#, to: "draft.json")
        let draft = try Draft(contentsOf: URL(fileURLWithPath: path))
        #expect(!draft.isRenderable)
        #expect(draft.findings.map(\.code) == ["asset-missing"] && draft.findings[0].pointer == "/t/0/sg/0/src")
        #expect(throws: WorkprintError.self) { try Draft(contentsOf: folder.url.appending(path: "none.json")) }
        #expect(throws: WorkprintError.badInput(draft.findings)) {
            try draft.render(to: folder.url.appending(path: "out.mp4")).wait()
        }
        #expect(WorkprintError.badInput(draft.findings).localizedDescription.contains("asset-missing at /t/0/sg/0/src"))
    }
}
