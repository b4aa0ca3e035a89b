import MediaBuffers
import PixelKernels
import TestSupport
import Testing

/// Every set of kernels gives the reference's bits, whatever the width and wherever a row starts, and writes nothing
/// beside its rows.
@Suite struct VariantTests {
    private static let fast = availableSets.filter { $0 != "reference" }
    private static let starts = [0, 1, 7, 31]

    private func both(_ name: String) throws -> (reference: KernelSet, fast: KernelSet) {
        (try #require(KernelSet(named: "reference")), try #require(KernelSet(named: name)))
    }

    /// Random samples, half of them transparent or opaque so that runs of either occur, in a larger plane.
    private func noise(
        _ width: Int, _ height: Int, start: Int, runs: Bool = false, _ generator: inout SeededGenerator
    ) -> Plane {
        let whole = Plane(width: width + 96, height: height + 2)
        for y in 0..<whole.height {
            var x = 0
            while x < whole.width {
                let extremes: [UInt8] = [0, 255]
                let extreme = runs ? extremes.randomElement(using: &generator) : nil
                for _ in 0..<Int.random(in: 1...90, using: &generator) where x < whole.width {
                    whole.row(y)[x] = extreme ?? UInt8.random(in: 0...255, using: &generator)
                    x += 1
                }
                if runs, x < whole.width {
                    whole.row(y)[x] = UInt8.random(in: 0...255, using: &generator)
                    x += 1
                }
            }
        }
        return whole.cropped(x: start, y: 1, width: width, height: height)
    }

    /// A plane inside a larger one that is filled with a mark.
    private struct Guarded {
        let whole: Plane
        let plane: Plane
        private let start: Int

        init(width: Int, height: Int, start: Int, mark: UInt8) {
            whole = Plane(width: width + 2 * 70, height: height + 2)
            whole.fill(mark)
            plane = whole.cropped(x: 70 + start % 64, y: 1, width: width, height: height)
            self.start = start
        }
    }

    @Test(arguments: fast, 1...67) func blending(_ name: String, _ half: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(half))
        for start in Self.starts {
            let (width, rect) = (2 * half, PixelRect(x: 2 * start, y: 0, width: 2 * half, height: 2))
            for (hasAlpha, opacity) in [(true, KernelSet.full), (true, 12_345), (false, 20_000), (true, 1)] {
                let alpha = hasAlpha ? noise(width, 2, start: start, runs: true, &generator) : nil
                let chromaAlpha = hasAlpha ? noise(half, 1, start: start, runs: true, &generator) : nil
                let sprite = Sprite(
                    rect: rect, luma: noise(width, 2, start: start, runs: true, &generator),
                    cb: noise(half, 1, start: start, &generator), cr: noise(half, 1, start: start, &generator),
                    alpha: alpha, chromaAlpha: chromaAlpha)
                let canvases = [Canvas(width: 256, height: 2), Canvas(width: 256, height: 2)]
                for canvas in canvases {
                    for x in 0..<256 { canvas.luma.row(0)[x] = UInt8(x) }
                    for x in 0..<128 { canvas.cb.row(0)[x] = UInt8(255 - x) }
                }
                reference.blend(sprite, onto: canvases[0], opacity: opacity, clip: canvases[0].bounds)
                fast.blend(sprite, onto: canvases[1], opacity: opacity, clip: canvases[1].bounds)
                #expect(canvases[0].luma.hasSameSamples(as: canvases[1].luma))
                #expect(canvases[0].cb.hasSameSamples(as: canvases[1].cb))
                #expect(canvases[0].cr.hasSameSamples(as: canvases[1].cr))
                for x in 0..<256 where x < rect.x || x >= rect.maxX {
                    #expect(canvases[1].luma.row(0)[x] == UInt8(x), "a sample beside the sprite was touched")
                }
            }
        }
    }

    @Test(arguments: fast, 1...67) func mixingAndMultiplying(_ name: String, _ width: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for start in Self.starts {
            let a = noise(width, 2, start: start, &generator)
            let b = noise(width, 2, start: 5, &generator)
            let outputs = (0..<2).map { _ in Guarded(width: width, height: 2, start: start, mark: 77) }
            for weight in [1, 4_711, 16_384, 32_767] {
                reference.mix(a, b, into: outputs[0].plane, weight: weight)
                fast.mix(a, b, into: outputs[1].plane, weight: weight)
                #expect(outputs[0].whole.hasSameSamples(as: outputs[1].whole))
            }
            reference.multiply(outputs[0].plane, by: b)
            fast.multiply(outputs[1].plane, by: b)
            #expect(outputs[0].whole.hasSameSamples(as: outputs[1].whole))
            // In place.
            reference.mix(outputs[0].plane, b, into: outputs[0].plane, weight: 9_000)
            fast.mix(outputs[1].plane, b, into: outputs[1].plane, weight: 9_000)
            #expect(outputs[0].whole.hasSameSamples(as: outputs[1].whole))
        }
    }

    @Test(arguments: fast, Array(1...67) + [96, 127, 200]) func scaling(_ name: String, _ width: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(width))
        var scalers = (PlaneScaler(kernels: reference), PlaneScaler(kernels: fast))
        // Near and far neighbors, mirrored, reduced so far that samples of one vector lie apart, and rows only.
        for (step, down) in [
            (0.37, 0.9), (0.9, 1), (1.1, 2.3), (-0.8, -1), (-2.1, 0.5), (1.8, 0.3), (4.1, 1), (4.4, 3), (9, 1.2),
            (1, 0.7),
        ] {
            let sourceWidth = Int((Double(width) * abs(step)).rounded(.up)) + 3
            let source = noise(sourceWidth, 23, start: width % 5, &generator)
            let horizontal = AxisFilter(
                destinationCount: width, sourceCount: sourceWidth,
                sourceStart: step < 0 ? Double(sourceWidth) - 0.7 : step == 1 ? 2 : 0.7, step: step, lower: 0,
                upper: sourceWidth)
            let vertical = AxisFilter(
                destinationCount: 9, sourceCount: 23, sourceStart: down < 0 ? 22.6 : 1, step: down, lower: 1, upper: 23)
            let outputs = (0..<2).map { _ in Guarded(width: width, height: 9, start: width, mark: 77) }
            scalers.0.scale(source, into: outputs[0].plane, horizontal: horizontal, vertical: vertical)
            scalers.1.scale(source, into: outputs[1].plane, horizontal: horizontal, vertical: vertical)
            #expect(outputs[0].whole.hasSameSamples(as: outputs[1].whole), "\(step), \(down)")
        }
    }

    @Test(arguments: fast, 1...67) func warping(_ name: String, _ half: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(half))
        let source = WarpTests.picture(37, 29, half % 2 == 0 ? .yuv420 : .yuv444, hasAlpha: half % 4 == 1, &generator)
        for _ in 0..<4 {
            let (c, s) = (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
            let map = AffineMap(
                xx: c, xy: -s, yx: s, yy: 0.9 * c, tx: .random(in: 0...37, using: &generator),
                ty: .random(in: 0...29, using: &generator))
            let rect = PixelRect(x: -half & ~1, y: -10, width: 2 * half, height: 34)
            let bounds = (half % 3 == 0 ? 5.3 : 0, half % 3 == 0 ? 2.0 : 0, 37.0, half % 3 == 0 ? 21.5 : 29)
            let readable = half % 2 == 0 ? bounds : nil
            let wanted = reference.warp(
                source, destinationRect: rect, sourceFromDestination: map, sourceBounds: bounds,
                readableBounds: readable)
            let found = fast.warp(
                source, destinationRect: rect, sourceFromDestination: map, sourceBounds: bounds,
                readableBounds: readable)
            #expect(WarpTests.isSame(wanted, found))
        }
    }

    /// Chroma of a size of its own, with an alpha for it.
    @Test(arguments: fast, 1...35) func warpingChromaOfItsOwnSize(_ name: String, _ half: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(half))
        let luma = WarpTests.picture(37, 29, .yuv444, hasAlpha: true, &generator)
        let chroma = WarpTests.picture(19 + half % 9, 15 + half % 14, .yuv444, hasAlpha: true, &generator)
        let source = WarpSource(
            luma: luma.luma, alpha: luma.alpha, cb: chroma.cb, cr: chroma.cr, chromaAlpha: chroma.alpha,
            readableBounds: half % 2 == 0 ? (3.5, 2, 30, 25.25) : nil)
        let (c, s) = (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
        let map = AffineMap(xx: c, xy: -s, yx: s, yy: c, tx: 18, ty: 14)
        let rect = PixelRect(x: -half & ~1, y: -10, width: 2 * half, height: 34)
        let sprites = [reference, fast].map {
            $0.warp(source, destinationRect: rect, sourceFromDestination: map, sourceBounds: (0, 0, 37, 29))
        }
        #expect(WarpTests.isSame(sprites[0], sprites[1]))
    }

    @Test(arguments: fast, 1...67) func converting(_ name: String, _ width: Int) throws {
        let (reference, fast) = try both(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for start in Self.starts {
            for mode in [AlphaMode.opaque, .straight, .premultiplied] {
                let image = RGBAImage(samples: noise(4 * width, 3, start: start, &generator), alphaMode: mode)
                let wanted = reference.sourcePicture(from: image)
                let found = fast.sourcePicture(from: image)
                #expect(wanted.luma.hasSameSamples(as: found.luma) && wanted.cb.hasSameSamples(as: found.cb))
                #expect(wanted.cr.hasSameSamples(as: found.cr))
                #expect((wanted.alpha == nil) == (found.alpha == nil))
                if let alpha = wanted.alpha, let other = found.alpha { #expect(alpha.hasSameSamples(as: other)) }
            }
        }
    }
}
