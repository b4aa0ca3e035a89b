import Compositing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

/// Every layer of a plan finds its way back to the segments that it comes from.
@Suite struct SegmentLookupTests {
    private let size = CanvasSize(width: 64, height: 48)
    private let glass = RGBAColor(red: 10, green: 200, blue: 30, alpha: 128)

    private func track(_ number: Int, _ segments: [Segment]) -> Track {
        var track = Scenes.track(
            segments.enumerated().map { index, segment in
                var segment = segment
                segment.pointer = "/t/\(number)/sg/\(index)"
                return segment
            })
        track.pointer = "/t/\(number)"
        return track
    }

    private func pointers(_ planner: TimelinePlanner, _ frame: Int) -> [[String]] {
        planner.segments(frame: frame).map { $0.map(\.pointer) }
    }

    @Test func layersAndSegmentsGoTogether() {
        let translucent = Scenes.color(glass, on: size)
        let planner = TimelinePlanner(
            timeline: Scenes.timeline([
                track(0, [Scenes.segment(Scenes.color(.white, on: size), 0, 1_000)]),
                track(1, [Scenes.segment(translucent, 500, 500)]),
                track(2, [Scenes.segment(translucent, 0, 100), Scenes.segment(translucent, 600, 400)]),
            ]), outputSize: size)
        #expect(pointers(planner, 0) == [["/t/0/sg/0"], ["/t/2/sg/0"]])
        #expect(pointers(planner, 10) == [["/t/0/sg/0"]])
        #expect(pointers(planner, 15) == [["/t/0/sg/0"], ["/t/1/sg/0"]])
        #expect(pointers(planner, 29) == [["/t/0/sg/0"], ["/t/1/sg/0"], ["/t/2/sg/1"]])
        for frame in 0..<30 { #expect(planner.segments(frame: frame).count == planner.plan(frame: frame).layers.count) }
    }

    @Test func whatIsCoveredHasNoSegment() {
        let planner = TimelinePlanner(
            timeline: Scenes.timeline([
                track(0, [Scenes.segment(Scenes.color(glass, on: size), 0, 1_000)]),
                track(1, [Scenes.segment(Scenes.color(.white, on: size), 0, 1_000)]),
                track(2, [Scenes.segment(Scenes.color(glass, on: size), 0, 1_000)]),
            ]), outputSize: size)
        #expect(pointers(planner, 3) == [["/t/1/sg/0"], ["/t/2/sg/0"]])
    }

    @Test func aTransitionHasBothSides() {
        let fade = Transition(kind: .crossfade, duration: Scenes.at(400))
        let planner = TimelinePlanner(
            timeline: Scenes.timeline([
                track(
                    0,
                    [
                        Scenes.segment(Scenes.color(.white, on: size), 0, 500),
                        Scenes.segment(Scenes.color(glass, on: size), 500, 500, transition: fade),
                    ])
            ]), outputSize: size)
        #expect(pointers(planner, 14) == [["/t/0/sg/0"]])
        #expect(pointers(planner, 15) == [["/t/0/sg/0"]], "at the cut the incoming one is not seen yet")
        #expect(pointers(planner, 20) == [["/t/0/sg/0", "/t/0/sg/1"]])
        #expect(pointers(planner, 27) == [["/t/0/sg/1"]])
    }
}
