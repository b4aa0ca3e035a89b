import Compositing
import Foundation
import MediaBuffers
import Testing
import TimelineModel

/// Painted pictures against the same filters in double precision.
@Suite struct PrecisionTests {
    private static let size = CanvasSize(width: 320, height: 240)

    /// Half a level is what rounding to whole codes costs; weights in 1/16384 and sums in 1/64 cost the rest.
    private static let halfALevel = 0.56
    /// A turned picture that shrinks is brought near its size first, and rounded to whole codes there too.
    private static let twiceRounded = 1.1

    enum Content: CaseIterable {
        case gradient
        case waves

        func value(_ x: Double, _ y: Double) -> Double {
            switch self {
            case .gradient: 20 + 0.35 * x + 0.31 * y
            case .waves: 128 + 50 * sin(x * 0.11 + 0.3) + 50 * cos(y * 0.083 + x * 0.02)
            }
        }
    }

    private func picture(_ content: Content, _ location: ChromaLocation = .left) -> SourcePicture {
        func plane(_ width: Int, _ height: Int, _ spacing: Double, _ first: ChromaLocation) -> Plane {
            let plane = Plane(width: width, height: height)
            for y in 0..<height {
                for x in 0..<width {
                    let value = content.value(
                        0.5 + first.x + spacing * Double(x), 0.5 + first.y + spacing * Double(y))
                    plane.row(y)[x] = UInt8(min(255, max(0, value.rounded())))
                }
            }
            return plane
        }
        return SourcePicture(
            luma: plane(300, 220, 1, .cosited), cb: plane(150, 110, 2, location), cr: plane(150, 110, 2, location),
            subsampling: .yuv420, chromaLocation: location)
    }

    /// Where the middle of the source lies.
    private static let middle = (x: 161.37, y: 118.81)

    /// The largest difference, and the mean, over samples at least two pixels inside the picture.
    private struct Difference {
        var worst = 0.0
        var total = 0.0
        var count = 0
        var squares = 0.0

        mutating func add(_ found: UInt8, _ wanted: Double) {
            let error = abs(Double(found) - min(255, max(0, wanted)))
            worst = max(worst, error)
            total += error
            squares += error * error
            count += 1
        }

        var peakSignalToNoise: Double { 10 * log10(255 * 255 / (squares / Double(max(1, count)))) }
    }

    @Test(arguments: Content.allCases, [0.31, 0.7, 0.97, 1, 1.01, 1.7, 3.3])
    func smoothPicturesScaleToHalfALevel(_ content: Content, _ scale: Double) throws {
        let picture = picture(content)
        let scene = StillScene(
            size: Self.size, picture: picture,
            place: .init(
                x: .constant(Self.middle.x), y: .constant(Self.middle.y), scale: .constant(Scale(x: scale, y: scale))))
        let canvas = try scene.paint()
        // Canvas coordinate of the source's left and top edges.
        let (left, top) = (Self.middle.x - 150 * scale, Self.middle.y - 110 * scale)
        let right = 2 * Self.middle.x - left
        let bottom = 2 * Self.middle.y - top
        let luma = FloatPlane(picture.luma).resampled(
            width: 320, height: 240, startX: (0.5 - left) / scale - 0.5, stepX: 1 / scale,
            startY: (0.5 - top) / scale - 0.5, stepY: 1 / scale)
        // Chroma sample i of either lies at luma coordinate 2i + 0.5 across and 2i + 1 down.
        let chroma = FloatPlane(picture.cb).resampled(
            width: 160, height: 120, startX: ((0.5 - left) / scale - 0.5) / 2, stepX: 1 / scale,
            startY: ((1 - top) / scale - 1) / 2, stepY: 1 / scale)
        var difference = Difference()
        for y in 0..<240 {
            for x in 0..<320
            where Double(x) > left + 2 && Double(x) < right - 3 && Double(y) > top + 2 && Double(y) < bottom - 3 {
                difference.add(canvas.luma.row(y)[x], luma[x, y])
                if x % 2 == 0, y % 2 == 0 {
                    difference.add(canvas.cb.row(y / 2)[x / 2], chroma[x / 2, y / 2])
                    difference.add(canvas.cr.row(y / 2)[x / 2], chroma[x / 2, y / 2])
                }
            }
        }
        #expect(difference.count > 4_000)
        #expect(difference.worst <= Self.halfALevel, "off by \(difference.worst)")
    }

    /// JPEG's and MPEG-2's siting, and H.264's other one.
    @Test(arguments: [ChromaLocation.center, .cosited], [1.0, 0.7])
    func chromaLandsWhereItBelongsWhateverItsSite(_ location: ChromaLocation, _ scale: Double) throws {
        let picture = picture(.waves, location)
        let canvas = try StillScene(
            size: Self.size, picture: picture,
            place: .init(x: .constant(160), y: .constant(120), scale: .constant(Scale(x: scale, y: scale)))
        ).paint()
        let (left, top) = (160 - 150 * scale, 120 - 110 * scale)
        let chroma = FloatPlane(picture.cb).resampled(
            width: 160, height: 120, startX: ((0.5 - left) / scale - 0.5 - location.x) / 2, stepX: 1 / scale,
            startY: ((1 - top) / scale - 0.5 - location.y) / 2, stepY: 1 / scale)
        var difference = Difference()
        for y in Int(top / 2) + 3..<Int((240 - top) / 2) - 3 {
            for x in Int(left / 2) + 3..<Int((320 - left) / 2) - 3 {
                difference.add(canvas.cb.row(y)[x], chroma[x, y])
                difference.add(canvas.cr.row(y)[x], chroma[x, y])
            }
        }
        #expect(difference.count > 4_000)
        #expect(difference.worst <= Self.halfALevel, "off by \(difference.worst)")
    }

    /// Calls `body` with each canvas sample (spacing 1 for luma, 2 for chroma) well inside a turned picture of a size,
    /// and its place in the source.
    private func inside(
        _ width: Double, _ height: Double, scale: Double, degrees: Double, spacing: Int,
        _ body: (Int, Int, Double, Double) -> Void
    ) {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        for y in 0..<240 / spacing {
            for x in 0..<320 / spacing {
                let dx = Double(spacing * x) + 0.5 - Self.middle.x
                let dy = Double(spacing * y) + Double(spacing) / 2 - Self.middle.y
                let sourceX = (cosine * dx + sine * dy) / scale + width / 2
                let sourceY = (-sine * dx + cosine * dy) / scale + height / 2
                let margin = 2 / scale
                guard sourceX > margin, sourceX < width - margin, sourceY > margin, sourceY < height - margin
                else { continue }
                body(x, y, sourceX, sourceY)
            }
        }
    }

    @Test(arguments: Content.allCases, [(1.0, 7.0), (1, 45), (1.6, 123.4), (2.7, 271), (0.96, 180.5)])
    func smoothPicturesTurnToHalfALevel(_ content: Content, _ turn: (scale: Double, degrees: Double)) throws {
        let picture = picture(content)
        let scene = StillScene(
            size: Self.size, picture: picture,
            place: .init(
                x: .constant(Self.middle.x), y: .constant(Self.middle.y),
                scale: .constant(Scale(x: turn.scale, y: turn.scale)), degrees: turn.degrees))
        let canvas = try scene.paint()
        let (luma, chroma) = (FloatPlane(picture.luma), FloatPlane(picture.cb))
        var difference = Difference()
        inside(300, 220, scale: turn.scale, degrees: turn.degrees, spacing: 1) { x, y, sourceX, sourceY in
            difference.add(canvas.luma.row(y)[x], luma.value(sourceX - 0.5, sourceY - 0.5))
        }
        inside(300, 220, scale: turn.scale, degrees: turn.degrees, spacing: 2) { x, y, sourceX, sourceY in
            let wanted = chroma.value((sourceX - 0.5) / 2, (sourceY - 1) / 2)
            difference.add(canvas.cb.row(y)[x], wanted)
            difference.add(canvas.cr.row(y)[x], wanted)
        }
        #expect(difference.count > 40_000)
        #expect(difference.worst <= Self.halfALevel, "off by \(difference.worst)")
    }

    @Test(arguments: Content.allCases, [(0.9, 30.0), (0.55, 211), (0.37, 95)])
    func smoothPicturesTurnAndShrink(_ content: Content, _ turn: (scale: Double, degrees: Double)) throws {
        let picture = picture(content)
        let scene = StillScene(
            size: Self.size, picture: picture,
            place: .init(
                x: .constant(Self.middle.x), y: .constant(Self.middle.y),
                scale: .constant(Scale(x: turn.scale, y: turn.scale)), degrees: turn.degrees))
        let canvas = try scene.paint()
        let small = (Int((300 * turn.scale).rounded(.up)), Int((220 * turn.scale).rounded(.up)))
        let luma = FloatPlane(picture.luma).resized(width: small.0, height: small.1)
        var difference = Difference()
        inside(300, 220, scale: turn.scale, degrees: turn.degrees, spacing: 1) { x, y, sourceX, sourceY in
            difference.add(
                canvas.luma.row(y)[x],
                luma.value(sourceX * Double(small.0) / 300 - 0.5, sourceY * Double(small.1) / 220 - 0.5))
        }
        #expect(difference.count > 6_000)
        #expect(difference.worst <= Self.twiceRounded, "off by \(difference.worst)")
        #expect(difference.total / Double(difference.count) < 0.4)
    }

    static let photos = [
        "cat.png", "coffee.png", "dandelions.jpg", "fig-bowl.jpg", "pagoda.jpg", "wine-portrait.jpg",
    ]

    /// A photo in a slow zoom is reduced once to the planned detail and scaled from there.
    @Test(arguments: photos) func photosScaleTo45Decibels(_ name: String) throws {
        let image = try StillScene.photo(name)
        let full = StillPreparation.prepare(image, detail: .full)
        let scale = 330 / Double(image.width)
        let scene = StillScene(
            size: Self.size, image: image,
            place: .init(
                x: .constant(Self.middle.x), y: .constant(Self.middle.y),
                scale: .keyframes([
                    .init(time: Scenes.at(0), value: Scale(x: scale, y: scale)),
                    .init(time: Scenes.at(10_000), value: Scale(x: 1.1 * scale, y: 1.1 * scale)),
                ])))
        let canvas = try scene.paint()
        var luma = FloatPlane(full.luma)
        if scene.askedDetail != .full {
            luma = luma.resized(width: scene.askedDetail.width, height: scene.askedDetail.height)
        }
        let scales = (
            scale * Double(image.width) / Double(luma.width), scale * Double(image.height) / Double(luma.height)
        )
        let left = Self.middle.x - Double(luma.width) / 2 * scales.0
        let top = Self.middle.y - Double(luma.height) / 2 * scales.1
        let bottom = 2 * Self.middle.y - top
        let wanted = luma.resampled(
            width: 320, height: 240, startX: (0.5 - left) / scales.0 - 0.5, stepX: 1 / scales.0,
            startY: (0.5 - top) / scales.1 - 0.5, stepY: 1 / scales.1)
        var difference = Difference()
        for y in 0..<240 where Double(y) > top + 2 && Double(y) < bottom - 3 {
            for x in 2..<318 { difference.add(canvas.luma.row(y)[x], wanted[x, y]) }
        }
        #expect(difference.count > 50_000)
        #expect(difference.peakSignalToNoise >= 45, "\(difference.peakSignalToNoise) dB")
    }

    @Test(arguments: photos, [33.0, 260]) func photosTurnTo45Decibels(_ name: String, _ degrees: Double) throws {
        let image = try StillScene.photo(name)
        let full = StillPreparation.prepare(image, detail: .full)
        let scale = 400 / Double(image.width)
        let scene = StillScene(
            size: Self.size, picture: full,
            place: .init(
                x: .constant(Self.middle.x), y: .constant(Self.middle.y),
                scale: .constant(Scale(x: scale, y: scale)), degrees: degrees))
        let canvas = try scene.paint()
        var luma = FloatPlane(full.luma)
        if scale < 0.95 {
            luma = luma.resized(
                width: Int((Double(image.width) * scale).rounded(.up)),
                height: Int((Double(image.height) * scale).rounded(.up)))
        }
        let (width, height) = (Double(image.width), Double(image.height))
        var difference = Difference()
        inside(width, height, scale: scale, degrees: degrees, spacing: 1) { x, y, sourceX, sourceY in
            difference.add(
                canvas.luma.row(y)[x],
                luma.value(sourceX * Double(luma.width) / width - 0.5, sourceY * Double(luma.height) / height - 0.5))
        }
        #expect(difference.count > 30_000)
        #expect(difference.peakSignalToNoise >= 45, "\(difference.peakSignalToNoise) dB")
    }
}
