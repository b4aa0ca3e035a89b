import DraftLoading
import Foundation
import RenderEngine
import TestSupport
import Testing

/// What chunks are named by.
@Suite struct ContentKeyTests {
    private func keys(_ folder: TemporaryFolder) throws -> [String] {
        let text = #"{"m":{"width":64,"height":96,"fps":10},"t":[{"tt":0,"sg":[{"src":"photo.jpg","d":1000}]}]}"#
        let draft = try DraftLoader(prober: FileProber(isForRendering: true)).load(
            path: folder.write(text, to: "draft.json"))
        return try RenderPlan(timeline: try #require(draft.timeline), settings: RenderSettings()).chunkKeys
    }

    /// A process that renders twice, with a file that was overwritten in between by one of the same size.
    @Test func aFileThatWasTouchedIsReadAgain() throws {
        let folder = try TemporaryFolder()
        let url = URL(fileURLWithPath: folder.path("photo.jpg"))
        var bytes = try Data(contentsOf: TestMedia.url("photos/fig-bowl.jpg"))
        try bytes.write(to: url)
        let first = try keys(folder)
        #expect(try keys(folder) == first)
        // The density in the file's head, which nobody looks at.
        bytes[14] ^= 1
        try bytes.write(to: url)
        let second = try keys(folder)
        #expect(second.count == first.count && second != first)
        bytes[14] ^= 1
        try bytes.write(to: url)
        #expect(try keys(folder) == first)
    }
}
