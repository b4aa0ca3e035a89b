import Foundation
import TestSupport
import Testing
import WorkprintKit

/// A painter that stays paints what a new one would.
@Suite struct PainterTests {
    @Test func aFrameIsAPNG() throws {
        let painter = try Painter(try KitDraft.small("fit-contain"))
        #expect(try painter.png(at: .frame(3)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(throws: WorkprintError.self) { try painter.png(at: .frame(10_000)) }
        #expect(throws: WorkprintError.self) { try painter.png(at: .frame(-1)) }
    }

    @Test func pixelsAreThoseOfTheCanvas() throws {
        let pixels = try Painter(KitDraft.still(seconds: 1)).pixels(at: .time(MediaTime(milliseconds: 500)))
        #expect(pixels.size == PixelSize(width: 320, height: 240) && pixels.bytes.count == 320 * 240 * 4)
        // #204060 within what 8-bit limited Y'CbCr keeps.
        for (found, wanted) in zip(pixels.bytes.prefix(4), [0x20, 0x40, 0x60, 0xFF]) {
            #expect(abs(Int(found) - wanted) <= 2)
        }
    }

    @Test(
        "the same frames in any order, also after another draft",
        arguments: ["zoom-and-pan", "stickers", "text-styles"])
    func scatteredFramesEqualNewOnes(name: String) throws {
        let draft = try KitDraft.small(name)
        let count = try #require(draft.frameCount)
        let staying = try Painter(draft)
        for frame in [count - 1, 0, count / 2, count / 2, 1] {
            #expect(try staying.png(at: .frame(frame)) == Painter(draft).png(at: .frame(frame)), "frame \(frame)")
        }
        try staying.replaceDraft(try KitDraft.small("fit-cover"))
        #expect(try staying.png(at: .frame(0)) == Painter(try KitDraft.small("fit-cover")).png(at: .frame(0)))
        try staying.replaceDraft(draft)
        #expect(try staying.png(at: .frame(0)) == Painter(draft).png(at: .frame(0)))
    }

    @Test func aChangedDraftShowsItsChange() throws {
        let painter = try Painter(KitDraft.moving(seconds: 1))
        let before = try painter.png(at: .frame(15))
        try painter.replaceDraft(KitDraft.moving(seconds: 1, color: "#20c040"))
        let after = try painter.png(at: .frame(15))
        #expect(before != after)
        #expect(try after == Painter(KitDraft.moving(seconds: 1, color: "#20c040")).png(at: .frame(15)))
    }

    @Test func sourcesThatChangePlacesAreNotMixedUp() throws {
        let folder = TestMedia.folder.appending(path: "photos")
        func draft(_ names: [String]) -> Draft {
            let segments = names.map { #"{"src":"\#($0)","d":500}"# }.joined(separator: ",")
            let text = #"{"t":[{"tt":0,"sg":[\#(segments)]}],"m":{"width":320,"height":240,"fps":30}}"#
            return Draft(data: Data(text.utf8), folder: folder)
        }
        let orders = [["cat.png", "coffee.png"], ["coffee.png"], ["coffee.png", "cat.png"], ["cat.png", "cat.png"]]
        let staying = try Painter(draft(orders[0]))
        for names in orders {
            let draft = draft(names)
            #expect(draft.findings.isEmpty)
            try staying.replaceDraft(draft)
            for frame in [0, names.count * 15 - 1] {
                #expect(
                    try staying.png(at: .frame(frame)) == Painter(draft).png(at: .frame(frame)), "\(names) \(frame)")
            }
        }
    }

    @Test func aSourceThatIsWrittenAnewIsReadAnew() throws {
        let folder = try TemporaryFolder()
        let target = folder.url.appending(path: "photo.png")
        let text = #"{"t":[{"tt":0,"sg":[{"src":"photo.png","d":500}]}],"m":{"width":320,"height":240,"fps":30}}"#
        try FileManager.default.copyItem(at: TestMedia.url("photos/cat.png"), to: target)
        let painter = try Painter(Draft(data: Data(text.utf8), folder: folder.url))
        let cat = try painter.png(at: .frame(0))
        try FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(at: TestMedia.url("photos/coffee.png"), to: target)
        let draft = Draft(data: Data(text.utf8), folder: folder.url)
        try painter.replaceDraft(draft)
        let coffee = try painter.png(at: .frame(0))
        #expect(cat != coffee)
        #expect(try coffee == Painter(draft).png(at: .frame(0)))
    }

    @Test func aDraftWithErrorsLeavesThePainterAsItWas() throws {
        let painter = try Painter(KitDraft.moving(seconds: 1))
        let before = try painter.png(at: .frame(3))
        let broken = Draft(data: Data(#"{"t":[]}"#.utf8), folder: URL(fileURLWithPath: "/"))
        #expect(throws: WorkprintError.self) { try painter.replaceDraft(broken) }
        #expect(try painter.png(at: .frame(3)) == before)
    }
}
