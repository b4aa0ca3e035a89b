import Foundation
import MediaBuffers
import PixelKernels
import TestSupport
import Testing

@Suite struct WarpTests {
    static func picture(
        _ width: Int, _ height: Int, _ subsampling: ChromaSubsampling, hasAlpha: Bool = false,
        _ generator: inout SeededGenerator
    ) -> SourcePicture {
        func noise(_ width: Int, _ height: Int) -> Plane {
            let plane = Plane(width: width, height: height)
            for y in 0..<height { for x in 0..<width { plane.row(y)[x] = .random(in: 0...255, using: &generator) } }
            return plane
        }
        let isHalved = subsampling == .yuv420
        let (w, h) = isHalved ? ((width + 1) / 2, (height + 1) / 2) : (width, height)
        return SourcePicture(
            luma: noise(width, height), cb: noise(w, h), cr: noise(w, h), alpha: hasAlpha ? noise(width, height) : nil,
            subsampling: subsampling, chromaLocation: isHalved ? .left : .cosited)
    }

    static func isSame(_ a: Sprite, _ b: Sprite) -> Bool {
        zip(planes(a), planes(b)).allSatisfy { $0.hasSameSamples(as: $1) }
    }

    private static func planes(_ sprite: Sprite) -> [Plane] {
        [sprite.luma, sprite.cb, sprite.cr, sprite.alpha, sprite.chromaAlpha].compactMap { $0 }
    }

    private let identity = AffineMap(xx: 1, xy: 0, yx: 0, yy: 1, tx: 0, ty: 0)

    @Test(arguments: availableSets) func theIdentityCopies(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: 3)
        let source = Self.picture(70, 40, .yuv420, &generator)
        let sprite = kernels.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 70, height: 40), sourceFromDestination: identity,
            sourceBounds: (-1, 0, 70, 40))
        #expect(sprite.luma.hasSameSamples(as: source.luma))
        #expect(sprite.cb.hasSameSamples(as: source.cb) && sprite.cr.hasSameSamples(as: source.cr))
        let alpha = try #require(sprite.alpha)
        for y in 0..<40 { for x in 0..<70 { #expect(alpha.row(y)[x] == 255) } }
    }

    @Test(arguments: availableSets) func wholePixelsShift(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: 4)
        let source = Self.picture(30, 20, .yuv420, &generator)
        var map = identity
        (map.tx, map.ty) = (-6, -4)
        let sprite = kernels.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 50, height: 30), sourceFromDestination: map,
            sourceBounds: (0, 0, 30, 20))
        let alpha = try #require(sprite.alpha)
        for y in 0..<30 {
            for x in 0..<50 {
                let isInside = (6..<36).contains(x) && (4..<24).contains(y)
                #expect(alpha.row(y)[x] == (isInside ? 255 : 0))
                #expect(sprite.luma.row(y)[x] == (isInside ? source.luma.row(y - 4)[x - 6] : 0))
            }
        }
        // A chroma sample spans two columns, of which the left one begins half a pixel further left.
        let chromaAlpha = try #require(sprite.chromaAlpha)
        for y in 2..<12 {
            for x in 4..<18 { #expect(sprite.cb.row(y)[x] == source.cb.row(y - 2)[x - 3]) }
            #expect(chromaAlpha.row(y)[3] == 191 && chromaAlpha.row(y)[4] == 255)
            #expect(chromaAlpha.row(y)[17] == 255 && chromaAlpha.row(y)[18] == 64)
        }
    }

    @Test(arguments: availableSets) func aQuarterTurnTransposes(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: 5)
        let source = Self.picture(40, 24, .yuv444, hasAlpha: true, &generator)
        // Clockwise: canvas (x, y) shows source (y, 24 - x).
        let sprite = kernels.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 24, height: 40),
            sourceFromDestination: AffineMap(xx: 0, xy: 1, yx: -1, yy: 0, tx: 0, ty: 24), sourceBounds: (0, 0, 40, 24))
        let alpha = try #require(sprite.alpha)
        let own = try #require(source.alpha)
        for y in 0..<40 {
            for x in 0..<24 {
                #expect(sprite.luma.row(y)[x] == source.luma.row(23 - x)[y])
                #expect(alpha.row(y)[x] == own.row(23 - x)[y])
            }
        }
    }

    @Test func anEdgeCoversItsShareAndWhatIsCutAwayDoesNotShow() throws {
        var generator = SeededGenerator(seed: 6)
        let source = Self.picture(40, 40, .yuv420, &generator)
        source.luma.fill(255)
        for plane in [source.cb, source.cr] { plane.fill(255) }
        for y in 10..<30 { for x in 10..<30 { source.luma.row(y)[x] = 100 } }
        for y in 5..<15 { for x in 5..<15 { source.cb.row(y)[x] = 60 } }
        // The bounds, twice as large and a quarter pixel off the grid.
        let map = AffineMap(xx: 0.5, xy: 0, yx: 0, yy: 0.5, tx: 10 - 0.5 * 4.25, ty: 10 - 0.5 * 4)
        let sprite = KernelSet.selected.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 50, height: 50), sourceFromDestination: map,
            sourceBounds: (10, 10, 30, 30), readableBounds: (10, 10, 30, 30))
        let alpha = try #require(sprite.alpha)
        #expect(alpha.row(20)[3] == 0 && alpha.row(20)[5] == 255 && alpha.row(20)[43] == 255)
        #expect(abs(Int(alpha.row(20)[4]) - 191) <= 1 && abs(Int(alpha.row(20)[44]) - 64) <= 1)
        #expect(abs(Int(sprite.luma.row(20)[4]) - 75) <= 1)
        for y in 4..<44 { for x in 5..<44 { #expect(sprite.luma.row(y)[x] == 100) } }
        for y in 3..<22 { for x in 3..<21 { #expect(sprite.cb.row(y)[x] == 60) } }
    }

    /// A smooth picture turned by any angle is the same function of turned coordinates, in luma and in chroma.
    @Test(arguments: availableSets, [17.0, 45, 133]) func aTurnedWaveIsTheTurnedWave(_ name: String, _ degrees: Double)
        throws
    {
        let kernels = try #require(KernelSet(named: name))
        func wave(_ x: Double, _ y: Double) -> Double { 128 + 90 * sin(x * 0.11 + 0.3) * cos(y * 0.083) }
        let luma = Plane(width: 80, height: 60)
        let chroma = Plane(width: 40, height: 30)
        for y in 0..<60 {
            for x in 0..<80 { luma.row(y)[x] = UInt8(wave(Double(x) + 0.5, Double(y) + 0.5).rounded()) }
        }
        for y in 0..<30 {
            for x in 0..<40 { chroma.row(y)[x] = UInt8(wave(Double(2 * x) + 0.5, Double(2 * y) + 1).rounded()) }
        }
        let source = SourcePicture(
            luma: luma, cb: chroma, cr: chroma, subsampling: .yuv420, chromaLocation: .left)
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let map = AffineMap(xx: c, xy: s, yx: -s, yy: c, tx: 40 - 30 * c - 30 * s, ty: 30 + 30 * s - 30 * c)
        let sprite = kernels.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 60, height: 60), sourceFromDestination: map,
            sourceBounds: (0, 0, 80, 60))
        func isDeepInside(_ x: Double, _ y: Double) -> Bool { (6...74).contains(x) && (6...54).contains(y) }
        var seen = 0
        for y in 0..<60 {
            for x in 0..<60 {
                let sx = map.xx * (Double(x) + 0.5) + map.xy * (Double(y) + 0.5) + map.tx
                let sy = map.yx * (Double(x) + 0.5) + map.yy * (Double(y) + 0.5) + map.ty
                guard isDeepInside(sx, sy) else { continue }
                #expect(abs(Double(sprite.luma.row(y)[x]) - wave(sx, sy)) < 1.2)
                seen += 1
            }
        }
        for y in 0..<30 {
            for x in 0..<30 {
                let sx = map.xx * (Double(2 * x) + 0.5) + map.xy * (Double(2 * y) + 1) + map.tx
                let sy = map.yx * (Double(2 * x) + 0.5) + map.yy * (Double(2 * y) + 1) + map.ty
                guard isDeepInside(sx, sy) else { continue }
                #expect(abs(Double(sprite.cb.row(y)[x]) - wave(sx, sy)) < 1.6)
                seen += 1
            }
        }
        #expect(seen > 1_500)
    }

    /// Chroma and its alpha at another density than luma land where luma does: a slope stays the same slope.
    @Test(arguments: availableSets, [(20, 15), (36, 9)])
    func chromaOfItsOwnSizeLandsOnLuma(_ name: String, _ size: (width: Int, height: Int)) throws {
        let kernels = try #require(KernelSet(named: name))
        func slope(_ x: Double, _ y: Double) -> Double { 20 + 2.5 * x + 1.5 * y }
        func plane(_ width: Int, _ height: Int) -> Plane {
            let plane = Plane(width: width, height: height)
            for y in 0..<height {
                for x in 0..<width {
                    let at = ((Double(x) + 0.5) * 40 / Double(width), (Double(y) + 0.5) * 30 / Double(height))
                    plane.row(y)[x] = UInt8(slope(at.0, at.1).rounded())
                }
            }
            return plane
        }
        let (luma, chroma) = (plane(40, 30), plane(size.width, size.height))
        let source = WarpSource(luma: luma, alpha: luma, cb: chroma, cr: chroma, chromaAlpha: chroma)
        let (c, s) = (cos(0.4), sin(0.4))
        let map = AffineMap(xx: c, xy: s, yx: -s, yy: c, tx: 20 - 20 * c - 20 * s, ty: 15 + 20 * s - 20 * c)
        let sprite = kernels.warp(
            source, destinationRect: PixelRect(x: 0, y: 0, width: 40, height: 40), sourceFromDestination: map,
            sourceBounds: (0, 0, 40, 30))
        let chromaAlpha = try #require(sprite.chromaAlpha)
        var seen = 0
        for y in 0..<20 {
            for x in 0..<20 {
                let (sx, sy) = map.applied(Double(2 * x) + 0.5, Double(2 * y) + 1)
                guard (6...34).contains(sx), (6...24).contains(sy) else { continue }
                for plane in [sprite.cb, sprite.cr, chromaAlpha] {
                    #expect(abs(Double(plane.row(y)[x]) - slope(sx, sy)) < 1.1)
                }
                seen += 1
            }
        }
        #expect(seen > 80)
    }

    @Test(
        arguments: availableSets,
        [
            AffineMap(xx: 0, xy: 0, yx: 0, yy: 0, tx: 1, ty: 1),
            AffineMap(xx: .nan, xy: 0, yx: 0, yy: 1, tx: 0, ty: 0),
            AffineMap(xx: 1e300, xy: 1e300, yx: -1e300, yy: 1, tx: -1e300, ty: .infinity),
        ]) func absurdMapsAreSafeAndAgree(_ name: String, _ map: AffineMap) throws
    {
        let kernels = try #require(KernelSet(named: name))
        let reference = try #require(KernelSet(named: "reference"))
        var generator = SeededGenerator(seed: 8)
        let source = Self.picture(20, 20, .yuv420, &generator)
        let rect = PixelRect(x: 0, y: 0, width: 70, height: 4)
        let sprites = [kernels, reference].map {
            $0.warp(source, destinationRect: rect, sourceFromDestination: map, sourceBounds: (0, 0, 20, 20))
        }
        #expect(Self.isSame(sprites[0], sprites[1]))
    }
}
