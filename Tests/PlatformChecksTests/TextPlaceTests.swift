import Diagnostics
import Foundation
import MediaBuffers
import PlatformChecks
import PlatformSurveys
import RenderEngine
import TestSupport
import Testing
import TimelineModel

@Suite struct TextPlaceTests {
    /// Drafts' spellings of places that are easy to get wrong, and a time at which the text stands still.
    static let places: [(style: String, more: String, frame: Int)] = [
        (#""size":80"#, "", 20),
        (#""size":80"#, #","ro":30"#, 20),
        (#""size":80"#, #","ro":90,"sc":1.5"#, 20),
        (#""size":80"#, #","sc":[1.4,0.7],"ax":0,"x":0.05,"w":0.6"#, 20),
        (#""size":60"#, #","kf":{"y":[[0,0.2],[4000,0.6]],"ro":[[0,0],[4000,40]],"sc":[[0,0.5],[4000,1.5]]}"#, 20),
        (
            #""size":80,"align":"left""#, #","an":{"in":{"type":"slide-left","d":1000},"out":{"type":"pop","d":500}}"#,
            20
        ),
        (#""size":80,"align":"right","letterSpacing":12"#, #","w":0.5"#, 20),
    ]

    @Test(arguments: places.indices)
    func inkLiesWhereItsPixelsAre(_ index: Int) throws {
        let place = Self.places[index]
        let with = try CheckedDraft(draft(text(style: place.style, more: place.more)))
        let without = try CheckedDraft(draft())
        let moment = try #require(
            with.film.texts[0].moments.min {
                abs($0.time - Double(place.frame) / 10) < abs($1.time - Double(place.frame) / 10)
            })
        let ink = try #require(moment.ink)
        let frame = Int((moment.time * 10).rounded())
        let settings = RenderSettings()
        let drawn = try FramePainter(timeline: with.timeline, settings: settings).image(frame: frame)
        let bare = try FramePainter(timeline: without.timeline, settings: settings).image(frame: frame)
        var found: InkBox?
        for y in 0..<drawn.height {
            for x in 0..<drawn.width {
                // A third of the way from the background to white.
                guard Int(drawn.samples.row(y)[4 * x]) - Int(bare.samples.row(y)[4 * x]) > 60 else { continue }
                let old = found ?? InkBox(minX: Double(x), minY: Double(y), maxX: Double(x), maxY: Double(y))
                found = InkBox(
                    minX: min(old.minX, Double(x)), minY: min(old.minY, Double(y)), maxX: max(old.maxX, Double(x + 1)),
                    maxY: max(old.maxY, Double(y + 1)))
            }
        }
        let seen = try #require(found)
        // A pixel of the frames that are measured is two of these.
        for (measured, expected) in [
            (ink.minX, seen.minX), (ink.minY, seen.minY), (ink.maxX, seen.maxX), (ink.maxY, seen.maxY),
        ] {
            #expect(abs(measured - expected) <= 3, "\(place) \(ink) \(seen)")
        }
    }

    @Test func textUnderThePlatformsWordsIsFoundAndTheWayOutLeadsOut() throws {
        let low = try CheckedDraft(draft(text(y: 0.75)))
        #expect(!low.codes(for: .tiktok).contains("text-unsafe-zone"))
        let finding = try #require(low.findings(for: .reels).first { $0.code.rawValue == "text-unsafe-zone" })
        #expect(finding.pointer == "/t/2/sg/0")
        #expect(finding.severity == .warning)
        #expect(finding.message.contains("35 % at the bottom that Instagram Reels"))
        let words = finding.message.components(separatedBy: "move it up: y ")
        let goal = try #require(Double(words.last?.prefix { "0123456789.".contains($0) } ?? ""))
        #expect(!(try CheckedDraft(draft(text(y: goal))).codes(for: .reels).contains("text-unsafe-zone")))
        #expect(try CheckedDraft(draft(text(y: goal + 0.02))).codes(for: .reels).contains("text-unsafe-zone"))
    }

    @Test func textThatIsTooWideIsToldItsSize() throws {
        let wide = #","sc":2"#
        let message = try CheckedDraft(draft(text(style: #""size":100"#, more: wide))).findings(for: .tiktok)
            .first { $0.code.rawValue == "text-cut" }?.message
        let size = try #require(Double(message?.components(separatedBy: "(size ").last?.prefix { $0.isNumber } ?? ""))
        #expect(size < 80 && size > 50)
        let fit = try CheckedDraft(draft(text(style: #""size":\#(size)"#, more: #","sc":2,"x":0.47"#)))
        #expect(!fit.codes(for: .tiktok).contains { $0 == "text-cut" || $0 == "text-unsafe-zone" })
    }

    @Test func eachSideHasItsOwnMargin() throws {
        func message(_ more: String, y: Double = 0.5) throws -> String? {
            try CheckedDraft(draft(text("Hi", y: y, more: more))).findings(for: .tiktok)
                .first { $0.code.rawValue == "text-unsafe-zone" }?.message
        }
        #expect(try message(#","x":0.88"#)?.contains("11 % at the right side") == true)
        #expect(try message(#","x":0.88"#)?.contains("move it left: x 0.8") == true)
        #expect(try message(#","x":0.06"#)?.contains("move it right: x 0.") == true)
        #expect(try message("", y: 0.04)?.contains("move it down: y 0.") == true)
        #expect(try message("", y: 0.9)?.contains("move it up: y 0.7") == true)
        #expect(try message(#","x":0.8"#) == nil)
        #expect(try message("", y: 0.12) == nil)
    }

    @Test func textThatTheCanvasCutsIsFound() throws {
        #expect(
            try CheckedDraft(draft(text(more: #","x":0.9"#))).codes().filter { $0.hasPrefix("text-") } == ["text-cut"])
        #expect(
            try CheckedDraft(draft(text(style: #""size":120"#, more: #","sc":2"#))).codes().contains("text-cut"))
        let turned = #","ro":90,"x":0.5,"y":0.1"#
        #expect(
            try CheckedDraft(draft(text(more: turned).replacing(#""y":0.5,"#, with: ""))).codes().contains("text-cut"))
        #expect(
            !(try CheckedDraft(draft(text(style: #""size":80,"box":{"color":"black","padding":500}"#))).codes()
                .contains("text-cut")))
    }

    @Test func textThatOnlyPassesByIsNotTold() throws {
        let credits = #","kf":{"y":[[0,1.1],[4000,-0.1]]}"#
        let codes = try CheckedDraft(draft(text(more: credits))).codes()
        #expect(codes.contains("text-cut"))
        let quick = #","kf":{"y":[[0,1.1],[500,0.5]]}"#
        #expect(!(try CheckedDraft(draft(text(more: quick))).codes().contains("text-cut")))
        let coming = #","an":{"in":{"type":"slide-right","d":600}},"x":0.47"#
        #expect(!(try CheckedDraft(draft(text(more: coming))).codes().contains { $0.hasPrefix("text-") }))
    }

    @Test func smallTextIsMeasuredAsAPhoneShowsIt() throws {
        // 11 px at 390 are 30.46 at 1080.
        #expect(try CheckedDraft(draft(text(style: #""size":30"#))).codes().contains("text-small"))
        #expect(!(try CheckedDraft(draft(text(style: #""size":31"#))).codes().contains("text-small")))
        #expect(try CheckedDraft(draft(text(style: #""size":60"#, more: #","sc":0.5"#))).codes().contains("text-small"))
        let fitted =
            #"{"tt":7,"sg":[{"d":4000,"tx":"one two three four five six seven","w":0.2,"h":0.03,"style":"#
            + #"{"size":90,"fit":true}}]}"#
        #expect(try CheckedDraft(draft(fitted)).codes().contains("text-small"))
    }

    @Test func cuesOfASubtitleFileAreToldOnce() throws {
        let cues = (0..<4).map { index in
            MeasuredText(
                pointer: "/t/1", track: 1, text: "Line \(index)", start: Double(index), end: Double(index) + 1,
                statedSize: 20, isInPlace: true,
                moments: [
                    .init(
                        time: Double(index), ink: InkBox(minX: 400, minY: 900, maxX: 600, maxY: 920), typeSize: 20,
                        contrast: 10, x: 0.5, y: 0.5)
                ])
        }
        let film = FilmMeasurement(
            canvas: CanvasSize(width: 1_080, height: 1_920), outputWidth: 1_080, seconds: 4, texts: cues,
            sound: MeasuredSound(loudnessLUFS: -14, truePeak: -1, sumTruePeak: -1, lastSound: 4))
        let findings = PlatformJudge(film, for: .tiktok).findings
        #expect(findings.map(\.code.rawValue) == ["text-small"])
        #expect(findings[0].message.hasSuffix("(and 3 more like it here)"))
    }
}
