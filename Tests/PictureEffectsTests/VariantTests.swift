import MediaBuffers
import PictureEffects
import Testing
import TimelineModel

@Suite("Every instruction set paints the same bits")
struct VariantTests {
    private static func isSame(_ a: SourcePicture, _ b: SourcePicture) -> Bool {
        let planes = a.luma.hasSameSamples(as: b.luma) && a.cb.hasSameSamples(as: b.cb) && a.cr.hasSameSamples(as: b.cr)
        guard let alpha = a.alpha, let other = b.alpha else { return planes && a.alpha == nil && b.alpha == nil }
        return planes && alpha.hasSameSamples(as: other)
    }

    private static let curves = ColorTable(kind: .curves, size: 33) { values in
        for index in values.indices { values[index] = Float(index % 33) / 40 }
    }
    private static let grid = ColorTable(kind: .grid, size: 5) { values in
        for index in values.indices { values[index] = Float(index * 37 % 101) / 90 }
    }

    @Test(arguments: ["simd", "avx2", "avx512"], Array(1...40) + [63, 64, 65, 127, 128, 129])
    func effects(_ name: String, _ width: Int) throws {
        guard let fast = EffectKernels(named: name) else { return }
        let painters = (
            EffectPainter(kernels: try #require(EffectKernels(named: "reference"))), EffectPainter(kernels: fast)
        )
        let key = ColorKey(color: RGBAColor(red: 10, green: 220, blue: 30), spill: 0.7)
        let chains: [[Effect]] = [
            [.brightness(1.3), .contrast(1.4), .hue(degrees: 40), .exposure(stops: 0.6), .vignette(strength: 0.8)],
            [.lookup(Self.curves), .lookup(Self.grid), .temperature(0.4)], [.colorKey(key), .sepia(0.4)],
            [.blur(radius: 0.8)], [.blur(radius: 9)], [.saturation(2), .blur(radius: 15), .invert(1)],
            [.sharpen(amount: 1.5)],
        ]
        let pictures = [
            smoothPicture(width, 9), smoothPicture(width, 6, .center),
            randomPicture(width, 7, hasAlpha: false, seed: UInt64(width)),
            randomPicture(width, 5, hasAlpha: true, seed: UInt64(width)),
        ]
        for effects in chains {
            let chain = EffectChain(effects)
            for picture in pictures {
                #expect(Self.isSame(painters.0.painted(picture, chain), painters.1.painted(picture, chain)))
            }
        }
    }

    @Test(arguments: ["simd", "avx2", "avx512"], Array(1...20) + [31, 32, 33])
    func blending(_ name: String, _ half: Int) throws {
        guard let fast = EffectKernels(named: name) else { return }
        let painters = [
            BlendPainter(kernels: try #require(EffectKernels(named: "reference"))), BlendPainter(kernels: fast),
        ]
        let source = randomPicture(2 * half, 8, hasAlpha: true, seed: UInt64(half))
        let small = randomPicture(half, 4, hasAlpha: true, seed: UInt64(half) + 99)
        let sprite = Sprite(
            rect: PixelRect(x: 4, y: 2, width: 2 * half, height: 8), luma: source.luma, cb: small.cb, cr: small.cr,
            alpha: source.alpha, chromaAlpha: small.alpha)
        for mode in BlendMode.allCases {
            let canvases = painters.map { painter in
                let canvas = Canvas(width: 64, height: 12)
                for (index, plane) in [canvas.luma, canvas.cb, canvas.cr].enumerated() {
                    for y in 0..<plane.height {
                        for x in 0..<plane.width {
                            plane.row(y)[x] = UInt8(truncatingIfNeeded: x * 5 + y * 31 + 70 * index)
                        }
                    }
                }
                painter.blend(sprite, onto: canvas, mode: mode, opacity: 30_000, clip: canvas.bounds)
                return canvas
            }
            #expect(canvases[0].luma.hasSameSamples(as: canvases[1].luma), "\(mode)")
            #expect(
                canvases[0].cb.hasSameSamples(as: canvases[1].cb) && canvases[0].cr.hasSameSamples(as: canvases[1].cr))
        }
    }
}
