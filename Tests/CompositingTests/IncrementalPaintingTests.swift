import Compositing
import MediaBuffers
import MediaTiming
import TestSupport
import Testing
import TimelineModel

/// A frame is the same whatever was painted before it.
@Suite struct IncrementalPaintingTests {
    private static let size = CanvasSize(width: 64, height: 48)

    private static func box(_ color: RGBAColor, x: Double, y: Double, opacity: Double = 1) -> PictureContent {
        var box = Scenes.color(color, on: size)
        (box.placement.width, box.placement.height) = (.constant(11), .constant(7))
        (box.placement.x, box.placement.y) = (.constant(x), .constant(y))
        box.placement.opacity = .constant(opacity)
        return box
    }

    private static func moving(_ box: PictureContent) -> PictureContent {
        var box = box
        box.placement.x = .keyframes([.init(time: .zero, value: 20), .init(time: Scenes.at(700), value: 45.5)])
        return box
    }

    private static func video(scale: Double) -> PictureContent {
        var video = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 400), placement: Scenes.filling(size))
        video.placement.scale = .constant(Scale(x: scale, y: scale))
        return video
    }

    /// Below lies a video that holds its last frame (as it is, enlarged, or not at all), above it a box that stands, one
    /// that moves and then rests, one that comes and goes, and one that blends for a while.
    private static func timeline(_ ground: [Segment]) -> Timeline {
        var blending = box(.white, x: 50, y: 30, opacity: 0.7)
        blending.blendMode = .difference
        return Scenes.timeline(
            [
                Scenes.track(ground),
                Scenes.track([Scenes.segment(box(.white, x: 9.25, y: 9, opacity: 0.5), 0, 1_000)]),
                Scenes.track([
                    Scenes.segment(moving(box(RGBAColor(red: 200, green: 30, blue: 60), x: 0, y: 36)), 0, 1_000)
                ]),
                Scenes.track([Scenes.segment(box(RGBAColor(red: 0, green: 90, blue: 255), x: 30, y: 20), 200, 300)]),
                Scenes.track([Scenes.segment(blending, 600, 200)]),
            ], assets: [Scenes.video(frameCount: 12, rate: FrameRate(30))])
    }

    private static let grounds: [[Segment]] = [
        [Scenes.segment(video(scale: 1), 0, 1_000)], [Scenes.segment(video(scale: 1.25), 0, 1_000)], [],
        [
            Scenes.segment(Scenes.color(.white, on: size), 0, 300),
            Scenes.segment(
                Scenes.color(RGBAColor(red: 90, green: 0, blue: 0), on: size), 300, 700,
                transition: Transition(kind: .crossfade, duration: Scenes.at(400), easing: .hold)),
        ],
        [
            Scenes.segment(video(scale: 1), 0, 300),
            Scenes.segment(
                video(scale: 1.1), 300, 700, transition: Transition(kind: .slide(.left), duration: Scenes.at(300))),
        ],
    ]

    private static func compositor(_ planner: TimelinePlanner) -> Compositor {
        let pictures = FakePictures { _, index in
            FakePictures.picture(width: 64, height: 48) { UInt8(16 + ($0 * 5 + $1 * 3 + index * 17) % 220) }
        }
        return Compositor(planner: planner, pictures: pictures, shared: SharedSprites())
    }

    @Test(arguments: grounds.indices, [false, true]) func aFrameDoesNotDependOnTheOneBefore(
        _ ground: Int, _ jumps: Bool
    ) throws {
        let timeline = Self.timeline(Self.grounds[ground])
        let planner = TimelinePlanner(timeline: timeline, outputSize: Self.size)
        let going = Self.compositor(planner)
        var generator = SeededGenerator(seed: 12)
        for index in 0..<(jumps ? 120 : 30) {
            let frame = jumps ? Int.random(in: 0..<30, using: &generator) : index
            let plan = planner.plan(frame: frame)
            let found = try going.paint(plan)
            let wanted = try Self.compositor(planner).paint(plan)
            #expect(found.luma.hasSameSamples(as: wanted.luma), "luma of frame \(frame)")
            #expect(
                found.cb.hasSameSamples(as: wanted.cb) && found.cr.hasSameSamples(as: wanted.cr),
                "chroma of frame \(frame)")
        }
    }

    @Test func aHeldFrameIsNotMadeAgain() throws {
        let timeline = Scenes.timeline(
            [Scenes.track([Scenes.segment(Self.video(scale: 1), 0, 1_000)])],
            assets: [Scenes.video(frameCount: 12, rate: FrameRate(30))])
        let planner = TimelinePlanner(timeline: timeline, outputSize: Self.size)
        let compositor = Self.compositor(planner)
        for frame in 0..<30 { _ = try compositor.paint(planner.plan(frame: frame)) }
        #expect(compositor.counts.composited == 12 && compositor.counts.reused == 18)
    }
}
