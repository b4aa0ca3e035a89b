import Foundation
import TestSupport
import Testing
import WorkprintKit

/// The public face, as another package uses it.
@Suite struct RenderingTests {
    private func draft(_ name: String) throws -> Draft {
        try Draft(
            contentsOf: TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small/\(name).json"))
    }

    @Test func rendersWithProgressAndAReport() async throws {
        let folder = try TemporaryFolder()
        let draft = try draft("zoom-and-pan")
        #expect(draft.isRenderable && draft.findings.isEmpty && draft.frameCount == 15)
        #expect(draft.summary == "Timeline (1 track): 1. Video: dandelions (0-1s)")
        var options = RenderOptions()
        options.collectsFrameHashes = true
        options.threads = 2
        let output = folder.url.appending(path: "out.mp4")
        let run = draft.render(to: output, options: options)
        var last: RenderRun.Progress?
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

    @Test func aCancelledRunLeavesNoFile() async throws {
        let folder = try TemporaryFolder()
        let draft = try Draft(
            contentsOf: TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small/zoom-and-pan.json"))
        let run = draft.render(to: folder.url.appending(path: "out.mp4"))
        run.cancel()
        await #expect(throws: WorkprintError.self) { try await run.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func aFrameIsAPNG() throws {
        let png = try draft("fit-contain").pngOfFrame(3)
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(throws: WorkprintError.self) { try draft("fit-contain").pngOfFrame(10_000) }
    }

    @Test func aBrokenDraftIsNotRenderable() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(#"{"t":[{"tt":0,"sg":[{"src":"nowhere.png","d":1000}]}]}"#, to: "draft.json")
        let draft = try Draft(contentsOf: URL(fileURLWithPath: path))
        #expect(!draft.isRenderable)
        #expect(draft.findings.map(\.code) == ["asset-missing"] && draft.findings[0].pointer == "/t/0/sg/0/src")
        #expect(throws: WorkprintError.self) { try Draft(contentsOf: folder.url.appending(path: "none.json")) }
    }
}
