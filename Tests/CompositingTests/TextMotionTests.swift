import Compositing
import MediaBuffers
import MediaTiming
import Testing
import TimelineModel

/// What animations and timed words make of a text's plan, at the exact time of each frame.
@Suite struct TextMotionTests {
    private let size = CanvasSize(width: 200, height: 400)

    /// Plans of all frames at 20 fps of a text that lasts one second from the start.
    private func plans(
        _ text: String = "Motion", in animationIn: TextAnimation? = nil, out animationOut: TextAnimation? = nil,
        _ change: (inout TextContent) -> Void = { _ in }
    ) -> [PicturePlan?] {
        var content = TextContent(
            text: text, style: TextStyle(size: 40), size: .constant(40), color: .constant(.white),
            placement: Scenes.filling(size), animationIn: animationIn, animationOut: animationOut)
        change(&content)
        let segment = Segment(
            id: "t/0/sg/0", pointer: "/t/0/sg/0", name: text, compositionRange: Scenes.range(0, 1_000),
            content: .text(content))
        let timeline = Scenes.timeline(
            [Track(id: "t/0", pointer: "/t/0", kind: .text, segments: [segment])], size: size, rate: FrameRate(20))
        let planner = TimelinePlanner(timeline: timeline, outputSize: size)
        return (0..<20).map { planner.plan(frame: $0).layers.first?.pictures.first }
    }

    private func animation(_ kind: TextAnimation.Kind, _ milliseconds: Int64 = 400) -> TextAnimation {
        TextAnimation(kind: kind, duration: Scenes.at(milliseconds))
    }

    private func text(_ plan: PicturePlan?) -> TextPlan? {
        if case .text(let text)? = plan?.content { text } else { nil }
    }

    @Test func aFadeIsLinearInTimeAndLeavesTheSpriteAlone() throws {
        let plans = plans(in: animation(.fade), out: animation(.fade))
        #expect(plans[0] == nil)
        // 50 ms a frame: an eighth of 400 ms. Going, the last frame lies 50 ms before the end.
        #expect(plans[1...8].map { $0?.opacity } == (1...8).map { $0 * 4_096 })
        #expect(plans[12...19].map { $0?.opacity } == (1...8).reversed().map { $0 * 4_096 })
        #expect(Set(plans.dropFirst().map { $0?.placed }).count == 1)
        #expect(plans.dropFirst().allSatisfy { $0?.isStatic == true })
    }

    @Test(arguments: [
        (TextAnimation.Kind.slideUp, 0.0, -1.0), (.slideDown, 0, 1), (.slideLeft, -1, 0), (.slideRight, 1, 0),
    ])
    func aSlideMovesItsWayIntoPlaceAndOnOutOfIt(_ kind: TextAnimation.Kind, _ x: Double, _ y: Double) throws {
        let plans = plans(in: animation(kind), out: animation(kind))
        let away = try plans.dropFirst().map { plan in
            let geometry = try #require(plan?.geometry)
            #expect((geometry.positionX - 100) * y == 0 && (geometry.positionY - 200) * x == 0)
            return (geometry.positionX - 100) * x + (geometry.positionY - 200) * y
        }
        // It moves in one direction all the time, and rests at its place in between.
        #expect(zip(away, away.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(away[7...10].allSatisfy { $0 == 0 })
        let reach = 0.2 * (x == 0 ? 400 : 200)
        #expect(away[0] < -0.3 * reach && away[0] > -reach && away[18] > 0.3 * reach && away[18] < reach)
        #expect(plans[5]?.isStatic == false && plans[9]?.isStatic == true)
        #expect(text(plans[5])?.isUpright == false && text(plans[9])?.isUpright == true)
    }

    @Test func aPopGrowsBeyondItsSizeAndBack() {
        let plans = plans(in: animation(.pop), out: animation(.pop))
        let scales = plans.map { $0?.geometry.scaleX ?? 0 }
        #expect(scales[0] == 0 && scales[1] > 0.1 && scales[2] > scales[1])
        #expect(scales[1..<8].max().map { $0 > 1.05 && $0 < 1.15 } == true)
        #expect(scales[8...12].allSatisfy { $0 == 1 })
        // It goes as it came, backwards.
        for step in 1..<8 { #expect(abs(scales[20 - step] - scales[step]) < 1e-9) }
        #expect(plans.allSatisfy { $0 == nil || $0?.geometry.scaleX == $0?.geometry.scaleY })
    }

    @Test func typingShowsACharacterAtATime() {
        // Five characters in 500 ms; a family and a letter with two marks are one each, the space comes with the e.
        let typed = "e 👨‍👩‍👧e\u{323}\u{301}zx"
        #expect(typed.count == 6)
        let counts = plans(typed, in: animation(.typewriter, 500)).map { text($0)?.shownScalars }
        #expect(counts[0] == nil && counts[1] == nil)
        #expect(Array(counts[2...9]) == [2, 2, 7, 7, 10, 10, 11, 11])
        #expect(counts[10...].allSatisfy { $0 == nil })
    }

    @Test func typingBackwardsEndsWithNothing() {
        let counts = plans("abcd", out: animation(.typewriter, 400)).map { text($0)?.shownScalars }
        #expect(counts[..<13].allSatisfy { $0 == nil })
        #expect(Array(counts[13...18]) == [3, 3, 2, 2, 1, 1])
        #expect(counts[19] == nil)
    }

    @Test func aBlurEndsSharp() {
        let plans = plans(in: animation(.blur))
        let blurs = plans.map { text($0)?.blur ?? -1 }
        // 4 % of the shorter side, less as time goes on.
        for step in 1..<8 { #expect(abs(blurs[step] - 8 * (1 - Double(step) / 8)) < 1e-9) }
        #expect(blurs[8...].allSatisfy { $0 == 0 })
        #expect(plans.dropFirst().allSatisfy { (text($0)?.rasterScale ?? 9) * (text($0)?.blur ?? 9) <= 3 + 1e-9 })
        #expect(plans[8...].allSatisfy { text($0)?.rasterScale == 1 && text($0)?.isUpright == true })
        #expect(plans[4]?.isStatic == false && plans[8]?.isStatic == true && plans[4]?.opacity == 16_384)
    }

    @Test func twoAnimationsAtATimeAddUp() {
        let plans = plans(in: animation(.fade, 1_000), out: animation(.fade, 1_000))
        #expect(plans[10]?.opacity == 8_192)
        #expect(plans[5]?.opacity == 6_144)
    }

    @Test func outsideItsAnimationsATextIsPlannedAsWithoutThem() {
        for kind in TextAnimation.Kind.allCases {
            let animated = plans(in: animation(kind), out: animation(kind))
            #expect(Array(animated[8...12]) == Array(plans()[8...12]), "\(kind)")
        }
    }

    @Test func aWordIsHighlightedWhileItsTimeLasts() {
        let highlight = RGBAColor(red: 1, green: 2, blue: 3)
        let plans = plans("one two") { content in
            content.highlight = highlight
            content.words = [
                TimedWord(scalars: 0..<3, timeRange: Scenes.range(100, 200)),
                TimedWord(scalars: 4..<7, timeRange: Scenes.range(250, 200)),
            ]
        }
        let marked = plans.map { text($0)?.highlighted }
        #expect(marked[0] == [] && marked[1] == [] && marked[9] == [])
        #expect(marked[2...4].allSatisfy { $0 == [0..<3] })
        #expect(marked[5] == [0..<3, 4..<7])
        #expect(marked[6...8].allSatisfy { $0 == [4..<7] })
        #expect(text(plans[2])?.highlight == highlight && text(plans[0])?.highlight == .white)
        #expect(plans.allSatisfy { $0?.isStatic == true })
    }

    @Test func wordsInAnyOrderOfTimeAreFound() {
        let times: [(Int64, Int64)] = [(500, 100), (0, 1_000), (200, 50), (200, 400)]
        let plans = plans("a b c d") { content in
            content.words = times.enumerated().map { index, time in
                TimedWord(scalars: (2 * index)..<(2 * index + 1), timeRange: Scenes.range(time.0, time.1))
            }
        }
        for frame in 0..<20 {
            let expected = times.indices.filter { index in
                times[index].0 <= frame * 50 && frame * 50 < times[index].0 + times[index].1
            }
            #expect(text(plans[frame])?.highlighted == expected.map { (2 * $0)..<(2 * $0 + 1) })
        }
    }

    @Test func aVeryLongTextOnAVeryFineClockIsTyped() {
        let content = TextContent(
            text: String(repeating: "x", count: 65_536), style: TextStyle(size: 40), size: .constant(40),
            color: .constant(.white), placement: Scenes.filling(size),
            animationIn: TextAnimation(kind: .typewriter, duration: MediaTime(microseconds: 10_799_999_999)))
        let segment = Segment(
            id: "t/0/sg/0", pointer: "/t/0/sg/0", name: "",
            compositionRange: TimeRange(start: MediaTime(microseconds: 1), duration: Scenes.at(10_800_000)),
            content: .text(content))
        let timeline = Scenes.timeline(
            [Track(id: "t/0", pointer: "/t/0", kind: .text, segments: [segment])], size: size,
            rate: FrameRate(59_999, 1_001), duration: 10_800_000)
        let planner = TimelinePlanner(timeline: timeline, outputSize: size)
        let shown = text(planner.plan(frame: 323_670).layers.first?.pictures.first)?.shownScalars
        // 323 670 · 1001 / 59 999 s of almost three hours: half of it.
        #expect(shown == 32_768 || shown == 32_767)
    }

    @Test func theCacheKeyTellsPlansApart() {
        let variants: [[PicturePlan?]] = [
            plans(), plans(in: animation(.blur)), plans(in: animation(.typewriter)), plans { $0.fitsBox = true },
            plans { $0.words = [TimedWord(scalars: 0..<3, timeRange: Scenes.range(0, 1_000))] },
            plans { $0.words = [TimedWord(scalars: 0..<2, timeRange: Scenes.range(0, 1_000))] },
            plans {
                $0.words = [TimedWord(scalars: 0..<3, timeRange: Scenes.range(0, 1_000))]
                $0.highlight = .black
            },
        ]
        let spelled = variants.map { plans in
            var writer = CanonicalWriter(nameOfAsset: { _ in "" })
            writer.add(FramePlan(background: nil, layers: plans[4].map { [.picture($0)] } ?? []))
            return writer.bytes
        }
        #expect(Set(spelled).count == variants.count)
    }

    @Test func aSlidingTextMovesByFractionsOfAPixel() throws {
        var content = TextContent(
            text: "lHl", style: TextStyle(size: 40), size: .constant(40), color: .constant(.white),
            placement: Scenes.filling(size))
        var previous: (place: Double, center: Double)?
        for step in 0..<6 {
            // A keyframed x makes the text one that moves; each step is a fifth of a pixel.
            let place = 100 + Double(step) * 0.2
            content.placement.x = .keyframes([
                .init(time: .zero, value: place), .init(time: Scenes.at(1_000), value: place + 1),
            ])
            let segment = Segment(
                id: "t/0/sg/0", pointer: "/t/0/sg/0", name: "", compositionRange: Scenes.range(0, 1_000),
                content: .text(content))
            let timeline = Scenes.timeline(
                [Track(id: "t/0", pointer: "/t/0", kind: .text, segments: [segment])], size: size)
            let planner = TimelinePlanner(timeline: timeline, outputSize: size)
            let compositor = Compositor(
                planner: planner, pictures: FakePictures { _, _ in preconditionFailure("no pictures here") },
                shared: SharedSprites())
            let canvas = try compositor.paint(planner.plan(frame: 0))
            var (sum, moment) = (0.0, 0.0)
            for y in 0..<size.height {
                for x in 0..<size.width {
                    let light = Double(canvas.luma.row(y)[x]) - 16
                    sum += light
                    moment += light * (Double(x) + 0.5)
                }
            }
            let center = moment / sum
            if let previous { #expect(abs(center - previous.center - (place - previous.place)) < 0.05) }
            previous = (place, center)
        }
    }
}
