import Compositing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite struct CompositorTests {
    private let size = CanvasSize(width: 64, height: 48)
    private let grey = RGBAColor(red: 128, green: 128, blue: 128)

    private func paint(
        _ timeline: Timeline, frame: Int = 0,
        pictures: FakePictures = FakePictures { _, _ in
            FakePictures.picture(width: 2, height: 2) { _, _ in 0 }
        }
    ) throws -> Canvas {
        let planner = TimelinePlanner(timeline: timeline, outputSize: timeline.canvasSize)
        let compositor = Compositor(
            planner: planner, pictures: pictures, shared: SharedSprites())
        return try compositor.paint(planner.plan(frame: frame))
    }

    private func luma(_ canvas: Canvas, _ x: Int, _ y: Int) -> Int { Int(canvas.luma.row(y)[x]) }

    @Test func aColorHasItsExactCodes() throws {
        let orange = RGBAColor(red: 255, green: 128, blue: 0)
        let canvas = try paint(
            Scenes.timeline([Scenes.track([Scenes.segment(Scenes.color(orange, on: size), 0, 1_000)])]))
        let codes = orange.canvasCodes
        for y in [0, 1, 23, 47] { for x in [0, 1, 31, 63] { #expect(luma(canvas, x, y) == Int(codes.luma)) } }
        for y in [0, 11, 23] {
            for x in [0, 15, 31] {
                #expect(canvas.cb.row(y)[x] == codes.cb && canvas.cr.row(y)[x] == codes.cr)
            }
        }
    }

    @Test func opacityMixesCodes() throws {
        var white = Scenes.color(.white, on: size)
        white.placement.opacity = .constant(0.5)
        let canvas = try paint(Scenes.timeline([Scenes.track([Scenes.segment(white, 0, 1_000)])]))
        // (235 + 16) / 2, whichever way the halves fall.
        #expect(abs(luma(canvas, 20, 20) - 126) <= 1)
    }

    @Test func anEdgeBetweenPixelsCoversItsShare() throws {
        var box = Scenes.color(.white, on: size)
        box.placement.width = .constant(20)
        box.placement.height = .constant(10)
        box.placement.x = .constant(20.25)
        box.placement.y = .constant(15.5)
        let canvas = try paint(Scenes.timeline([Scenes.track([Scenes.segment(box, 0, 1_000)])]))
        // Columns 10.25…30.25, rows 10.5…20.5.
        #expect(luma(canvas, 20, 15) == 235)
        #expect(abs(luma(canvas, 10, 15) - (16 + 219 * 3 / 4)) <= 1)
        #expect(abs(luma(canvas, 30, 15) - (16 + 219 / 4)) <= 1)
        #expect(abs(luma(canvas, 20, 10) - (16 + 219 / 2)) <= 1)
        #expect(luma(canvas, 9, 15) == 16 && luma(canvas, 31, 15) == 16 && luma(canvas, 20, 21) == 16)
    }

    private func still(_ content: PictureContent, _ picture: SourcePicture) throws -> Canvas {
        var asset = Scenes.video(frameCount: 1, rate: FrameRate(1), width: picture.width, height: picture.height)
        asset.facts.kind = .still
        let timeline = Scenes.timeline([Scenes.track([Scenes.segment(content, 0, 1_000)])], assets: [asset])
        return try paint(timeline, pictures: FakePictures { _, _ in picture })
    }

    @Test func aPictureOfTheCanvasSizeIsCopied() throws {
        let picture = FakePictures.picture(width: 64, height: 48) { UInt8(($0 * 7 + $1 * 13) % 220 + 16) }
        let content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), placement: Scenes.filling(size))
        #expect(try still(content, picture).luma.hasSameSamples(as: picture.luma))
    }

    @Test func flipsMirror() throws {
        let picture = FakePictures.picture(width: 64, height: 48) { UInt8(($0 * 7 + $1 * 13) % 220 + 16) }
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), placement: Scenes.filling(size))
        content.isFlippedHorizontally = true
        content.isFlippedVertically = true
        let canvas = try still(content, picture)
        for y in [0, 7, 47] {
            for x in [0, 5, 63] { #expect(luma(canvas, x, y) == Int(picture.luma.row(47 - y)[63 - x])) }
        }
    }

    @Test func aQuarterTurnPutsPixelsOnPixels() throws {
        let picture = FakePictures.picture(width: 20, height: 20) { UInt8(($0 * 7 + $1 * 5) % 220 + 16) }
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), placement: Scenes.filling(size))
        content.placement.width = .constant(20)
        content.placement.height = .constant(20)
        content.placement.rotationDegrees = .constant(90)
        let canvas = try still(content, picture)
        // Clockwise: the source's left column becomes the top row.
        for y in 1..<19 {
            for x in 1..<19 { #expect(luma(canvas, 22 + x, 14 + y) == Int(picture.luma.row(19 - x)[y])) }
        }
    }

    @Test func fitsFillTheBoxAsTheContractSays() throws {
        // A wide picture, its left half dark and its right half light.
        let picture = FakePictures.picture(width: 80, height: 20) { x, _ in x < 40 ? 40 : 200 }
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), contentMode: .contain,
            placement: Scenes.filling(size))
        let contained = try still(content, picture)
        // 64 wide, 16 high: rows 16…32.
        #expect(luma(contained, 10, 15) == 16 && luma(contained, 10, 17) == 40 && luma(contained, 50, 30) == 200)
        #expect(luma(contained, 10, 33) == 16)
        content.contentMode = .cover
        let covered = try still(content, picture)
        #expect(luma(covered, 0, 0) == 40 && luma(covered, 63, 47) == 200)
        content.contentMode = .none
        let plain = try still(content, picture)
        #expect(luma(plain, 0, 13) == 16 && luma(plain, 0, 14) == 40 && luma(plain, 63, 33) == 200)
        content.contentMode = .stretch
        content.crop = .constant(CropInsets(left: 0.5, top: 0, right: 0, bottom: 0))
        #expect(luma(try still(content, picture), 0, 0) == 200)
    }

    @Test func roundCornersAreCutAway() throws {
        var box = Scenes.color(.white, on: size)
        box.placement.width = .constant(40)
        box.placement.height = .constant(40)
        box.cornerRadius = .constant(20)
        let canvas = try paint(Scenes.timeline([Scenes.track([Scenes.segment(box, 0, 1_000)])]))
        #expect(luma(canvas, 32, 24) == 235 && luma(canvas, 13, 5) == 16 && luma(canvas, 32, 4) >= 200)
        var area = 0.0
        for y in 0..<48 { for x in 0..<64 { area += Double(luma(canvas, x, y) - 16) / 219 } }
        #expect(abs(area - 400 * Double.pi) < 8, "the area of the circle is \(area)")
    }

    @Test func equalFramesArePaintedOnceAndHiddenSourcesNotAtAll() throws {
        let asset = Scenes.video(frameCount: 30, rate: FrameRate(30))
        let video = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 1_000), placement: Scenes.filling(size))
        let timeline = Scenes.timeline(
            [
                Scenes.track([Scenes.segment(video, 0, 1_000)]),
                Scenes.track([Scenes.segment(Scenes.color(grey, on: size), 500, 500)]),
            ], assets: [asset])
        let pictures = FakePictures { _, index in
            FakePictures.picture(width: 64, height: 48) { _, _ in UInt8(20 + index) }
        }
        let planner = TimelinePlanner(timeline: timeline, outputSize: size)
        let compositor = Compositor(planner: planner, pictures: pictures, shared: SharedSprites())
        for frame in 0..<30 { _ = try compositor.paint(planner.plan(frame: frame)) }
        #expect(pictures.asked == Array(0..<15))
        #expect(compositor.counts.composited == 16 && compositor.counts.reused == 14)
    }
}
