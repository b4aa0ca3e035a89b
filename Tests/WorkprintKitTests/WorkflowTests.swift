import Foundation
import TestSupport
import Testing
import WorkprintKit

/// Checking, inspecting, verifying, recording and writing through the library.
@Suite struct WorkflowTests {
    @Test func checksWithSourcesAndForAPlatform() throws {
        let clean = try KitDraft.small("fit-cover").check()
        #expect(clean.errorCount == 0 && clean.findings.allSatisfy { $0.severity == .warning })
        let wide = try KitDraft.still(seconds: 2).check(platform: .reels)
        #expect(wide.findings.contains { $0.code == "platform-ratio" })
        #expect(try wide.json(name: "still.json").contains("platform-ratio"))
    }

    @Test func inspects() throws {
        let inspection = try KitDraft.moving(seconds: 2).inspection()
        #expect(inspection.summary.hasPrefix("Timeline (2 tracks)"))
        #expect(inspection.table.contains("320x240 at 30 fps, 2.000 s, 60 frames"))
        let sources = try KitDraft.small("fit-cover").sourceReport()
        #expect(sources.isUsable && !sources.table.isEmpty)
    }

    @Test func verifiesAnExportAndTellsAnotherOne() async throws {
        let folder = try TemporaryFolder()
        let draft = KitDraft.moving(seconds: 2)
        let export = folder.url.appending(path: "export.mp4")
        _ = try draft.render(to: export).wait()
        let good = try await draft.verify(export).value
        #expect(good.isSame, "\(good.findings)")
        #expect(good.html.contains("<html") && good.junit.contains("<testsuite"))
        let bad = try await KitDraft.moving(seconds: 2, color: "#20c040").verify(export).value
        #expect(!bad.isSame && bad.findings.contains(where: \.isFailure))
        let film = try await Verifier.verify(export, against: export).value
        #expect(film.isSame)
    }

    @Test func recordsAndChecksAFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write(KitDraft.movingText(seconds: 1), to: "a.json")
        let golden = GoldenFolder(drafts: folder.url)
        #expect(try golden.names() == ["a"])
        #expect(try golden.check("a").wait().state == .missing)
        let recording = try golden.record("a").wait()
        #expect(recording.isNew && !recording.isChange)
        try golden.write([recording])
        #expect(try golden.check("a").wait().state == .ok)
        try folder.write(KitDraft.movingText(seconds: 1, color: "#20c040"), to: "a.json")
        let changed = try golden.check("a").wait()
        #expect(changed.state == .differs && changed.line.contains("frames 0 to 29 differ"))
        try FileManager.default.removeItem(at: folder.url.appending(path: "a.json"))
        try folder.write(KitDraft.movingText(seconds: 1), to: "b.json")
        #expect(try golden.orphans().map(\.name) == ["a"])
    }

    @Test func comparesAndLaysOutDrafts() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write(KitDraft.movingText(seconds: 1), to: "old.json")
        let new = try folder.write(KitDraft.movingText(seconds: 1, color: "#20c040"), to: "new.json")
        let comparison = try DraftComparison(from: URL(fileURLWithPath: old), to: URL(fileURLWithPath: new))
        #expect(comparison.changes.count == 1 && comparison.changes[0].newPointer == "/t/1/sg/0")
        #expect(try DraftComparison(from: URL(fileURLWithPath: old), to: URL(fileURLWithPath: old)).changes.isEmpty)

        var request = LayoutRequest()
        request.images = [TestMedia.path("photos/cat.png"), TestMedia.path("photos/coffee.png")]
        request.title = "Two pictures"
        request.duration = MediaTime(milliseconds: 4_000)
        let draft = Draft(document: try request.document(in: folder.url), folder: folder.url)
        #expect(draft.isRenderable && draft.duration == MediaTime(milliseconds: 4_000))
        #expect(try draft.subtitles(.srt)?.contains("Two pictures") == true)
        #expect(try KitDraft.still(seconds: 1).subtitles(.vtt) == nil)
        #expect(DraftFormatDescription.jsonSchema.contains("json-schema.org/draft/2020-12"))
        request.images = ["/nowhere.png"]
        #expect(throws: WorkprintError.self) { try request.document(in: folder.url) }
    }
}
