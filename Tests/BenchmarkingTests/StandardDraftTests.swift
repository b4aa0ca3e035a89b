import Benchmarking
import DraftLoading
import MediaTiming
import RenderEngine
import TestSupport
import Testing
import TimelineModel

/// The drafts by which machines are compared stay what they are.
@Suite struct StandardDraftTests {
    @Test func everyStandardDraftIsValidAndAsLongAsPromised() throws {
        let folder = try TemporaryFolder()
        let made = try StandardMedia(folder: folder.url).make(
            StandardDraft.allCases, workerCount: 2, cancellation: Cancellation())
        let lengths = ["S1": 10.0, "S2": 10, "S3": 12, "S4": 8, "S5": 60]
        #expect(made.map(\.draft.rawValue) == ["S1", "S2", "S3", "S4", "S5"])
        for (draft, path) in made {
            let loaded = try DraftLoader().load(path: path, isStrict: true)
            #expect(loaded.findings.isEmpty, "\(draft): \(loaded.findings)")
            let timeline = try #require(loaded.timeline)
            #expect(timeline.duration.doubleValue == lengths[draft.rawValue])
            #expect(timeline.duration.doubleValue * 1_000 == Double(draft.duration))
            #expect(timeline.canvasSize == CanvasSize(width: 1_080, height: 1_920))
            #expect(timeline.frameCount == draft.duration * 30 / 1_000)
            if draft == .clips || draft == .overlays {
                #expect(SourceVerification.findings(for: timeline).isEmpty)
            }
        }
    }

    @Test func standardDraftsHoldWhatTheirTitlesSay() throws {
        let folder = try TemporaryFolder()
        let made = try StandardMedia(folder: folder.url).make(
            [.slideshow, .overlays, .clips], workerCount: 2, cancellation: Cancellation())
        let timelines = try made.map { try #require(try DraftLoader().load(path: $0.path).timeline) }
        let counts = timelines.map { timeline in
            [Track.Kind.picture, .text, .sound].map { kind in
                timeline.tracks.filter { $0.kind == kind }.map(\.segments.count)
            }
        }
        #expect(counts[0] == [[5], [1], [1]])
        // The clip's track below eight overlays, and three texts.
        #expect(counts[1] == [[2, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1], [1]])
        #expect(counts[2] == [[3, 1], [3], [1]])
        let moving = timelines[1].tracks.dropFirst().flatMap(\.segments).filter { segment in
            guard case .picture(let picture) = segment.content else { return false }
            let placement = picture.placement
            return !placement.x.isConstant || !placement.scale.isConstant || !placement.rotationDegrees.isConstant
                || placement.rotationDegrees.statedValues != [0]
        }
        #expect(moving.count == 4)
    }

    @Test func aCancelledMakingSaysSo() throws {
        let folder = try TemporaryFolder()
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: RenderFailure.self) {
            try StandardMedia(folder: folder.url).make([.slideshow], workerCount: 1, cancellation: cancellation)
        }
    }
}
