import MediaTiming
import TestSupport
import Testing

@Suite struct FrameRateTests {
    static let rates = [
        FrameRate(1), FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(60), FrameRate(24_000, 1_001),
        FrameRate(30_000, 1_001), FrameRate(60_000, 1_001), FrameRate(127, 3),
    ]

    @Test(arguments: rates) func everyFrameIsFoundAtItsOwnInstant(_ rate: FrameRate) {
        for index in [0, 1, 2, 29, 30, 1_000, 107_892, 648_000] {
            let time = rate.time(ofFrame: index)
            #expect(rate.frameIndex(containing: time) == index)
            #expect(rate.firstFrame(atOrAfter: time) == index)
            let justBefore = time - MediaTime(microseconds: 1)
            #expect(rate.frameIndex(containing: justBefore) == index - 1)
            #expect(rate.firstFrame(atOrAfter: justBefore) == index)
        }
    }

    @Test func countsFramesAsTheContractDoes() {
        #expect(FrameRate(30).firstFrame(atOrAfter: MediaTime(milliseconds: 10_000)) == 300)
        #expect(FrameRate(30).firstFrame(atOrAfter: MediaTime(milliseconds: 10_001)) == 301)
        #expect(FrameRate(30_000, 1_001).firstFrame(atOrAfter: MediaTime(milliseconds: 10_000)) == 300)
        #expect(
            FrameRate(30).frames(
                in: TimeRange(start: MediaTime(milliseconds: 33), duration: MediaTime(milliseconds: 1))) == 1..<2)
        #expect(
            FrameRate(30).frames(
                in: TimeRange(start: MediaTime(milliseconds: 34), duration: MediaTime(milliseconds: 1))
            ).isEmpty)
    }

    @Test(arguments: rates) func abuttingRangesShareNoFrameAndLoseNone(_ rate: FrameRate) {
        var generator = SeededGenerator(seed: 7)
        var start = MediaTime.zero
        var next = 0
        for _ in 0..<300 {
            let range = TimeRange(
                start: start, duration: MediaTime(microseconds: Int64.random(in: 1...900_000, using: &generator)))
            let frames = rate.frames(in: range)
            #expect(frames.lowerBound == next)
            next = frames.upperBound
            start = range.end
        }
    }
}

@Suite struct NearFrameTests {
    @Test(
        "a frame is found from less than the tolerance away, on either side",
        arguments: FrameRateTests.rates, [0, 1, 7, 1_000, 648_000])
    func isFound(_ rate: FrameRate, _ index: Int) {
        let tolerance = MediaTime(microseconds: 10)
        let instant = rate.time(ofFrame: index)
        for distance in [-9, -1, 0, 1, 9] as [Int64] {
            let time = instant + MediaTime(microseconds: distance)
            #expect(rate.frameTime(near: time, within: tolerance) == instant)
        }
        for distance in [-10, 10, 400] as [Int64] {
            #expect(rate.frameTime(near: instant + MediaTime(microseconds: distance), within: tolerance) == nil)
        }
    }
}

@Suite struct TimeRangeTests {
    private func range(_ start: Int64, _ end: Int64) -> TimeRange {
        TimeRange(start: MediaTime(milliseconds: start), end: MediaTime(milliseconds: end))
    }

    @Test func isHalfOpen() {
        #expect(range(0, 10).contains(.zero))
        #expect(!range(0, 10).contains(MediaTime(milliseconds: 10)))
        #expect(!range(0, 10).overlaps(range(10, 20)))
        #expect(range(0, 11).overlaps(range(10, 20)))
        #expect(!range(5, 5).overlaps(range(0, 10)))
    }

    @Test func clampsToBounds() {
        #expect(range(0, 10).clamped(to: range(4, 20)) == range(4, 10))
        #expect(range(0, 10).clamped(to: range(10, 20)) == nil)
    }
}
