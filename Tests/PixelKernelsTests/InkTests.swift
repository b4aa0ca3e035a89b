import MediaBuffers
import PixelKernels
import TestSupport
import Testing

/// A turned picture that is clear at its sides is sampled only where it is not; that changes no sample.
@Suite struct InkTests {
    /// Noise inside an ellipse, which may reach beyond the sides, or nowhere; zero around it.
    private func ink(_ width: Int, _ height: Int, _ generator: inout SeededGenerator) -> Plane {
        let plane = Plane(width: width, height: height)
        let center = (
            x: Double.random(in: 0...Double(width), using: &generator),
            y: Double.random(in: 0...Double(height), using: &generator)
        )
        let radius = (x: Double.random(in: 0...30, using: &generator), y: Double.random(in: 0...30, using: &generator))
        for y in 0..<height {
            for x in 0..<width {
                let (dx, dy) = ((Double(x) - center.x) / radius.x, (Double(y) - center.y) / radius.y)
                if dx * dx + dy * dy < 1 { plane.row(y)[x] = .random(in: 1...255, using: &generator) }
            }
        }
        return plane
    }

    @Test(arguments: availableSets, 0..<60) func clearSidesAreZeroInAnyCase(_ name: String, _ seed: Int) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: UInt64(seed))
        let (width, height) = (Int.random(in: 5...90, using: &generator), Int.random(in: 5...70, using: &generator))
        let (c, s) = (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
        let map = AffineMap(
            xx: c, xy: -s, yx: s, yy: seed % 3 == 0 ? c : 0.8 * c, tx: .random(in: -20...90, using: &generator),
            ty: .random(in: -20...70, using: &generator))
        func warped(_ luma: Plane, _ cb: Plane, _ cr: Plane, _ alpha: Plane?) -> Sprite {
            let picture = SourcePicture(
                luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
            return kernels.warp(
                picture, destinationRect: PixelRect(x: -40, y: -30, width: 150, height: 110),
                sourceFromDestination: map, sourceBounds: (0, 0, Double(width), Double(height)))
        }
        let alpha = ink(width, height, &generator)
        let luma = ink(width, height, &generator)
        let found = warped(luma, luma, luma, alpha)
        // An opaque picture is sampled everywhere.
        let ofLuma = warped(luma, luma, luma, nil)
        let ofAlpha = warped(alpha, alpha, alpha, nil)
        #expect(found.luma.hasSameSamples(as: ofLuma.luma))
        #expect(found.cb.hasSameSamples(as: ofLuma.cb) && found.cr.hasSameSamples(as: ofLuma.cr))
        #expect(try #require(found.alpha).hasSameSamples(as: ofAlpha.luma))
        #expect(try #require(found.chromaAlpha).hasSameSamples(as: ofAlpha.cb))
    }
}
