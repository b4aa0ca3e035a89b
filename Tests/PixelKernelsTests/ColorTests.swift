import Foundation
import MediaBuffers
import PixelKernels
import TestSupport
import Testing

@Suite struct ColorTests {
    /// BT.709 limited codes, not rounded, of R'G'B' in 0…1.
    private func codes(_ r: Double, _ g: Double, _ b: Double) -> [Double] {
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b
        return [16 + 219 * y, 128 + 224 * (b - y) / 1.8556, 128 + 224 * (r - y) / 1.5748]
    }

    private func noise(_ width: Int, _ mode: AlphaMode, seed: UInt64) -> RGBAImage {
        var generator = SeededGenerator(seed: seed)
        let image = RGBAImage(width: width, height: 1, alphaMode: mode)
        for x in 0..<width {
            let row = image.samples.row(0)
            let alpha = UInt8.random(in: 0...255, using: &generator)
            row[4 * x + 3] = mode == .opaque ? 255 : alpha
            let limit = mode == .premultiplied ? alpha : 255
            for component in 0..<3 { row[4 * x + component] = .random(in: 0...limit, using: &generator) }
        }
        return image
    }

    private func firstPixel(of canvas: Canvas) -> [UInt8] {
        let image = KernelSet.selected.rgbaImage(from: canvas)
        return (0..<4).map { image.samples.row(0)[$0] }
    }

    @Test(arguments: availableSets, [AlphaMode.opaque, .straight, .premultiplied])
    func codesAreWithinHalfACodeOfTheStandard(_ name: String, _ mode: AlphaMode) throws {
        let kernels = try #require(KernelSet(named: name))
        let image = noise(20_000, mode, seed: 2)
        let picture = kernels.sourcePicture(from: image)
        #expect((picture.alpha == nil) == (mode == .opaque))
        var worst = 0.0
        for x in 0..<20_000 {
            let pixel = (0..<4).map { Double(image.samples.row(0)[4 * x + $0]) / 255 }
            let alpha = pixel[3]
            // Premultiplied components over alpha are the straight ones.
            let scale = mode == .premultiplied ? (alpha == 0 ? 0 : 1 / alpha) : 1
            let wanted = codes(pixel[0] * scale, pixel[1] * scale, pixel[2] * scale)
            for (plane, code) in zip([picture.luma, picture.cb, picture.cr], wanted) {
                worst = max(worst, abs(Double(plane.row(0)[x]) - code * alpha))
            }
            if let own = picture.alpha { #expect(own.row(0)[x] == image.samples.row(0)[4 * x + 3]) }
        }
        #expect(worst <= 0.51, "the worst code is off by \(worst)")
    }

    @Test(arguments: [AlphaMode.straight, .premultiplied]) func anImageWithoutTransparencyIsOpaque(_ mode: AlphaMode) {
        let image = noise(257, .opaque, seed: 11)
        #expect(KernelSet.selected.sourcePicture(from: image.relabeled(mode)).alpha == nil)
        image.samples.row(0)[4 * 256 + 3] = 254
        #expect(KernelSet.selected.sourcePicture(from: image.relabeled(mode)).alpha != nil)
    }

    @Test func chromaIsHalvedWhereItIsSited() {
        // A plane that rises evenly keeps its values where the half-size samples lie: columns 2i, rows 2j + 0.5.
        let ramp = Plane(width: 40, height: 21)
        for y in 0..<21 { for x in 0..<40 { ramp.row(y)[x] = UInt8(10 + 4 * x + 2 * y) } }
        let picture = SourcePicture(
            luma: ramp, cb: ramp, cr: ramp, subsampling: .yuv444, chromaLocation: .cosited)
        let half = KernelSet.selected.subsampled(picture)
        #expect(half.subsampling == .yuv420 && half.chromaLocation == .left && half.cb.height == 11)
        for j in 0..<10 { for i in 1..<20 { #expect(half.cb.row(j)[i] == UInt8(10 + 8 * i + 4 * j + 1)) } }
        for i in 1..<20 { #expect(half.cr.row(10)[i] == UInt8(10 + 8 * i + 40), "the last row stands alone") }
    }

    @Test func chromaOfTheCanvasIsReadWhereItIsSited() {
        let canvas = Canvas(width: 32, height: 24)
        canvas.luma.fill(126)
        canvas.cb.fill(128)
        for y in 0..<12 { for x in 0..<16 { canvas.cr.row(y)[x] = UInt8(70 + 5 * x + 3 * y) } }
        let image = KernelSet.selected.rgbaImage(from: canvas)
        for y in 1..<23 {
            for x in 0..<31 {
                let cr = 70 + 5 * Double(x) / 2 + 3 * (Double(y) - 0.5) / 2
                let red = 110.0 * 255 / 219 + 1.5748 * (cr - 128) * 255 / 224
                let found = Double(image.samples.row(y)[4 * x])
                #expect(abs(found - min(255, max(0, red))) <= 0.51, "(\(x), \(y))")
            }
        }
    }

    @Test func everyGreyIsNeutral() {
        for code in 0...255 {
            let canvas = Canvas(width: 2, height: 2)
            canvas.luma.fill(UInt8(code))
            canvas.cb.fill(128)
            canvas.cr.fill(128)
            let row = firstPixel(of: canvas)
            #expect(row[0] == row[1] && row[1] == row[2])
            #expect(Double(row[0]) == min(255, max(0, (Double(code - 16) * 255 / 219).rounded())))
        }
    }

    @Test func flatColorsSurviveTheWayToTheCanvasAndBack() {
        for color in [
            (0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255), (17, 133, 201), (128, 128, 128),
        ] {
            let color = RGBAColor(red: UInt8(color.0), green: UInt8(color.1), blue: UInt8(color.2))
            let canvas = Canvas(width: 16, height: 16)
            KernelSet.selected.fill(canvas, color, canvas.bounds)
            let pixel = firstPixel(of: canvas)
            // Half a code of chroma and half a code of luma are up to 1.6 levels of blue.
            #expect(abs(Int(pixel[0]) - Int(color.red)) <= 2 && abs(Int(pixel[1]) - Int(color.green)) <= 1)
            #expect(abs(Int(pixel[2]) - Int(color.blue)) <= 2 && pixel[3] == 255)
        }
    }
}
