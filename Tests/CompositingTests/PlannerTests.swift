import Compositing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

@Suite struct PlannerTests {
    private let size = CanvasSize(width: 64, height: 48)
    private let red = RGBAColor(red: 255, green: 0, blue: 0)
    private let blue = RGBAColor(red: 0, green: 0, blue: 255)

    private func planner(_ timeline: Timeline) -> TimelinePlanner {
        TimelinePlanner(timeline: timeline, outputSize: timeline.canvasSize)
    }

    @Test func aSegmentIsSeenInTheFramesWhoseInstantsItHolds() {
        // [100 ms, 200 ms) at 30 fps holds frames 3, 4, 5: frame 6 lies at exactly 200 ms.
        let timeline = Scenes.timeline([Scenes.track([Scenes.segment(Scenes.color(red, on: size), 100, 100)])])
        let seen = (0..<30).filter { !planner(timeline).plan(frame: $0).layers.isEmpty }
        #expect(seen == [3, 4, 5])
    }

    @Test func whatAnOpaqueLayerCoversIsLeftOut() {
        let below = Scenes.track([Scenes.segment(Scenes.color(blue, on: size), 0, 1_000)])
        let above = Scenes.track([Scenes.segment(Scenes.color(red, on: size), 0, 500)])
        let plans = planner(Scenes.timeline([below, above]))
        #expect(plans.plan(frame: 0).layers.count == 1)
        #expect(plans.plan(frame: 0).background == nil)
        #expect(plans.plan(frame: 0).layers[0].pictures[0].content == .color(red))
        #expect(plans.plan(frame: 15).layers[0].pictures[0].content == .color(blue))
    }

    @Test func aTranslucentSmallOrTurnedLayerHidesNothing() {
        let below = Scenes.track([Scenes.segment(Scenes.color(blue, on: size), 0, 1_000)])
        var translucent = Scenes.color(red, on: size)
        translucent.placement.opacity = .constant(0.5)
        var small = Scenes.color(red, on: size)
        small.placement.width = .constant(62)
        var turned = Scenes.color(red, on: size)
        turned.placement.rotationDegrees = .constant(10)
        var rounded = Scenes.color(red, on: size)
        rounded.cornerRadius = .constant(4)
        for content in [translucent, small, turned, rounded] {
            let timeline = Scenes.timeline([below, Scenes.track([Scenes.segment(content, 0, 1_000)])])
            #expect(planner(timeline).plan(frame: 0).layers.count == 2)
        }
    }

    @Test func hiddenTracksAndLayersOffTheCanvasAreNotPlanned() {
        var outside = Scenes.color(red, on: size)
        outside.placement.x = .constant(200)
        let timeline = Scenes.timeline([
            Scenes.track([Scenes.segment(Scenes.color(blue, on: size), 0, 1_000)], isHidden: true),
            Scenes.track([Scenes.segment(outside, 0, 1_000)]),
        ])
        #expect(planner(timeline).plan(frame: 0).layers.isEmpty)
        #expect(planner(timeline).plan(frame: 0).background == .black)
    }

    private func frames(of content: PictureContent, asset: Asset, duration: Int64 = 1_000) -> [Int] {
        let timeline = Scenes.timeline(
            [Scenes.track([Scenes.segment(content, 0, duration)])], duration: duration, assets: [asset])
        return (0..<timeline.frameCount).compactMap { frame in
            guard
                case .frame(_, let index)? = planner(timeline).plan(frame: frame).layers.first?.pictures.first?.content
            else { return nil }
            return index
        }
    }

    @Test func theSourceFrameIsTheLastOneAtOrBeforeTheWantedTime() {
        let asset = Scenes.video(frameCount: 25, rate: FrameRate(25))
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 1_000), placement: Scenes.filling(size))
        #expect(frames(of: content, asset: asset) == (0..<30).map { $0 * 25 / 30 })
        content.sourceRange = Scenes.range(200, 800)
        content.playbackRate = Rational(1, 2)
        #expect(frames(of: content, asset: asset) == (0..<30).map { 5 + $0 * 25 / 60 })
    }

    @Test func anExhaustedSourceHoldsTheLastFrameBeforeItsEnd() {
        let asset = Scenes.video(frameCount: 25, rate: FrameRate(25))
        let content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 400), placement: Scenes.filling(size))
        // se = 400 ms is the start of frame 10, so frame 9 is the last one.
        let found = frames(of: content, asset: asset)
        #expect(Array(found.suffix(17)) == Array(repeating: 9, count: 17))
        #expect(found[12] == 9 && found[11] == 9 && found[10] == 8)
    }

    @Test func anAnimationLoops() {
        var asset = Scenes.video(frameCount: 5, rate: FrameRate(10))
        asset.facts.kind = .animation
        let content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 500), placement: Scenes.filling(size))
        #expect(frames(of: content, asset: asset) == (0..<30).map { $0 % 15 * 10 / 30 })
    }

    @Test func anAnimationRepeatsItsStretch() {
        var asset = Scenes.video(frameCount: 5, rate: FrameRate(10))
        asset.facts.kind = .animation
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(100, 200), placement: Scenes.filling(size))
        // 200 ms are 6 frames, the pictures 1 and 2 for 3 of them each.
        #expect(frames(of: content, asset: asset) == (0..<30).map { 1 + $0 % 6 / 3 })
        content.playbackRate = Rational(2)
        #expect(frames(of: content, asset: asset) == (0..<30).map { 1 + $0 % 3 * 2 / 3 })
        content.playbackRate = .one
        content.isReversed = true
        #expect(frames(of: content, asset: asset) == (0..<30).map { 1 + (29 - $0) % 6 / 3 })
        // A stretch may begin and end within a picture.
        content.isReversed = false
        content.sourceRange = Scenes.range(150, 200)
        #expect(frames(of: content, asset: asset).prefix(7) == [1, 1, 2, 2, 2, 3, 1])
    }

    @Test func aReversedClipShowsTheSameFramesBackwards() {
        let asset = Scenes.video(frameCount: 40, rate: FrameRate(30))
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(200, 1_000), placement: Scenes.filling(size))
        for rate in [Rational(1), Rational(1, 2), Rational(5, 4)] {
            content.playbackRate = rate
            content.isReversed = false
            let forwards = frames(of: content, asset: asset)
            content.isReversed = true
            #expect(frames(of: content, asset: asset) == forwards.reversed())
        }
    }

    @Test func aPushMovesBothCanvasesTogether() throws {
        let timeline = Scenes.timeline([
            Scenes.track([
                Scenes.segment(Scenes.color(.white, on: size), 0, 500),
                Scenes.segment(
                    Scenes.color(red, on: size), 500, 500,
                    transition: Transition(kind: .push(.left), duration: Scenes.at(200))),
            ])
        ])
        // p = 1/2 in frame 18.
        let layers = planner(timeline).plan(frame: 18).layers
        let pictures = layers.flatMap(\.pictures)
        try #require(layers.count == 2 && pictures.count == 2)
        let half = Double(size.width) / 2
        #expect(pictures[0].content == .color(.white) && pictures[0].geometry.canvasBounds.maxX == half)
        #expect(pictures[1].content == .color(red) && pictures[1].geometry.canvasBounds.minX == half)
        #expect(pictures[1].geometry.clip?.minX == half && pictures[1].geometry.clip?.width == 2 * half)
    }

    @Test func aCrossfadeGoesOnWithTheOutgoingClock() {
        let asset = Scenes.video(frameCount: 30, rate: FrameRate(30))
        let video = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 1_000), placement: Scenes.filling(size))
        let timeline = Scenes.timeline(
            [
                Scenes.track([
                    Scenes.segment(video, 0, 500),
                    Scenes.segment(
                        Scenes.color(red, on: size), 500, 500,
                        transition: Transition(kind: .crossfade, duration: Scenes.at(200))),
                ])
            ], assets: [asset])
        let plans = (0..<30).map { planner(timeline).plan(frame: $0) }
        // p = 0 at the cut: the outgoing alone.
        #expect(plans[15].layers == [.picture(plans[15].layers[0].pictures[0])])
        #expect(plans[15].layers[0].pictures[0].content == .frame(AssetID(index: 0), index: 15))
        guard case .transition(let transition) = plans[18].layers[0] else {
            Issue.record("frame 18 is no transition")
            return
        }
        #expect(transition.outgoing?.content == .frame(AssetID(index: 0), index: 18))
        #expect(transition.incoming?.content == .color(red))
        #expect(transition.method == .mix(weight: 16_384, sigma: 0))
        #expect(plans[21].layers[0].pictures.map(\.content) == [.color(red)])
    }

    @Test func equalPlansGiveEqualBytesAndDifferentOnesDifferentBytes() {
        var moving = Scenes.color(red, on: size)
        moving.placement.opacity = .keyframes([
            .init(time: .zero, value: 0.2), .init(time: Scenes.at(500), value: 0.8),
        ])
        let timeline = Scenes.timeline([Scenes.track([Scenes.segment(moving, 0, 1_000)])])
        let bytes = (0..<30).map { frame in
            var writer = CanonicalWriter { "asset \($0.index)" }
            writer.add(planner(timeline).plan(frame: frame))
            return writer.bytes
        }
        for first in 0..<30 {
            for second in 0..<30 {
                let plans = (planner(timeline).plan(frame: first), planner(timeline).plan(frame: second))
                #expect((plans.0 == plans.1) == (bytes[first] == bytes[second]))
            }
        }
        #expect(Set(bytes).count == 16)
    }
}
