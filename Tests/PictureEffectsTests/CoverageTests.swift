import MediaBuffers
import PictureEffects
import Testing
import TimelineModel

@Suite("Masks and reveals: areas to half a level")
struct CoverageTests {
    /// The share of a sample inside a shape by counting 64 x 64 points; off by about a 64th of the outline at most.
    private static func counted(_ grid: CoverageGrid, _ inside: (Double, Double) -> Bool) -> Grid {
        let n = 64
        return Grid(grid.width, grid.height) { x, y in
            var count = 0
            for j in 0..<n {
                for i in 0..<n {
                    let px = grid.x + (Double(x) + (Double(i) + 0.5) / Double(n)) * grid.stepX
                    let py = grid.y + (Double(y) + (Double(j) + 0.5) / Double(n)) * grid.stepY
                    if inside(px, py) { count += 1 }
                }
            }
            return Double(count) * 255 / Double(n * n)
        }
    }

    private static func isRounded(_ x: Double, _ y: Double, _ w: Double, _ h: Double, _ r: Double) -> Bool {
        guard x >= 0, y >= 0, x <= w, y <= h else { return false }
        let (dx, dy) = (max(r - x, x - (w - r), 0), max(r - y, y - (h - r), 0))
        return dx * dx + dy * dy <= r * r
    }

    @Test(arguments: [
        (LayerMask.circle, 21.0, 21.0), (.circle, 30.4, 17.3), (.rectangle, 12.25, 8.5),
        (.rounded(radius: 4.2), 25.6, 18),
        (.rounded(radius: nil), 40, 30), (.rounded(radius: 500), 14, 20), (.circle, 0.7, 0.4), (.circle, 2, 2),
    ])
    func shape(_ mask: LayerMask, _ width: Double, _ height: Double) throws {
        let shorter = min(width, height)
        func inside(_ x: Double, _ y: Double) -> Bool {
            switch mask {
            case .circle:
                let (dx, dy) = (x - width / 2, y - height / 2)
                return dx * dx + dy * dy <= shorter * shorter / 4
            case .rectangle: return Self.isRounded(x, y, width, height, 0)
            case .rounded(let radius):
                return Self.isRounded(x, y, width, height, min(radius ?? 0.05 * shorter, shorter / 2))
            case .image: return false
            }
        }
        let whole = CoverageGrid(boxWidth: width, boxHeight: height)
        let odd = CoverageGrid(x: -1.3, y: -0.4, stepX: 0.7, stepY: 1.9, width: 20, height: 12)
        for grid in [whole, odd, whole.chroma] {
            let plane = try #require(MaskCoverage.plane(mask, boxWidth: width, boxHeight: height, grid: grid))
            // Two levels are what counting is off by.
            #expect(Self.counted(grid, inside).distance(to: plane) <= 2.6)
        }
        // All samples together are the shape's area.
        let plane = try #require(MaskCoverage.plane(mask, boxWidth: width, boxHeight: height, grid: whole))
        let sum = Grid(plane).values.reduce(0, +) / 255
        if mask == .circle { #expect(abs(sum - .pi * shorter * shorter / 4) < 0.02 * shorter + 0.01) }
    }

    @Test("wipes", arguments: [0.1, 0.5, 0.731]) func wipe(_ p: Double) {
        let grid = CoverageGrid(x: 0, y: 0, width: 18, height: 32)
        func expect(_ reveal: RevealCoverage, _ inside: (Double, Double) -> Bool) {
            let plane = reveal.plane(progress: p, canvasWidth: 18, canvasHeight: 32, grid: grid)
            #expect(Self.counted(grid, inside).distance(to: plane) <= 2.6)
        }
        expect(.wipeRight) { x, _ in x < 18 * p }
        expect(.wipeLeft) { x, _ in x > 18 * (1 - p) }
        expect(.wipeDown) { _, y in y < 32 * p }
        expect(.wipeUp) { _, y in y > 32 * (1 - p) }
        expect(.circle) { x, y in
            let (dx, dy) = (x - 9, y - 16)
            return (dx * dx + dy * dy).squareRoot() < p * (9.0 * 9 + 16 * 16).squareRoot()
        }
    }

    @Test(
        "nothing at the start, everything at the end",
        arguments: [
            RevealCoverage.wipeLeft, .wipeRight, .wipeUp, .wipeDown, .circle,
        ])
    func ends(_ reveal: RevealCoverage) {
        let luma = CoverageGrid(x: 0, y: 0, width: 18, height: 32)
        for grid in [luma, luma.chroma] {
            for (p, level) in [(-0.1, 0.0), (0, 0), (.nan, 0), (1, 255), (1.5, 255)] {
                let plane = reveal.plane(progress: p, canvasWidth: 18, canvasHeight: 32, grid: grid)
                #expect(Grid(plane).values.allSatisfy { $0 == level })
            }
        }
    }

    @Test("an image by its alpha or its luma") func images() throws {
        let alpha = plane(8, 6) { Double($0 * 30 + $1) }
        let image = SourcePicture(
            luma: plane(8, 6) { ((16 + 219 * Double($1) / 5) * Double($0 * 30 + $1) / 255).rounded() },
            cb: plane(8, 6) { _, _ in 128 }, cr: plane(8, 6) { _, _ in 128 }, alpha: alpha, subsampling: .yuv444,
            chromaLocation: .cosited)
        let grid = CoverageGrid(boxWidth: 8, boxHeight: 6)
        let byAlpha = MaskCoverage.plane(image, .alpha, boxWidth: 8, boxHeight: 6, grid: grid)
        #expect(byAlpha.hasSameSamples(as: alpha))
        let byLuma = MaskCoverage.plane(image, .luma, boxWidth: 8, boxHeight: 6, grid: grid)
        #expect(Grid(8, 6) { Double($1) / 5 * Double($0 * 30 + $1) }.distance(to: byLuma) <= 1.2)
        let large = MaskCoverage.plane(
            image, .alpha, boxWidth: 80, boxHeight: 60, grid: CoverageGrid(boxWidth: 80, boxHeight: 60))
        #expect(abs(Double(large.row(30)[40]) - (30 * 3.55 + 2.55)) <= 1.5)
    }
}
