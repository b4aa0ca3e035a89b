import MediaBuffers
import PictureEffects
import TestSupport
import Testing
import TimelineModel

@Suite("Blend modes: one level from the W3C's formulas")
struct BlendTests {
    /// W3C Compositing and Blending 1, 9.1; b is the backdrop, s the source.
    private static func blended(_ mode: BlendMode, _ b: Double, _ s: Double) -> Double {
        switch mode {
        case .normal, .add: return s
        case .multiply: return b * s
        case .screen: return b + s - b * s
        case .overlay: return blended(.hardLight, s, b)
        case .darken: return min(b, s)
        case .lighten: return max(b, s)
        case .hardLight: return s <= 0.5 ? b * 2 * s : blended(.screen, b, 2 * s - 1)
        case .softLight:
            if s <= 0.5 { return b - (1 - 2 * s) * b * (1 - b) }
            return b + (2 * s - 1) * ((b <= 0.25 ? ((16 * b - 12) * b + 4) * b : b.squareRoot()) - b)
        case .difference: return abs(b - s)
        }
    }

    private static func canvas(_ width: Int, _ height: Int) -> Canvas {
        let canvas = Canvas(width: width, height: height)
        let picture = smoothPicture(width, height)
        for (target, source) in [(canvas.luma, picture.luma), (canvas.cb, picture.cb), (canvas.cr, picture.cr)] {
            for y in 0..<target.height { target.row(y).update(from: source.row(y), count: target.width) }
        }
        return canvas
    }

    /// A sprite with three kinds of columns: transparent, half seen, opaque.
    private static func sprite(_ rect: PixelRect, hasAlpha: Bool) -> Sprite {
        func share(_ x: Int) -> Double { hasAlpha ? [0, 0.5, 1][x / 8 % 3] : 1 }
        let (w, h) = (rect.width, rect.height)
        func coded(_ halving: Int, _ value: @escaping (Int, Int) -> Double) -> Plane {
            plane(w / halving, h / halving) { value($0, $1).rounded() * share($0 * halving) }
        }
        return Sprite(
            rect: rect, luma: coded(1) { 30 + Double(($0 * 53 + $1 * 29) % 190) },
            cb: coded(2) { 118 + Double(($0 + $1) % 20) }, cr: coded(2) { 122 + Double(($0 * 3 + $1) % 15) },
            alpha: hasAlpha ? coded(1) { _, _ in 255 } : nil,
            chromaAlpha: hasAlpha ? coded(2) { _, _ in 255 } : nil)
    }

    @Test(
        arguments: BlendMode.allCases,
        [
            (PixelRect(x: 0, y: 0, width: 64, height: 48), true),
            (PixelRect(x: 10, y: 8, width: 48, height: 24), false),
            (PixelRect(x: -6, y: -4, width: 90, height: 70), true),
            (PixelRect(x: 12, y: 2, width: 30, height: 40), true),
            (PixelRect(x: 0, y: 0, width: 64, height: 48), false),
        ])
    func formula(_ mode: BlendMode, _ place: (PixelRect, Bool)) {
        let canvas = Self.canvas(64, 48)
        let (luma, cb, cr) = (Grid(canvas.luma), Grid(canvas.cb), Grid(canvas.cr))
        let sprite = Self.sprite(place.0, hasAlpha: place.1)
        let (spriteCb, spriteCr) = (Grid(sprite.cb), Grid(sprite.cr))
        let spriteShare = sprite.chromaAlpha.map(Grid.init)
        let opacity = 24_576
        BlendPainter().blend(sprite, onto: canvas, mode: mode, opacity: opacity, clip: canvas.bounds)

        func source(_ x: Int, _ y: Int) -> (RGB, Double) {
            let (i, j) = (x - sprite.rect.x, y - sprite.rect.y)
            guard i >= 0, j >= 0, i < sprite.rect.width, j < sprite.rect.height else { return (RGB(), 0) }
            let share = Double(sprite.alpha?.row(j)[i] ?? 255) / 255
            guard share > 0 else { return (RGB(), 0) }
            let tint = (spriteShare.map { chroma($0, i, j) } ?? 255) / 255
            let color = BT709.rgb(
                Double(sprite.luma.row(j)[i]) / share, tint > 0 ? chroma(spriteCb, i, j) / tint : 128,
                tint > 0 ? chroma(spriteCr, i, j) / tint : 128)
            return (color, share * Double(opacity) / 32_768)
        }
        func result(_ x: Int, _ y: Int) -> (y: Double, cb: Double, cr: Double) {
            let (s, share) = source(x, y)
            let old = (luma[x, y], chroma(cb, x, y), chroma(cr, x, y))
            guard share > 0 else { return old }
            let b = BT709.rgb(old.0, old.1, old.2)
            var color = RGB()
            for axis in 0..<3 {
                color[axis] =
                    mode == .add
                    ? min(1, b[axis] + share * s[axis])
                    : (1 - share) * b[axis] + share * Self.blended(mode, b[axis], s[axis])
            }
            return BT709.codes(color)
        }
        let codes = (0..<64 * 48).map { result($0 % 64, $0 / 64) }
        #expect(Grid(64, 48) { codes[$1 * 64 + $0].y }.distance(to: canvas.luma) <= 0.52)
        let share = Grid(64, 48) { source($0, $1).1 }
        for (index, plane) in [canvas.cb, canvas.cr].enumerated() {
            let before = index == 0 ? cb : cr
            let new = Grid(64, 48) { index == 0 ? codes[$1 * 64 + $0].cb : codes[$1 * 64 + $0].cr }
            let old = Grid(64, 48) { chroma(before, $0, $1) }
            // What interpolating and halving loses is given back as far as the sprite does not cover.
            let expected = Grid(32, 24) { i, j in
                let cover = halved(share, i, j)
                let isOutside = place.0.intersection(PixelRect(x: 2 * i, y: 2 * j, width: 2, height: 2)).isEmpty
                return cover == 0 || isOutside
                    ? before[i, j] : halved(new, i, j) + (1 - cover) * (before[i, j] - halved(old, i, j))
            }
            #expect(expected.distance(to: plane) <= 0.52)
        }
    }

    @Test("transparent pixels stay bit by bit, whatever the colors", arguments: BlendMode.allCases)
    func transparent(_ mode: BlendMode) {
        var generator = SeededGenerator(seed: 12)
        let canvas = Canvas(width: 40, height: 24)
        for plane in [canvas.luma, canvas.cb, canvas.cr] {
            for y in 0..<plane.height {
                for x in 0..<plane.width { plane.row(y)[x] = .random(in: 0...255, using: &generator) }
            }
        }
        let (luma, cb, cr) = (Grid(canvas.luma), Grid(canvas.cb), Grid(canvas.cr))
        let rect = PixelRect(x: 4, y: 2, width: 30, height: 18)
        let window = (x: 10..<20, y: 6..<12)
        func alpha(_ x: Int, _ y: Int) -> Double { window.x.contains(x) && window.y.contains(y) ? 255 : 0 }
        let sprite = Sprite(
            rect: rect, luma: plane(30, 18) { alpha($0, $1) * 200 / 255 },
            cb: plane(15, 9) { alpha(2 * $0, 2 * $1) * 90 / 255 },
            cr: plane(15, 9) { alpha(2 * $0, 2 * $1) * 150 / 255 },
            alpha: plane(30, 18, alpha), chromaAlpha: plane(15, 9) { alpha(2 * $0, 2 * $1) })
        BlendPainter().blend(sprite, onto: canvas, mode: mode, clip: canvas.bounds)
        for y in 0..<24 {
            for x in 0..<40 where alpha(x - 4, y - 2) == 0 { #expect(Double(canvas.luma.row(y)[x]) == luma[x, y]) }
        }
        for j in 0..<12 {
            for i in 0..<20 {
                let seen = (-1...1).contains { dx in (0...1).contains { alpha(2 * i + dx - 4, 2 * j + $0 - 2) > 0 } }
                if !seen {
                    #expect(Double(canvas.cb.row(j)[i]) == cb[i, j] && Double(canvas.cr.row(j)[i]) == cr[i, j])
                }
            }
        }
        let untouched = Canvas(width: 40, height: 24)
        BlendPainter().blend(sprite, onto: untouched, mode: mode, opacity: 0, clip: untouched.bounds)
        #expect(untouched.luma.hasSameSamples(as: Canvas(width: 40, height: 24).luma))
    }
}
