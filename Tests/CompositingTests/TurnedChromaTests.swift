import Foundation
import MediaBuffers
import PixelKernels
import Testing
import TimelineModel

/// Chroma of turned layers against double precision: it is brought to the canvas's half size without jags.
@Suite struct TurnedChromaTests {
    private static let size = CanvasSize(width: 320, height: 240)
    private static let middle = (x: 161.37, y: 118.81)
    private static let sides = (width: 200, height: 180)

    /// Twelve samples wide colored stripes inside an ellipse; beyond it the picture is transparent.
    private func stripes() -> SourcePicture {
        let (width, height) = Self.sides
        let planes = (0..<4).map { _ in Plane(width: width, height: height) }
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = ((Double(x) + 0.5) / Double(width) * 2 - 1, (Double(y) + 0.5) / Double(height) * 2 - 1)
                guard u * u + v * v < 0.9 else { continue }
                let isOdd = x / 12 % 2 == 1
                let codes: [UInt8] = isOdd ? [90, 90, 200, 255] : [140, 160, 70, 255]
                for (plane, code) in zip(planes, codes) { plane.row(y)[x] = code }
            }
        }
        return SourcePicture(
            luma: planes[0], cb: planes[1], cr: planes[2], alpha: planes[3], subsampling: .yuv444,
            chromaLocation: .cosited)
    }

    private func scene(_ picture: SourcePicture, x: Double, y: Double, scale: Double, degrees: Double) -> StillScene {
        StillScene(
            size: Self.size, picture: picture,
            place: .init(
                x: .constant(x), y: .constant(y), scale: .constant(Scale(x: scale, y: scale)), degrees: degrees))
    }

    /// A plane of the stripes over a ground of one code: turned at the canvas's full size, several points to a pixel, and
    /// this reduced to half, sited left.
    private func turned(_ plane: Plane, _ alpha: Plane, scale: Double, degrees: Double) -> FloatPlane {
        var over = FloatPlane(plane)
        let own = FloatPlane(alpha)
        for index in over.samples.indices { over.samples[index] += (1 - own.samples[index] / 255) * 128 }
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let (points, width, height) = (3, Self.size.width, Self.size.height)
        var fine = FloatPlane(width: points * width, height: points * height)
        for y in 0..<fine.height {
            for x in 0..<fine.width {
                let dx = (Double(x) + 0.5) / Double(points) - Self.middle.x
                let dy = (Double(y) + 0.5) / Double(points) - Self.middle.y
                let sourceX = (cosine * dx + sine * dy) / scale + Double(over.width) / 2
                let sourceY = (-sine * dx + cosine * dy) / scale + Double(over.height) / 2
                fine[x, y] = over.value(sourceX - 0.5, sourceY - 0.5)
            }
        }
        // Chroma sample (i, j) lies at (2i + 0.5, 2j + 1).
        let share = Double(points)
        return fine.resampled(
            width: width / 2, height: height / 2, startX: 0.5 * share - 0.5, stepX: 2 * share, startY: share - 0.5,
            stepY: 2 * share)
    }

    /// Sampled without a filter red-difference chroma, whose stripes differ more, reaches 27.6 to 30.6 dB.
    private static let decibels = 35.5

    @Test(arguments: [(1.0, 45.0), (1, 15), (0.8, 330), (1.25, 75), (0.62, 123)])
    func coloredEdgesOfTurnedStillsAreSmooth(_ scale: Double, _ degrees: Double) throws {
        let picture = stripes()
        let alpha = try #require(picture.alpha)
        let canvas = try scene(picture, x: Self.middle.x, y: Self.middle.y, scale: scale, degrees: degrees).paint()
        for (found, own) in [(canvas.cb, picture.cb), (canvas.cr, picture.cr)] {
            let wanted = turned(own, alpha, scale: scale, degrees: degrees)
            var (squares, count) = (0.0, 0.0)
            for y in 0..<found.height {
                for x in 0..<found.width where abs(wanted[x, y] - 128) > 0.01 {
                    let error = Double(found.row(y)[x]) - min(255, max(0, wanted[x, y]))
                    (squares, count) = (squares + error * error, count + 1)
                }
            }
            #expect(count > 2_000)
            let level = 10 * log10(255 * 255 * count / squares)
            #expect(level >= Self.decibels, "\(level) dB")
        }
    }

    private func flat(_ width: Int, _ height: Int) -> SourcePicture {
        func plane(_ width: Int, _ height: Int, _ code: UInt8) -> Plane {
            let plane = Plane(width: width, height: height)
            plane.fill(code)
            return plane
        }
        return SourcePicture(
            luma: plane(width, height, 120), cb: plane(width / 2, height / 2, 28),
            cr: plane(width / 2, height / 2, 228),
            subsampling: .yuv420, chromaLocation: .left)
    }

    /// A ramp across an edge stands for the area of a square: this much of the range may it be off.
    private static let rampError = 0.06

    @Test(arguments: [45.0, 17, 100]) func straightEdgesCoverTheirShareOfChroma(_ degrees: Double) throws {
        let canvas = try scene(flat(180, 140), x: Self.middle.x, y: Self.middle.y, scale: 1, degrees: degrees).paint()
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        var worst = 0.0
        for y in 0..<canvas.cb.height {
            for x in 0..<canvas.cb.width {
                // The square of two by two pixels about the sample.
                var inside = 0
                for point in 0..<256 {
                    let dx = Double(2 * x) - 0.5 + (Double(point % 16) + 0.5) / 8 - Self.middle.x
                    let dy = Double(2 * y) + (Double(point / 16) + 0.5) / 8 - Self.middle.y
                    if abs(cosine * dx + sine * dy) < 90, abs(-sine * dx + cosine * dy) < 70 { inside += 1 }
                }
                let share = Double(inside) / 256
                worst = max(
                    worst, abs(Double(canvas.cb.row(y)[x]) - 128 + 100 * share) / 100,
                    abs(Double(canvas.cr.row(y)[x]) - 128 - 100 * share) / 100)
            }
        }
        #expect(worst <= Self.rampError, "off by \(worst)")
    }

    @Test(arguments: [90.0, 180, 270]) func anEdgeOnTheCanvasEdgeIsNone(_ degrees: Double) throws {
        let picture = degrees == 180 ? flat(320, 240) : flat(240, 320)
        let canvas = try scene(picture, x: 160, y: 120, scale: 1, degrees: degrees).paint()
        for y in 0..<canvas.cb.height {
            for x in 0..<canvas.cb.width { #expect(canvas.cb.row(y)[x] == 28 && canvas.cr.row(y)[x] == 228) }
        }
        for y in 0..<240 { for x in 0..<320 { #expect(canvas.luma.row(y)[x] == 120) } }
    }
}
