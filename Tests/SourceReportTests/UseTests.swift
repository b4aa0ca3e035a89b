import Diagnostics
import SourceReports
import TestSupport
import Testing

@Suite("How sources are used")
struct UseTests {
    private func uses(_ segments: String, width: Int = 1_080, height: Int = 1_920) throws -> [[SourceNote]] {
        try SourceReportTests.reports(
            #"{"t":[{"tt":0,"sg":[\#(segments)]}],"m":{"width":\#(width),"height":\#(height)}}"#
        ).map { report in report.notes.filter { $0.pointer != nil } }
    }

    @Test func enlargingIsToldWithItsFactor() throws {
        // 1280x720 fills 1920x1080 at 1.5; 600x400 in a box of 300x200 shrinks.
        let notes = try uses(
            #"{"src":"clips/sintel-trailer.mp4","d":500},{"src":"photos/coffee.png","d":500,"w":"300px","h":"200px"}"#,
            width: 1_920, height: 1_080)
        #expect(notes.map { $0.map(\.code.rawValue) } == [["upscaled"], []])
        #expect(notes[0][0].pointer == "/t/0/sg/0")
        #expect(notes[0][0].message.contains("1280x720 is shown up to 1.5 times as large and"))
        #expect(notes[0][0].message.contains("1920x1080 would be sharp"))
    }

    @Test func theLargestUseCounts() throws {
        let source = #""src":"photos/dandelions.jpg","d":500"#
        let notes = try uses(
            #"{\#(source)},{\#(source),"kf":{"sc":[[0,1],[200,3],[500,1]]}},{\#(source),"crop":[0.25,0.25,0.25,0.25]}"#,
            width: 1_920, height: 1_080)
        #expect(notes.map { $0.map(\.code.rawValue) } == [["upscaled"]])
        #expect(notes[0][0].pointer == "/t/0/sg/1")
        #expect(notes[0][0].message.contains("up to 3 times as large (in 2 segments)"))
    }

    @Test func samplesThatAreNotSquareCountAsShown() throws {
        // 720x480 at 32:27 is 853.3x480: shown as such in 852x480 it is not enlarged.
        let notes = try uses(
            #"{"src":"awkward/interlaced-480i-sar.mp4","d":500,"fit":"contain"}"#, width: 852, height: 480)
        #expect(notes.map { $0.map(\.code.rawValue) } == [[]])
    }

    @Test func whatIsFarTooLargeIsTold() throws {
        let notes = try uses(
            #"{"src":"awkward/uhd-1s.mp4","d":500,"w":0.25,"h":0.25}"#, width: 1_920, height: 1_080)
        #expect(notes.map { $0.map(\.code.rawValue) } == [["oversized"]])
        #expect(notes[0][0].message.contains("3840x2160 is never shown larger than 480x270"))
    }

    @Test func whatIsNotSeenHasNoSize() throws {
        let notes = try uses(#"{"src":"photos/cat.png","d":500,"op":0}"#)
        #expect(notes.map { $0.map(\.code.rawValue) } == [[]])
    }

    @Test func shortAndReversedUsesAreTold() throws {
        let notes = try uses(
            #"{"src":"clips/bunny-51.mp4","ss":5000,"d":1000},{"src":"clips/bunny-51.mp4","d":500,"rv":true}"#,
            width: 1_280, height: 720)
        #expect(notes.map { $0.map(\.code.rawValue) } == [["source-short", "reversed"]])
        #expect(notes[0].map(\.pointer) == ["/t/0/sg/0", "/t/0/sg/1"])
        #expect(notes[0][0].message.contains("280 ms"))
        #expect(notes[0][1].message.contains("up to 132 frames at a time"))
    }

    @Test func usesAreToldAlthoughTheDraftHasErrors() throws {
        let notes = try uses(#"{"src":"photos/coffee.png","d":500},{"src":"nowhere.png","d":500},{"d":500}"#)
        #expect(notes.map { $0.map(\.code.rawValue) } == [["upscaled"], []])
    }
}
