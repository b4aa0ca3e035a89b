import Foundation
import MediaBuffers
import TestSupport
import Testing
import TextLayout
import TimelineModel

@Suite struct TextRasterizerTests {
    private let rasterizer: TextRasterizer

    init() throws {
        let fonts = TestMedia.repositoryRoot.appending(path: "Sources/TextLayout/Resources/Fonts").path
        rasterizer = try TextRasterizer(fontFolder: fonts, usesSystemFonts: false)
    }

    private func request(
        _ text: String, size: Double = 40, width: Double = 600, _ change: (inout TextStyle) -> Void = { _ in }
    ) -> TextRequest {
        var style = TextStyle(size: size)
        change(&style)
        return TextRequest(text: text, style: style, wrapWidth: width)
    }

    /// Center and extent of what is drawn, from the box's corner.
    private func ink(_ raster: RasterizedText) -> (x: Double, y: Double, left: Int, right: Int, sum: Double) {
        var (sum, x, y) = (0.0, 0.0, 0.0)
        var (left, right) = (Int.max, Int.min)
        for row in 0..<raster.image.height {
            for column in 0..<raster.image.width {
                let alpha = Double(raster.image.samples.row(row)[4 * column + 3])
                guard alpha > 0 else { continue }
                sum += alpha
                x += alpha * (Double(column - raster.boxX) + 0.5)
                y += alpha * (Double(row - raster.boxY) + 0.5)
                left = min(left, column - raster.boxX)
                right = max(right, column - raster.boxX)
            }
        }
        return (x / sum, y / sum, left, right, sum)
    }

    @Test func theBoxIsAsWideAsAskedAndLinesHigh() throws {
        let metrics = try rasterizer.measure(request("one\ntwo\nthree") { $0.lineHeight = 1.5 })
        #expect(metrics.lineCount == 3)
        #expect(metrics.boxWidth == 600 && metrics.boxHeight == 3 * 1.5 * 40)
        #expect(abs(metrics.baselines[1] - metrics.baselines[0] - 60) < 1e-9)
    }

    @Test func longLinesBreakAtWords() throws {
        let metrics = try rasterizer.measure(request("some words that need more than one line", width: 250))
        #expect(metrics.lineCount > 2)
        #expect(metrics.lineWidths.allSatisfy { $0 <= 250 })
    }

    @Test(arguments: TextStyle.Alignment.allCases) func linesStandWhereTheyShould(_ alignment: TextStyle.Alignment)
        throws
    {
        let found = ink(try rasterizer.rasterize(request("HOH") { $0.alignment = alignment }))
        switch alignment {
        case .left: #expect(found.left >= 0 && found.left < 8)
        case .center: #expect(abs(found.x - 300) < 0.5)
        case .right: #expect(found.right <= 600 && found.right > 592)
        }
    }

    @Test func aPhaseMovesTheInk() throws {
        let base = request("Phase")
        var moved = base
        moved.phaseX = 0.5
        moved.phaseY = 0.25
        let (from, to) = (ink(try rasterizer.rasterize(base)), ink(try rasterizer.rasterize(moved)))
        #expect(abs(to.x - from.x - 0.5) < 0.05 && abs(to.y - from.y - 0.25) < 0.05)
    }

    @Test func aScaleEnlarges() throws {
        var large = request("Scale")
        large.scaleX = 2
        large.scaleY = 2
        let (small, big) = (ink(try rasterizer.rasterize(request("Scale"))), ink(try rasterizer.rasterize(large)))
        #expect(abs(big.x - 2 * small.x) < 0.5 && abs(big.sum / small.sum - 4) < 0.1)
    }

    @Test func scriptsAreShapedAndComplete() throws {
        for text in ["咖啡时间", "مرحبا", "שלום", "नमस्ते", "สวัสดี", "🥳👍🏽", "Ελληνικά Кириллица"] {
            #expect(try rasterizer.measure(request(text)).missingCharacters.isEmpty, "\(text)")
        }
        // Joined letters take less room than the same letters apart.
        let joined = try rasterizer.measure(request("ححح")).lineWidths[0]
        let apart = try rasterizer.measure(request("ح")).lineWidths[0]
        #expect(joined < 3 * apart - 1)
        #expect(try rasterizer.measure(request("\u{13000}")).missingCharacters == ["\u{13000}"])
    }

    @Test func strokeShadowAndBoxReachFurther() throws {
        let plain = ink(try rasterizer.rasterize(request("Style")))
        let stroked = ink(try rasterizer.rasterize(request("Style") { $0.stroke = .init(color: .black, width: 4) }))
        #expect(abs((plain.left - stroked.left) - 4) <= 1 && abs((stroked.right - plain.right) - 4) <= 1)
        let boxed = ink(
            try rasterizer.rasterize(request("Style") { $0.box = .init(color: .black, padding: 20, radius: 5) }))
        #expect(plain.left - boxed.left >= 18 && boxed.right - plain.right >= 18)
        let shadowed = ink(
            try rasterizer.rasterize(request("Style") { $0.shadow = .init(color: .black, x: 12, y: 0, blur: 0) }))
        #expect(abs((shadowed.right - plain.right) - 12) <= 1)
    }

    @Test func everyThreadGetsTheSamePixels() async throws {
        let request = request("Same 咖啡 مرحبا 🥳") { $0.shadow = .init(color: .black, x: 2, y: 2, blur: 3) }
        let wanted = try rasterizer.rasterize(request).image.samples
        let rasterizer = rasterizer
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { try rasterizer.rasterize(request).image.samples.hasSameSamples(as: wanted) }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test func fontsFromFilesAndMissingFamilies() throws {
        let hebrew = TestMedia.repositoryRoot.appending(
            path: "Sources/TextLayout/Resources/Fonts/NotoSansHebrew-Bold.ttf")
        #expect(try rasterizer.measure(request("שלום") { $0.font = .file(hebrew.path) }).missingCharacters.isEmpty)
        #expect(throws: TextError.self) {
            try rasterizer.measure(
                request("x") { $0.font = .file(TestMedia.repositoryRoot.appending(path: "README.md").path) })
        }
        let substitution = try rasterizer.measure(request("x") { $0.font = .family("No Such Family") }).substitution
        #expect(substitution?.requested == "No Such Family")
        #expect(try rasterizer.measure(request("x") { $0.font = .family("Noto Sans") }).substitution == nil)
    }

    @Test func spacedLettersAreStillCentered() throws {
        let found = ink(try rasterizer.rasterize(request("HOH") { $0.letterSpacing = 14 }))
        #expect(abs(found.x - 300) < 0.5)
        #expect(try rasterizer.measure(request("🥳 👍🏽 ☕ ok ❤ ✓")).missingCharacters.isEmpty)
    }

    @Test func whatIsTooLargeIsRefused() {
        #expect(throws: TextError.self) { try rasterizer.rasterize(request("WWWWWWWW", size: 2_000, width: 90_000)) }
        #expect(throws: TextError.self) { try rasterizer.measure(request(String(repeating: "x", count: 10_001))) }
    }
}
