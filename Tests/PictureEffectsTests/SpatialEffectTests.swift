import Foundation
import MediaBuffers
import PictureEffects
import TestSupport
import Testing
import TimelineModel

/// A Gaussian in Doubles, sampled at whole distances out to six sigmas; edges repeat.
func gaussian(_ grid: Grid, _ sigmaX: Double, _ sigmaY: Double) -> Grid {
    func weights(_ sigma: Double) -> [Double] {
        let reach = Int((6 * sigma).rounded(.up))
        let all = (-reach...reach).map { sigma > 0 ? exp(-Double($0 * $0) / (2 * sigma * sigma)) : 1 }
        let sum = all.reduce(0, +)
        return all.map { $0 / sum }
    }
    let (across, down) = (weights(sigmaX), weights(sigmaY))
    let lines = Grid(grid.width, grid.height) { x, y in
        across.indices.reduce(0) { $0 + across[$1] * grid[x + $1 - across.count / 2, y] }
    }
    return Grid(grid.width, grid.height) { x, y in
        down.indices.reduce(0) { $0 + down[$1] * lines[x, y + $1 - down.count / 2] }
    }
}

@Suite("Effects that look at neighbors: one level from their formulas")
struct SpatialEffectTests {
    /// Steps, lines, a lone point and noise, all of full contrast.
    private static func pattern(_ width: Int, _ height: Int) -> Plane {
        var generator = SeededGenerator(seed: 5)
        let noise = (0..<width * height).map { _ in Bool.random(using: &generator) ? 255.0 : 0 }
        return plane(width, height) { x, y in
            switch (x * 3 / width, y * 2 / height) {
            case (0, 0): x < width / 5 ? 255 : 0
            case (1, 0): noise[y * width + x]
            case (2, 0): x % 17 == 0 ? 255 : 0
            case (0, 1): x == 10 && y == height - 10 ? 255 : 0
            case (1, 1): y > height * 3 / 4 ? 255 : 0
            default: (x / 8 + y / 8) % 2 == 0 ? 255 : 0
            }
        }
    }

    @Test(
        "blur",
        arguments: [
            0, 0.15, 0.3, 0.5, 0.8, 1, 1.7, 3, 4.1, 4.3, 6.2, 9, 13, 16.4, 16.6, 20, 26, 33.2, 37, 61, 100, 260, 500,
        ])
    func blur(_ sigma: Double) {
        let source = Self.pattern(201, 139)
        let expected = gaussian(Grid(source), sigma, sigma)
        let found = GaussianBlur().blurred(source, sigmaX: sigma, sigmaY: sigma)
        #expect(expected.distance(to: found) <= 1)
    }

    @Test("blur of another sigma on each axis", arguments: [(0, 20), (30, 0.4), (2, 90), (7.5, 13)])
    func unequalBlur(_ sigmaX: Double, _ sigmaY: Double) {
        let source = Self.pattern(150, 97)
        let expected = gaussian(Grid(source), sigmaX, sigmaY)
        #expect(expected.distance(to: GaussianBlur().blurred(source, sigmaX: sigmaX, sigmaY: sigmaY)) <= 1)
    }

    @Test("blur of pictures smaller than it", arguments: [(1, 1), (2, 1), (1, 9), (3, 2), (33, 5)], [0.6, 7, 40, 1e9])
    func tinyBlur(_ size: (Int, Int), _ sigma: Double) {
        let source = plane(size.0, size.1) { Double(($0 * 97 + $1 * 31) % 256) }
        let found = GaussianBlur().blurred(source, sigmaX: sigma, sigmaY: sigma)
        let expected = gaussian(Grid(source), min(sigma, 2_000), min(sigma, 2_000))
        #expect(expected.distance(to: found) <= 1)
    }

    @Test("flat pictures stay as they are", arguments: [0.3, 2, 8, 25, 300]) func flat(_ sigma: Double) {
        for level in [0, 16, 128, 235, 255] {
            let source = plane(77, 41) { _, _ in Double(level) }
            #expect(GaussianBlur().blurred(source, sigmaX: sigma, sigmaY: sigma).hasSameSamples(as: source))
        }
    }

    @Test("a picture's chroma and alpha are blurred by its own samples") func pictureBlur() {
        let halved = smoothPicture(64, 40)
        let found = EffectPainter().painted(halved, EffectChain([.blur(radius: 3)]), samplesPerPixelX: 2)
        #expect(gaussian(Grid(halved.luma), 6, 3).distance(to: found.luma) <= 1)
        #expect(gaussian(Grid(halved.cb), 3, 1.5).distance(to: found.cb) <= 1)
        let sticker = randomPicture(40, 30, hasAlpha: true, seed: 8)
        let soft = EffectPainter().painted(sticker, EffectChain([.blur(radius: 2)]))
        guard let alpha = sticker.alpha, let softAlpha = soft.alpha else { return #expect(Bool(false)) }
        #expect(gaussian(Grid(alpha), 2, 2).distance(to: softAlpha) <= 1)
        #expect(gaussian(Grid(sticker.cr), 2, 2).distance(to: soft.cr) <= 1)
    }

    @Test("blur between colors works on premultiplied floats", arguments: [false, true]) func chainedBlur(
        _ hasAlpha: Bool
    ) {
        let source = randomPicture(45, 31, hasAlpha: hasAlpha, seed: 9)
        let found = EffectPainter().painted(
            source, EffectChain([.invert(1), .blur(radius: 2.5), .brightness(0.5)]))
        func colors(_ x: Int, _ y: Int) -> (RGB, Double) {
            let share = Double(source.alpha?.row(y)[x] ?? 255) / 255
            guard share > 0 else { return (RGB(0, 0, 0), 0) }
            let straight = BT709.rgb(
                Double(source.luma.row(y)[x]) / share, Double(source.cb.row(y)[x]) / share,
                Double(source.cr.row(y)[x]) / share)
            return ((RGB(repeating: 1) - straight) * share, share)
        }
        let planes = (0..<3).map { axis in gaussian(Grid(45, 31) { colors($0, $1).0[axis] }, 2.5, 2.5) }
        let share = gaussian(Grid(45, 31) { colors($0, $1).1 }, 2.5, 2.5)
        let expected = Grid(45, 31) { x, y in
            let a = share[x, y]
            let color = RGB(planes[0][x, y], planes[1][x, y], planes[2][x, y]) / max(a, 1e-9) * 0.5
            return BT709.codes(color).y * a
        }
        #expect(expected.distance(to: found.luma) <= 1)
    }

    @Test("sharpen", arguments: [0, 0.5, 3]) func sharpen(_ amount: Double) {
        let source = randomPicture(45, 31, hasAlpha: false, seed: 10)
        let found = EffectPainter().painted(source, EffectChain([.sharpen(amount: amount)]), samplesPerPixelY: 2)
        func color(_ x: Int, _ y: Int) -> RGB {
            BT709.rgb(Double(source.luma.row(y)[x]), Double(source.cb.row(y)[x]), Double(source.cr.row(y)[x]))
        }
        let soft = (0..<3).map { axis in gaussian(Grid(45, 31) { color($0, $1)[axis] }, 1, 2) }
        func sharp(_ x: Int, _ y: Int) -> RGB {
            let c = color(x, y)
            let blurred = RGB(soft[0][x, y], soft[1][x, y], soft[2][x, y])
            return (c + amount * (c - blurred)).clamped(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1))
        }
        #expect(Grid(45, 31) { BT709.codes(sharp($0, $1)).y }.distance(to: found.luma) <= 1)
        #expect(Grid(45, 31) { BT709.codes(sharp($0, $1)).cb }.distance(to: found.cb) <= 1)
    }
}
