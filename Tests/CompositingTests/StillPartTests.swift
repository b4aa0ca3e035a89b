import Compositing
import MediaBuffers
import MediaTiming
import TestSupport
import Testing
import TimelineModel

/// A still of which only the part that is seen is kept paints the same frames.
@Suite struct StillPartTests {
    private static let size = CanvasSize(width: 64, height: 96)

    /// Noise, so that each sample tells.
    private static func image(_ width: Int, _ height: Int) -> RGBAImage {
        var noise = SeededGenerator(seed: UInt64(width * 1_000 + height))
        let image = RGBAImage(width: width, height: height, alphaMode: .opaque)
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<3 {
                    image.samples.row(y)[4 * x + channel] = UInt8.random(in: 0...255, using: &noise)
                }
                image.samples.row(y)[4 * x + 3] = 255
            }
        }
        return image
    }

    /// The image from strips that are as wide as the part and a little more, as a decoder gives them.
    private static func strips(of image: RGBAImage, part: PixelRect?) -> SourcePicture {
        let columns = part.map { max(0, $0.x - 16) & ~1..<min(image.width, $0.maxX + 16) } ?? 0..<image.width
        var row = 0
        return StillPreparation.prepare(
            width: image.width, height: image.height, columns: columns, detail: .full, part: part
        ) { strip in
            let count = min(strip.height, image.height - row)
            for y in 0..<count {
                let source = image.samples.row(row + y) + 4 * columns.lowerBound
                strip.samples.row(y).update(from: source, count: 4 * columns.count)
            }
            row += count
            return count
        }
    }

    /// A photo that fills the canvas, zooms and wanders.
    private static func content(isMoving: Bool, isMirrored: Bool, crop: CropInsets) -> PictureContent {
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), contentMode: .cover,
            crop: .constant(crop), placement: Scenes.filling(size))
        content.isFlippedHorizontally = isMirrored
        content.isFlippedVertically = isMirrored
        guard isMoving else { return content }
        content.placement.scale = .keyframes([
            .init(time: .zero, value: .identity), .init(time: Scenes.at(900), value: Scale(x: 1.3, y: 1.25)),
        ])
        content.placement.x = .keyframes([.init(time: .zero, value: 32), .init(time: Scenes.at(900), value: 35.5)])
        return content
    }

    @Test(arguments: [(401, 130), (90, 333), (320, 129), (641, 220)], [(false, false), (true, false), (true, true)])
    func paintsTheSame(_ photo: (width: Int, height: Int), _ how: (isMoving: Bool, isMirrored: Bool)) throws {
        let insets = CropInsets(left: 0.1, top: 0.05, right: 0.2, bottom: 0)
        for crop in [CropInsets.none, insets] {
            var asset = Scenes.video(frameCount: 1, rate: FrameRate(1), width: photo.width, height: photo.height)
            asset.facts.kind = .still
            let content = Self.content(isMoving: how.isMoving, isMirrored: how.isMirrored, crop: crop)
            let timeline = Scenes.timeline(
                [Scenes.track([Scenes.segment(content, 0, 1_000)])], size: Self.size, assets: [asset])
            let planner = TimelinePlanner(timeline: timeline, outputSize: Self.size)
            let image = Self.image(photo.width, photo.height)
            var parts = StillParts(planner: planner)
            for frame in 0..<30 { parts.add(planner.plan(frame: frame)) }
            let part = try #require(parts.part(of: AssetID(index: 0), width: image.width, height: image.height))

            let (whole, kept) = (Self.strips(of: image, part: nil), Self.strips(of: image, part: part))
            #expect(kept.isPart && kept.width == image.width && kept.height == image.height)
            #expect(kept.byteCount < whole.byteCount)

            let painters = [whole, kept].map { picture in
                Compositor(planner: planner, pictures: FakePictures { _, _ in picture }, shared: SharedSprites())
            }
            for frame in 0..<30 {
                let plan = planner.plan(frame: frame)
                let canvases = try painters.map { try $0.paint(plan) }
                #expect(canvases[1].luma.hasSameSamples(as: canvases[0].luma), "luma of frame \(frame)")
                #expect(canvases[1].cb.hasSameSamples(as: canvases[0].cb), "Cb of frame \(frame)")
                #expect(canvases[1].cr.hasSameSamples(as: canvases[0].cr), "Cr of frame \(frame)")
            }
        }
    }

    @Test func whatIsTurnedMaskedOrChangedIsKeptWhole() {
        func part(_ change: (inout PictureContent) -> Void) -> PixelRect? {
            var asset = Scenes.video(frameCount: 1, rate: FrameRate(1), width: 400, height: 130)
            asset.facts.kind = .still
            var content = Self.content(isMoving: true, isMirrored: false, crop: .none)
            change(&content)
            let timeline = Scenes.timeline(
                [Scenes.track([Scenes.segment(content, 0, 1_000)])], size: Self.size, assets: [asset])
            let planner = TimelinePlanner(timeline: timeline, outputSize: Self.size)
            var parts = StillParts(planner: planner)
            parts.add(planner.plan(frame: 3))
            return parts.part(of: AssetID(index: 0), width: 400, height: 130)
        }
        #expect(part { _ in } != nil)
        #expect(part { $0.placement.rotationDegrees = .constant(1) } == nil)
        #expect(part { $0.mask = .rounded(radius: 5) } == nil)
        #expect(part { $0.effects = [.grayscale(1)] } == nil)
    }
}
