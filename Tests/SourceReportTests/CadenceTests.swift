import MediaTiming
import SourceReports
import Testing
import TimelineModel

@Suite("How frames follow each other")
struct CadenceTests {
    private func cadence(milliseconds: [Int64], tick: Rational? = nil) -> FrameCadence? {
        FrameCadence(
            of: FrameTimes(
                starts: milliseconds.map { MediaTime(milliseconds: $0) },
                end: MediaTime(milliseconds: (milliseconds.last ?? 0) + 1_000)), tick: tick)
    }

    @Test func constantRate() throws {
        let found = try #require(cadence(milliseconds: [0, 40, 80, 120]))
        #expect(found.isConstant && found.frameCount == 4)
        #expect(found.leastRate == 25 && found.largestRate == 25 && abs(found.meanRate - 25) < 1e-9)
    }

    @Test func timesRoundedToTheClockAreConstant() throws {
        // 30 frames a second in whole milliseconds.
        let times: [Int64] = [0, 33, 67, 100, 133, 167]
        #expect(try #require(cadence(milliseconds: times, tick: Rational(1, 1_000))).isConstant)
        #expect(try #require(cadence(milliseconds: times)).isConstant == false)
    }

    @Test func variableRate() throws {
        let found = try #require(cadence(milliseconds: [0, 100, 150, 400], tick: Rational(1, 1_000)))
        #expect(!found.isConstant)
        #expect(abs(found.leastRate - 4) < 1e-9 && abs(found.largestRate - 20) < 1e-9)
        #expect(abs(found.meanRate - 7.5) < 1e-9)
    }

    @Test func aPhoneVariesAsItsDescriptionSays() throws {
        let found = try #require(try SourceReportTests.report(onFile: "awkward/vfr.mp4").cadence)
        // Steps of 30 to 150 ms with a jitter of 6 ms, some frames dropped; 77 frames in about 5.8 s.
        #expect(!found.isConstant && found.frameCount == 77)
        #expect(found.largestRate > 20 && found.leastRate < 7 && found.meanRate > 12 && found.meanRate < 14)
        for name in ["clips/sintel-trailer.mp4", "awkward/odd-853x479-vp9.webm", "awkward/interlaced-480i-sar.mp4"] {
            #expect(try SourceReportTests.report(onFile: name).cadence?.isConstant == true, "\(name)")
        }
    }

    @Test func oneFrameHasNoCadence() { #expect(cadence(milliseconds: [0]) == nil) }
}
