import Foundation
import TestSupport
import Testing
import WorkprintKit

/// Plan, chunk and assemble as three steps make the film that a render makes, byte for byte.
@Suite struct RenderJobTests {
    private func draft(_ folder: TemporaryFolder, seconds: Int = 3, color: String = "#c04020") throws -> Draft {
        let path = try folder.write(KitDraft.movingText(seconds: seconds, color: color), to: "draft.json")
        return try Draft(contentsOf: URL(fileURLWithPath: path))
    }

    @Test func makersOfSeveralProcessesMakeTheSameFilm() throws {
        let folder = try TemporaryFolder()
        let draft = try draft(folder)
        var options = RenderOptions()
        options.stretch = CompositionStretch(start: .frame(5), end: .time(MediaTime(milliseconds: 2_500)))
        options.preset = "ultrafast"
        options.constantRateFactor = 30
        let whole = folder.url.appending(path: "whole.mp4")
        _ = try draft.render(to: whole, options: options).wait()

        // As it goes through a file to other machines.
        let job = try JSONDecoder().decode(RenderJob.self, from: JSONEncoder().encode(draft.plan(options: options)))
        #expect(job.version == 1 && job.engine == Engine.identity && job.chunks.count > 1)
        #expect(job.chunks.first?.firstFrame == 5 && job.chunks.last?.endFrame == 75)
        let work = folder.url.appending(path: "work")
        for index in job.chunks.indices.reversed() { try ChunkMaker(job, folder: work).makeChunk(index) }
        let last = try ChunkMaker(job, folder: work)
        #expect(throws: WorkprintError.self, "the sound is not there yet") {
            try last.assemble(to: folder.url.appending(path: "early.mp4"))
        }
        try last.makeSound()
        let joined = folder.url.appending(path: "joined.mp4")
        try last.assemble(to: joined)
        #expect(try Data(contentsOf: joined) == Data(contentsOf: whole))
        #expect(!FileManager.default.fileExists(atPath: folder.path("early.mp4")))
    }

    @Test func aChangedDraftIsToldFromThePlannedOne() throws {
        let folder = try TemporaryFolder()
        let job = try draft(folder).plan()
        _ = try draft(folder, color: "#20c040")
        let error = #expect(throws: WorkprintError.self) {
            try ChunkMaker(job, folder: folder.url.appending(path: "work"))
        }
        #expect(error?.localizedDescription.contains("again") == true, "\(String(describing: error))")
    }

    @Test func aChunkThatIsNotThereIsRefused() throws {
        let folder = try TemporaryFolder()
        let job = try draft(folder).plan()
        let maker = try ChunkMaker(job, folder: folder.url.appending(path: "work"))
        #expect(throws: WorkprintError.self) { try maker.makeChunk(job.chunks.count) }
        #expect(throws: WorkprintError.self) { try maker.makeChunk(-1) }
    }
}
