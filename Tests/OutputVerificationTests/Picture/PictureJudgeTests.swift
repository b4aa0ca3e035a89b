import Diagnostics
import Foundation
import MediaBuffers
import OutputVerification
import Testing

@Suite struct PictureJudgeTests {
    @Test("an export that shows what it should is told nothing of")
    func same() throws {
        #expect(try PaintedScene().told().map(\.code.rawValue) == [])
    }

    @Test("a bar that is late is told by its name, and what moves in time beside it by none")
    func lateBar() throws {
        let told = try PaintedScene(barDelay: 1).told()
        #expect(
            told.allSatisfy { $0.code.rawValue == "segment-late" && $0.pointers.first == "/t/3/sg/0" } && !told.isEmpty,
            "\(told)")
    }

    @Test("a clip that repeats frames of its own, and comes late, is late and not repeated")
    func lateClip() throws {
        let told = try PaintedScene(clipDelay: 1).told()
        #expect(
            told.allSatisfy { $0.code.rawValue == "segment-late" && $0.pointers.first == "/t/2/sg/0" } && !told.isEmpty,
            "\(told)")
    }

    @Test("a cut for a cross-fade is no standstill; a standstill is")
    func cut() throws {
        let cut = try PaintedScene(isCut: true).told().map(\.code.rawValue)
        #expect(!cut.isEmpty && !cut.contains("picture-frozen") && !cut.contains("frame-repeated"))
        #expect(try PaintedScene(frozen: 22..<34).told().map(\.code.rawValue) == ["picture-frozen"])
    }

    @Test("a shifted picture is told once, and a shifted part of it is not the picture")
    func shift() throws {
        let whole = try PaintedScene(shift: 2).told()
        #expect(whole.map(\.code.rawValue) == ["picture-shifted"])
        #expect(abs((whole.first?.measured ?? 0) - 2) < 0.3)
        let part = try PaintedScene(panelShift: 2).told().map(\.code.rawValue)
        #expect(!part.isEmpty && !part.contains("picture-shifted"))
    }

    @Test("a film that ends early is not late at its end")
    func short() throws {
        let told = try PaintedScene(exportFrameCount: 54).told()
        #expect(!told.contains { $0.area == .timing && $0.code.rawValue.hasPrefix("segment-") }, "\(told)")
    }

    @Test("a small patch of drifting color must drift further than a large one")
    func drift() {
        func isFound(_ side: Int, _ drift: Float) -> Bool {
            var means = [SIMD4<Float>](repeating: .zero, count: 400)
            for y in 0..<side { for x in 0..<side { means[20 * (5 + y) + 5 + x] = SIMD4(drift, 0, 0, 0) } }
            let found = DriftPatches.patches(
                in: means, columns: 20, rows: 20, isLeftOut: [Bool](repeating: false, count: 400))
            return !found.isEmpty
        }
        #expect(!isFound(2, 2.7) && isFound(2, 4) && isFound(8, 2.7) && !isFound(8, 2.4))
    }
}
