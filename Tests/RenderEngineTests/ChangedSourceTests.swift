import Diagnostics
import DraftLoading
import Foundation
import RenderEngine
import Synchronization
import TestSupport
import Testing
import TimelineModel

/// A source that is replaced while it is rendered: no film of two halves, and nothing wrong in the cache.
@Suite("Sources that change during a render") struct ChangedSourceTests {
    private static let sources: [(source: String, segment: String, other: String)] = [
        (
            "photos/cat.png", #"{"tt":0,"sg":[{"src":"NAME","d":8000,"kf":{"x":[[0,0.4],[8000,0.6]]}}]}"#,
            "photos/coffee.png"
        ),
        ("clips/bunny-51.mp4", #"{"tt":0,"sg":[{"src":"NAME","d":5000}]}"#, "clips/cockatoo.mp4"),
        (
            "audio/voice-en.wav",
            ##"{"tt":0,"sg":[{"src":"#123","d":8000,"kf":{"op":[[0,0],[8000,1]]}}]},{"tt":1,"sg":[{"src":"NAME","d":8000}]}"##,
            "audio/music-metal-vbr.mp3"
        ),
    ]

    private func timeline(_ segment: String, source: String) throws -> Timeline {
        let text = """
            {"t":[\(segment.replacingOccurrences(of: "NAME", with: source))],
             "m":{"width":128,"height":128,"fps":30}}
            """
        let draft = DraftLoader().load(Array(text.utf8), baseDirectory: "/")
        return try #require(draft.timeline, "\(draft.findings)")
    }

    /// Replaces a source once, when the first frames are done.
    private final class Swap: Sendable {
        private let path: String
        private let replacement: Data
        private let isRename: Bool
        private let isDone = Mutex(false)

        init(path: String, replacement: Data, isRename: Bool) {
            (self.path, self.replacement, self.isRename) = (path, replacement, isRename)
        }

        func look(at progress: RenderProgress) {
            guard progress.phase == .rendering, progress.finishedFrames > 3 else { return }
            isDone.withLock { isDone in
                guard !isDone else { return }
                isDone = true
                if isRename {
                    try? replacement.write(to: URL(fileURLWithPath: path + ".new"))
                    rename(path + ".new", path)
                } else {
                    _ = FileManager.default.createFile(atPath: path, contents: replacement)
                }
            }
        }
    }

    /// What a render finds wrong; nothing where it makes a film.
    private func findings(of renderer: Renderer, to output: String, _ swap: Swap) -> [Finding] {
        do {
            _ = try renderer.render(to: output) { swap.look(at: $0) }
            return []
        } catch {
            guard case .badInput(let findings) = error else { return [] }
            return findings
        }
    }

    @Test(
        "end it with a line that names them, and poison no cache", arguments: 0..<3, ["renamed over", "written anew"])
    func replaced(_ index: Int, _ way: String) throws {
        let (source, segment, other) = Self.sources[index]
        let folder = try TemporaryFolder()
        let path = folder.path("source.\(source.split(separator: ".").last ?? "")")
        let original = try Data(contentsOf: TestMedia.url(source))
        let replacement = try Data(contentsOf: TestMedia.url(other))
        try original.write(to: URL(fileURLWithPath: path))
        var settings = RenderSettings()
        settings.workerCount = 1
        settings.cacheDirectory = folder.path("cache")
        let output = folder.path("film.mp4")
        let timeline = try timeline(segment, source: path)
        let swap = Swap(path: path, replacement: replacement, isRename: way == "renamed over")
        let found = findings(of: Renderer(timeline: timeline, settings: settings), to: output, swap)
        let codes = found.map(\.code)
        #expect(codes == [.assetChanged] || way == "written anew" && codes == [.assetDamaged], "\(found)")
        #expect(!FileManager.default.fileExists(atPath: output))

        // The old content again: the cache holds nothing of the new one.
        try original.write(to: URL(fileURLWithPath: path + ".old"))
        rename(path + ".old", path)
        _ = try Renderer(timeline: timeline, settings: settings).render(to: output)
        let cached = try Data(contentsOf: URL(fileURLWithPath: output))
        settings.cacheDirectory = nil
        _ = try Renderer(timeline: timeline, settings: settings).render(to: output)
        #expect(try cached == Data(contentsOf: URL(fileURLWithPath: output)))
    }
}
