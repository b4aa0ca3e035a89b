import DraftFormat
import Testing
import TimelineModel

@Suite("The summary line")
struct SummaryTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func line(_ json: String) throws -> String { TimelineSummary.line(for: try bench.timeline(json)) }

    @Test("is the contract's for the contract's draft")
    func contractExample() throws {
        let json = ##"""
            {"t":[{"tt":0,"sg":[{"src":"latte.mp4","m":{"title":"city timelapse"}}]},
             {"tt":1,"sg":[{"src":"lofi.m4a","d":10000,"vol":"35%","m":{"name":"Lo-fi"}}]},
             {"tt":7,"sg":[{"d":3000,"tx":"Urban Dreams\nsecond line"}]}]}
            """##
        #expect(
            try line(json)
                == #"Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)"#
        )
    }

    @Test("names files, colors, gains and several segments")
    func names() throws {
        let json = ##"""
            {"t":[{"tt":0,"sg":[{"src":"coffee.jpg","d":1250},{"src":"#204060","d":1240},{"src":"latte.mp4","d":30000}]},
             {"tt":1,"m":{"volume":0.5},"sg":[{"src":"voice.ogg","s":2000,"d":3000,"vol":0.5},{"src":"lofi.m4a","d":500,"vol":2}]},
             {"tt":7,"sg":[]}],"d":20000}
            """##
        #expect(
            try line(json)
                == "Timeline (3 tracks): 1. Video: coffee (0-1.3s), #204060 (1.3-2.5s), latte (2.5-20s) "
                + "2. Audio: voice (2-5s, 25%), lofi (5-5.5s) 3. Title: (empty)")
    }

    @Test(
        "calls music what loops or spans 80 %",
        arguments: [
            (#""d":8000"#, "BGM"), (#""d":7999"#, "Audio"), (#""d":500,"loop":true"#, "BGM"),
            (#""d":500,"duck":{}"#, "BGM"), (#""d":20000"#, "BGM"),
        ])
    func music(segment: String, label: String) throws {
        let summary = try line(sounds(#"{"src":"lofi.m4a",\#(segment)}"#, #","d":10000"#))
        #expect(summary.hasPrefix("Timeline (1 track): 1. \(label): lofi (0-"))
    }
}
