import MediaBuffers
import PixelKernels
import TestSupport
import Testing

/// Every set of kernels that this processor has.
let availableSets = ["reference", "avx2"].filter { KernelSet(named: $0) != nil }

@Suite struct BlendTests {
    private func kernels(_ name: String) throws -> KernelSet { try #require(KernelSet(named: name)) }

    /// A sprite of one row pair, whose chroma planes repeat the luma's content.
    private func sprite(_ source: [UInt8], _ alpha: [UInt8]?) -> Sprite {
        func plane(_ values: [UInt8], _ width: Int, _ height: Int) -> Plane {
            let plane = Plane(width: width, height: height)
            for y in 0..<height { for x in 0..<width { plane.row(y)[x] = values[x] } }
            return plane
        }
        let rect = PixelRect(x: 0, y: 0, width: source.count, height: 2)
        return Sprite(
            rect: rect, luma: plane(source, rect.width, 2), cb: plane(source, rect.width / 2, 1),
            cr: plane(source, rect.width / 2, 1), alpha: alpha.map { plane($0, rect.width, 2) },
            chromaAlpha: alpha.map { plane($0, rect.width / 2, 1) })
    }

    /// The rounded quotient, exactly.
    private func exact(_ product: Int) -> Int { (2 * product + 255) / 510 }

    @Test(arguments: availableSets) func sourceOverIsExactForEveryTripleOfBytes(_ name: String) throws {
        let kernels = try kernels(name)
        for alpha in 0...255 {
            // Every destination for one alpha, and every source that a premultiplied sample of it can have.
            for source in stride(from: 0, through: alpha, by: alpha < 16 ? 1 : 5) {
                let canvas = Canvas(width: 256, height: 2)
                for x in 0..<256 { canvas.luma.row(0)[x] = UInt8(x) }
                kernels.blend(
                    sprite([UInt8](repeating: UInt8(source), count: 256), [UInt8](repeating: UInt8(alpha), count: 256)),
                    onto: canvas, opacity: KernelSet.full, clip: canvas.bounds)
                let found = (0..<256).map { Int(canvas.luma.row(0)[$0]) }
                let wanted = (0..<256).map { min(255, source + exact($0 * (255 - alpha))) }
                #expect(found == wanted, "alpha \(alpha), source \(source)")
            }
        }
    }

    @Test(arguments: availableSets) func opacityScalesSourceAndCoverage(_ name: String) throws {
        let kernels = try kernels(name)
        var generator = SeededGenerator(seed: 5)
        for opacity in [1, 100, 16_384, 20_000, 32_767] {
            let alpha = (0..<256).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let source = alpha.map { UInt8.random(in: 0...$0, using: &generator) }
            let canvas = Canvas(width: 256, height: 2)
            let before = (0..<256).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for x in 0..<256 { canvas.luma.row(0)[x] = before[x] }
            kernels.blend(sprite(source, alpha), onto: canvas, opacity: opacity, clip: canvas.bounds)
            for x in 0..<256 {
                let share = (Int(alpha[x]) * opacity + 16_384) >> 15
                let light = (Int(source[x]) * opacity + 16_384) >> 15
                #expect(Int(canvas.luma.row(0)[x]) == min(255, light + exact(Int(before[x]) * (255 - share))))
            }
        }
    }

    @Test(arguments: availableSets, 1...67) func everyWidthAndPlaceEqualsTheReference(_ name: String, _ half: Int)
        throws
    {
        let fast = try kernels(name)
        let reference = try kernels("reference")
        var generator = SeededGenerator(seed: UInt64(half))
        let width = 2 * half
        for start in [0, 2, 14] {
            let alpha = (0..<width).map { _ in
                [0, 255, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
            }
            let source = alpha.map { UInt8.random(in: 0...$0, using: &generator) }
            let base = sprite(source, alpha)
            let moved = Sprite(
                rect: PixelRect(x: start, y: 0, width: width, height: 2), luma: base.luma, cb: base.cb, cr: base.cr,
                alpha: base.alpha, chromaAlpha: base.chromaAlpha)
            for opacity in [KernelSet.full, 12_345] {
                let canvases = [Canvas(width: 256, height: 2), Canvas(width: 256, height: 2)]
                for canvas in canvases {
                    for x in 0..<256 { canvas.luma.row(0)[x] = UInt8(x) }
                }
                reference.blend(moved, onto: canvases[0], opacity: opacity, clip: canvases[0].bounds)
                fast.blend(moved, onto: canvases[1], opacity: opacity, clip: canvases[1].bounds)
                #expect(canvases[0].luma.hasSameSamples(as: canvases[1].luma))
                #expect(canvases[0].cb.hasSameSamples(as: canvases[1].cb))
                for x in 0..<256 where x < start || x >= start + width {
                    #expect(canvases[1].luma.row(0)[x] == UInt8(x), "a sample beside the sprite was touched")
                }
            }
        }
    }

    @Test(arguments: availableSets) func mixAndMultiplyAreExact(_ name: String) throws {
        let kernels = try kernels(name)
        let a = Plane(width: 253, height: 1)
        let b = Plane(width: 253, height: 1)
        for x in 0..<253 {
            a.row(0)[x] = UInt8(x)
            b.row(0)[x] = UInt8((x * 7 + 31) % 256)
        }
        let out = Plane(width: 253, height: 1)
        for weight in [0, 1, 9_999, 16_384, 32_767, 32_768] {
            kernels.mix(a, b, into: out, weight: weight)
            for x in 0..<253 {
                let sum = Int(a.row(0)[x]) * (32_768 - weight) + Int(b.row(0)[x]) * weight
                #expect(Int(out.row(0)[x]) == (sum + 16_384) >> 15)
            }
        }
        kernels.multiply(a, by: b)
        for x in 0..<253 { #expect(Int(a.row(0)[x]) == exact(x * Int(b.row(0)[x]))) }
    }
}
