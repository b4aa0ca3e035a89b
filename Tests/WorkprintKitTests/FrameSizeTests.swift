import Foundation
import TestSupport
import Testing
import WorkprintKit

@Suite("The size of a frame")
struct FrameSizeTests {
    /// Section 13: a single frame obeys `output` as a render does, in every way to ask for one.
    @Test("A frame obeys the draft's quality, and the caller's before it") func quality() throws {
        var document = DraftDocument()
        var color = DraftSegment()
        color.source = "#204060"
        color.duration = 1_000
        document.tracks = [DraftTrack(.picture, segments: [color])]
        (document.width, document.height) = (1_080, 1_920)
        document.output = DraftOutput()
        document.output?.quality = .draft
        let folder = try TemporaryFolder()
        let draft = Draft(document: document, folder: folder.url)
        #expect(draft.findings.isEmpty)
        let path = folder.url.appending(path: "draft.json")
        try document.data.write(to: path)
        let halved = PixelSize(width: 540, height: 960)
        #expect(try size(ofPNG: Painter(draft).png(at: .frame(3))) == halved)
        #expect(try size(ofPNG: Painter.png(ofDraftAt: path, at: .frame(3))) == halved)
        #expect(try Painter(draft).pixels(at: .frame(3)).size == halved)
        // What the caller says is more than what the draft says.
        var options = RenderOptions()
        options.quality = .high
        #expect(
            try size(ofPNG: Painter.png(ofDraftAt: path, at: .frame(3), options: options))
                == PixelSize(width: 1_080, height: 1_920))
    }

    /// The size in a PNG's header (PNG specification, 11.2.1).
    private func size(ofPNG data: Data) -> PixelSize {
        func number(at offset: Int) -> Int { data.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) } }
        return PixelSize(width: number(at: 16), height: number(at: 20))
    }
}
