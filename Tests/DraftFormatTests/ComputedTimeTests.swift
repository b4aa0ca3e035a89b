import DraftFormat
import MediaTiming
import Testing
import TimelineModel

/// Programs compute times from frames and beats, and write them with the noise of binary fractions.
@Suite("Times that were computed")
struct ComputedTimeTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let colors = ["#400", "#040", "#004"]

    /// A chain of colors that lie `step` apart, start and length both written as a program writes them.
    private static func chain(_ count: Int, step: Double, fps: String, isStated: Bool = true) -> String {
        let segments = (0..<count).map { index in
            let start = isStated ? #""s":\#(Double(index) * step),"# : ""
            return #"{"src":"\#(colors[index % 3])",\#(start)"d":\#(step)}"#
        }
        return pictures(segments.joined(separator: ","), #","m":{"fps":\#(fps)}"#)
    }

    @Test("three frames of 60 per second")
    func threeFrames() throws {
        let json =
            ##"{"t":[{"tt":0,"sg":[{"src":"#400","s":0,"d":16.666666666666668},{"src":"#040","s":16.666666666666668,"d":16.666666666666668},{"src":"#004","s":33.333333333333336,"d":16.666666666666668}]}],"m":{"fps":60}}"##
        #expect(bench.findings(json) == [])
        let timeline = try bench.timeline(json)
        #expect(timeline.frameCount == 3)
        #expect(timeline.duration == MediaTime(seconds: Rational(1, 20)))
        let ranges = timeline.tracks[0].segments.map(\.compositionRange)
        #expect(ranges.map { timeline.frameRate.frames(in: $0) } == [0..<1, 1..<2, 2..<3])
        #expect(ranges[1].start == MediaTime(seconds: Rational(1, 60)))
    }

    @Test(
        // Three decimals are noise too, until the sum of what they lack is a hundredth of a millisecond.
        "each frame of a film has its segment, whatever the rate",
        arguments: [
            (240, 16.666666666666668, "60", true), (240, 16.666666666666668, "60", false),
            (100, 41.666666666666664, "24", true), (300, 33.36666666666667, "29.97", true),
            (300, 16.683333333333334, "\"60000/1001\"", false), (90, 33.333333333333336, "30", true),
            (70, 142.85714285714286, "7", false), (29, 33.333, "30", true),
        ] as [(Int, Double, String, Bool)])
    func everyFrame(count: Int, step: Double, fps: String, isStated: Bool) throws {
        let json = Self.chain(count, step: step, fps: fps, isStated: isStated)
        #expect(bench.findings(json) == [])
        let timeline = try bench.timeline(json)
        #expect(timeline.frameCount == count)
        let frames = timeline.tracks[0].segments.map { timeline.frameRate.frames(in: $0.compositionRange) }
        #expect(frames == (0..<count).map { $0..<$0 + 1 })
    }

    @Test(
        "the frames are those of the file that is asked for",
        arguments: [
            ("60", 16.666666666666668), ("\"60000/1001\"", 16.683333333333334), ("24", 41.666666666666664),
            ("50", 20.0),
        ])
    func otherRate(fps: String, step: Double) throws {
        let output = #","output":{"fps":\#(fps)}"#
        let json = Self.chain(60, step: step, fps: "30").dropLast() + output + "}"
        #expect(bench.findings(String(json)) == [])
        let draft = bench.check(String(json))
        let rate = try #require(draft.output.frameRate)
        let frames = draft.timeline?.tracks[0].segments.map { rate.frames(in: $0.compositionRange) }
        #expect(frames == (0..<60).map { $0..<$0 + 1 })
    }

    @Test(
        "the frames of whole rates are met without the draft's help",
        arguments: [(60, 16.666666666666668), (24, 41.666666666666664)])
    func rateOfTheRender(fps: Int64, step: Double) throws {
        let rate = FrameRate(fps)
        let segments = try bench.timeline(Self.chain(60, step: step, fps: "25")).tracks[0].segments
        #expect(segments.map { rate.frames(in: $0.compositionRange) } == (0..<60).map { $0..<$0 + 1 })
    }

    @Test(
        "two boundaries less than 0.01 ms apart are one; at 0.01 ms they are two",
        arguments: [
            (1_000.0, 1_000.0, "", 1_000.0), (1_000.0, 1_000.009, "", 1_000.0), (1_000.009, 1_000.0, "", 1_000.0),
            (1_010.0, 1_010.009, "", 1_010.009), (1_010.009, 1_010.0, "", 1_010.0),
            (1_010.0, 1_009.99, "error segment-overlap /t/0/sg/1", nil), (461.53846153846155, 461.538, "", 461.538),
            (1_000.0 / 3, 333.333, "", 1_000.0 / 3),
        ])
    func abutting(end: Double, start: Double, finding: String, boundary: Double?) throws {
        let json = pictures(##"{"src":"#400","s":0,"d":\##(end)},{"src":"#040","s":\##(start),"d":1000}"##)
        #expect(bench.findings(json) == (finding.isEmpty ? [] : [finding]))
        guard let boundary else { return }
        let segments = try bench.timeline(json).tracks[0].segments
        #expect(segments[0].compositionRange.end == segments[1].compositionRange.start)
        #expect(abs(segments[1].compositionRange.start.doubleValue * 1_000 - boundary) < 1e-9)
    }

    @Test("a gap of 0.01 ms and more stays one")
    func gap() throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#400","d":1010},{"src":"#040","s":1010.01,"d":1000}"##))
        #expect(timeline.tracks[0].segments[0].compositionRange.end == MediaTime(milliseconds: 1_010))
        #expect(timeline.tracks[0].segments[1].compositionRange.start == MediaTime(microseconds: 1_010_010))
    }

    @Test("whole milliseconds are what they were", arguments: [24, 25, 30, 50, 60])
    func wholeMilliseconds(fps: Int) throws {
        let starts = Array(stride(from: 0, to: 4_000, by: 37))
        let segments = starts.map { ##"{"src":"#400","s":\##($0),"d":37,"kf":{"x":[[3,0],[29,1]]}}"## }
        let timeline = try bench.timeline(pictures(segments.joined(separator: ","), #","m":{"fps":\#(fps)}"#))
        for (segment, start) in zip(timeline.tracks[0].segments, starts) {
            #expect(
                segment.compositionRange
                    == TimeRange(
                        start: MediaTime(milliseconds: Int64(start)), duration: MediaTime(milliseconds: 37)))
            guard case .picture(let picture) = segment.content, case .keyframes(let frames) = picture.placement.x else {
                Issue.record("no keyframes")
                return
            }
            #expect(frames.map(\.time) == [MediaTime(milliseconds: 3), MediaTime(milliseconds: 29)])
        }
    }

    @Test("sound is exact to the sample and need not lie on frames")
    func exactSound() throws {
        let timeline = try bench.timeline(
            sounds(
                #"{"src":"lofi.m4a","d":16.666666666666668},{"src":"lofi.m4a","s":16.666666666666668,"d":33.34},{"src":"lofi.m4a","s":50.002,"d":461.53846153846155}"#
            ))
        let ranges = timeline.tracks[0].segments.map(\.compositionRange)
        #expect(ranges[0].end == MediaTime(seconds: Rational(1, 60)))
        #expect(ranges[1].start == ranges[0].end)
        // 33.34 ms lie 0.007 ms from a frame of the default rate.
        #expect(ranges[1].end == ranges[2].start)
        #expect(ranges[2].start == MediaTime(microseconds: 50_002))
        #expect(abs(ranges[2].end.doubleValue - 0.51154046153846155) < 1e-7)
    }

    @Test(
        "the composition's end lies on a frame that it is near to",
        arguments: [
            (#","d":33.333333333333336"#, 1), (#","d":66.66666666666667"#, 2), (#","d":"0.06666666666666667s""#, 2),
            (#","d":66.677"#, 3), (#","d":66.67"#, 2), ("", 3),
        ])
    func compositionEnd(root: String, frames: Int) throws {
        let json = pictures(##"{"src":"#400","d":100.00000000000001}"##, root)
        #expect(try bench.timeline(json).frameCount == frames)
    }

    @Test("texts, their words and their animations change on frames")
    func textChanges() throws {
        let json = texts(
            #"{"tx":"two words","s":33.333333333333336,"d":1000.0000000000001,"an":{"in":{"type":"pop","d":66.66666666666667},"out":{"type":"fade","d":133.33333333333334}},"words":[[0,233.33333333333334,"two"],[233.33333333333334,500,"words"]],"kf":{"op":[[66.66666666666667,0.5],[100.003,1,"hold"]]}}"#
        )
        let timeline = try bench.timeline(json)
        let segment = timeline.tracks[0].segments[0]
        #expect(timeline.frameRate.frames(in: segment.compositionRange) == 1..<31)
        guard case .text(let text) = segment.content, case .keyframes(let keyframes) = text.placement.opacity else {
            Issue.record("no text")
            return
        }
        func frames(_ count: Int64) -> MediaTime { MediaTime(seconds: Rational(count, 30)) }
        #expect(text.animationIn?.duration == frames(2))
        #expect(text.animationOut?.duration == frames(4))
        #expect(text.words.map(\.timeRange.start) == [.zero, frames(7)])
        #expect(text.words.map(\.timeRange.end) == [frames(7), frames(15)])
        #expect(keyframes.map(\.time) == [frames(2), frames(3)])
        #expect(text.placement.opacity.value(at: frames(3)) == 1)
    }

    @Test("a jump by two keyframes stays one where both lie on one frame")
    func jump() throws {
        let timeline = try bench.timeline(image(#""op":[[0,0],[33.333,0],[33.334,1]]"#))
        guard case .picture(let picture) = timeline.tracks[0].segments[0].content else {
            Issue.record("no picture")
            return
        }
        #expect(picture.placement.opacity.value(at: .zero) == 0)
        #expect(picture.placement.opacity.value(at: MediaTime(milliseconds: 33)) == 0)
        #expect(picture.placement.opacity.value(at: MediaTime(seconds: Rational(1, 30))) == 1)
    }

    @Test(
        "a transition ends on a frame, and at the end of what it brings in",
        arguments: [(66.66666666666667, 2), (33.333333333333336, 1), (100.00000000000001, 3), (100.009, 3)])
    func transition(duration: Double, frames: Int64) throws {
        let json = pictures(
            ##"{"src":"#400","d":33.333333333333336},{"src":"#040","d":100,"tr":{"type":"fade","d":\##(duration)}}"##)
        let transition = try bench.timeline(json).tracks[0].segments[1].transition
        #expect(transition?.duration == MediaTime(seconds: Rational(frames, 30)))
    }

    @Test(
        "a source begins with the frame that its start is near to",
        arguments: [
            (#""ss":40.000000000000004"#, 40_000), (#""ss":39.99999999999999"#, 40_000), (#""ss":39.995"#, 40_000),
            (#""ss":39.99"#, 39_990), (#""ss":40.01"#, 40_010), (#""ss":39"#, 39_000), (#""ss":0.005"#, 0),
        ])
    func sourceStart(start: String, microseconds: Int64) throws {
        let timeline = try bench.timeline(pictures(#"{"src":"latte.mp4","d":500,\#(start)}"#))
        guard case .picture(let picture) = timeline.tracks[0].segments[0].content else {
            Issue.record("no picture")
            return
        }
        #expect(picture.sourceRange.start == MediaTime(microseconds: microseconds))
    }

    @Test("clips without a length follow each other without a gap, on frames where their sum is on one")
    func naturalLengths() throws {
        let clip = #"{"src":"latte.mp4","sp":3}"#
        let timeline = try bench.timeline(pictures(Array(repeating: clip, count: 30).joined(separator: ",")))
        let ranges = timeline.tracks[0].segments.map(\.compositionRange)
        #expect(ranges.last?.end == MediaTime(seconds: Rational(100)))
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test("the cues of a subtitle file count from their segment's start and end with it")
    func subtitles() throws {
        try bench.add(
            "two.srt", "1\n00:00:00,000 --> 00:00:01,000\none\n\n2\n00:00:01,000 --> 00:00:02,000\ntwo\n")
        let timeline = try bench.timeline(
            texts(#"{"src":"two.srt","s":33.333333333333336,"d":1966.6666666666667}"#))
        let frames = timeline.tracks[0].segments.map { timeline.frameRate.frames(in: $0.compositionRange) }
        #expect(frames == [1..<31, 31..<60])
    }
}
