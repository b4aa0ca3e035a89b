import MediaBuffers
import PixelKernels
import TestSupport
import Testing

/// Every set of kernels that this processor has.
let availableSets = ["reference", "simd", "avx2", "avx512"].filter { KernelSet(named: $0) != nil }

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
        let canvas = Canvas(width: 256, height: 2)
        for alpha in 0...255 {
            let products = (0..<256).map { exact($0 * (255 - alpha)) }
            // Every destination for one alpha, and every source that a premultiplied sample of it can have.
            for source in 0...alpha {
                for x in 0..<256 { canvas.luma.row(0)[x] = UInt8(x) }
                kernels.blend(
                    sprite([UInt8](repeating: UInt8(source), count: 256), [UInt8](repeating: UInt8(alpha), count: 256)),
                    onto: canvas, opacity: KernelSet.full, clip: canvas.bounds)
                let wrong = (0..<256).first { Int(canvas.luma.row(0)[$0]) != min(255, source + products[$0]) }
                #expect(wrong == nil, "alpha \(alpha), source \(source), destination \(wrong ?? 0)")
            }
        }
    }

    @Test(arguments: availableSets) func brightSamplesOfLittleCoverageAreClamped(_ name: String) throws {
        let kernels = try kernels(name)
        let canvas = Canvas(width: 128, height: 2)
        canvas.luma.fill(200)
        kernels.blend(
            sprite([UInt8](repeating: 130, count: 128), [UInt8](repeating: 10, count: 128)), onto: canvas,
            opacity: KernelSet.full, clip: canvas.bounds)
        #expect((0..<128).allSatisfy { canvas.luma.row(0)[$0] == 255 })
        // No coverage, but light: filters leave such halos, and they are added.
        canvas.luma.fill(7)
        kernels.blend(
            sprite([UInt8](repeating: 2, count: 128), [UInt8](repeating: 0, count: 128)), onto: canvas,
            opacity: KernelSet.full, clip: canvas.bounds)
        #expect((0..<128).allSatisfy { canvas.luma.row(0)[$0] == 9 })
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
