import Diagnostics
import Foundation
import PlatformChecks
import TestSupport
import Testing
import TimelineModel

@Suite struct FilmTests {
    @Test func faintTextIsFoundOnRealPixels() throws {
        func isFaint(_ style: String, background: String = "#ffffff", more: String = "") throws -> Bool {
            try CheckedDraft(draft(text(style: #""size":80,"# + style, more: more), background: background)).codes()
                .contains("text-contrast")
        }
        #expect(try isFaint(#""color":"white""#))
        // On white, darkgray (#a9a9a9) has 2.35:1 and gray (#808080) has 3.95:1.
        #expect(try isFaint(#""color":"darkgray""#))
        #expect(!(try isFaint(#""color":"gray""#)))
        #expect(!(try isFaint(#""color":"white""#, background: "#204060")))
        #expect(!(try isFaint(#""color":"white","stroke":{"color":"black","width":6}"#)))
        #expect(!(try isFaint(#""color":"white","box":{"color":"black","padding":20}"#)))
        #expect(try isFaint(#""color":"white","box":{"color":"white","padding":20}"#, background: "#204060"))
        #expect(try isFaint(##""color":"white","shadow":{"color":"#00000030","x":0,"y":2,"blur":6}"##))
        #expect(try isFaint(#""color":"black""#, more: #","op":0.3"#))
        #expect(!(try isFaint(#""color":"black""#, more: #","kf":{"op":[[0,0],[600,1],[3400,1],[4000,0]]}"#)))
    }

    @Test func theWorstMomentCounts() throws {
        // White on a picture that turns from dark to white in its last second.
        let light = #"{"tt":0,"sg":[{"s":3000,"d":1000,"src":"white"}]}"#
        #expect(try CheckedDraft(draft(light, text())).codes().contains("text-contrast"))
        #expect(!(try CheckedDraft(draft(text())).codes().contains("text-contrast")))
    }

    @Test func textBehindAPictureIsFound() throws {
        let cover = #"{"tt":0,"sg":[{"d":4000,"src":"navy"}]}"#
        let patch = #"{"tt":0,"sg":[{"d":4000,"src":"navy","w":0.1,"h":0.1,"y":0.1}]}"#
        let codes = try CheckedDraft(draft(text(), cover)).codes().filter { $0.hasPrefix("text-") }
        #expect(codes == ["text-hidden"])
        #expect(!(try CheckedDraft(draft(text(), patch)).codes().contains { $0.hasPrefix("text-") }))
    }

    @Test func cuesAreCountedAsTheyAreRead() throws {
        func isFast(_ words: String, _ milliseconds: Int) throws -> Bool {
            let cue = #"{"tt":7,"sg":[{"s":0,"d":\#(milliseconds),"tx":"\#(words)"}]}"#
            return try CheckedDraft(draft(cue)).codes().contains("cue-fast")
        }
        // Twenty characters, one of them a space.
        #expect(!(try isFast("abcdefghij klmnopqrs", 1_000)))
        #expect(try isFast("abcdefghij klmnopqrs", 900))
        #expect(!(try isFast("abcdefghij \\n  klmnopqrs", 1_000)))
        // Eight families of seven scalars each.
        #expect(!(try isFast(String(repeating: "👨‍👩‍👧‍👦", count: 8), 500)))
        // Words one by one: 5 + 5 + 5 characters and two spaces in 1 s, though the first alone has 25 a second.
        let words = #"{"tt":7,"sg":[{"d":200,"tx":"going"},{"d":400,"tx":"there"},{"d":400,"tx":"again"}]}"#
        #expect(!(try CheckedDraft(draft(words)).codes().contains("cue-fast")))
        let quick = words.replacing("400", with: "200")
        let found = try CheckedDraft(draft(quick)).findings().filter { $0.code.rawValue == "cue-fast" }
        #expect(found.map(\.pointer) == ["/t/2/sg/0"])
    }

    @Test func theMixIsMeasured() throws {
        func sound(_ more: String = "", seconds: Double = 4, root: String = "") throws -> [Finding] {
            let track = #"{"tt":1,"sg":[{"src":"audio/vibe-ace.m4a","d":\#(Int(seconds * 1_000))\#(more)}]}"#
            var json = draft(track)
            if !root.isEmpty { json = json.replacing(#""fps":10"#, with: #""fps":10,"# + root) }
            return try CheckedDraft(json).findings().filter {
                $0.code.rawValue.hasPrefix("mix-") || $0.code.rawValue.hasPrefix("sound-")
            }
        }
        #expect(try sound(root: #""loudness":-14"#).isEmpty)
        #expect(try sound(root: #""loudness":-12.5"#).isEmpty)
        #expect(try sound(root: #""loudness":-20"#).map(\.code.rawValue) == ["mix-loudness"])
        #expect(try sound(#","vol":"5%""#).map(\.code.rawValue) == ["mix-loudness"])
        #expect(try sound(seconds: 2.8, root: #""loudness":-14"#).map(\.code.rawValue) == ["sound-ends-early"])
        #expect(try sound(seconds: 3.2, root: #""loudness":-14"#).isEmpty)
        #expect(try CheckedDraft(draft()).codes().contains("mix-silent"))
        #expect(
            try CheckedDraft(draft(#"{"tt":1,"sg":[{"src":"audio/vibe-ace.m4a","d":4000,"vol":0}]}"#)).codes()
                .contains("mix-silent"))
        let loud = #"{"tt":1,"sg":[{"src":"audio/vibe-ace.m4a","d":4000,"vol":4}]}"#
        #expect(try CheckedDraft(draft(loud, loud)).codes().contains("mix-true-peak"))
    }

    @Test func levelsAreJudgedByTheirNumbers() {
        func codes(_ sound: MeasuredSound) -> [String] {
            PlatformJudge(
                FilmMeasurement(
                    canvas: CanvasSize(width: 1_080, height: 1_920), outputWidth: 1_080, seconds: 10, sound: sound),
                for: .tiktok
            ).findings.map(\.code.rawValue)
        }
        func sound(_ loudness: Double?, _ peak: Double = -1, sum: Double = -1, last: Double? = 10) -> MeasuredSound {
            MeasuredSound(loudnessLUFS: loudness, truePeak: peak, sumTruePeak: sum, lastSound: last)
        }
        #expect(codes(sound(-16)).isEmpty)
        #expect(codes(sound(-12)).isEmpty)
        #expect(codes(sound(-16.1)) == ["mix-loudness"])
        #expect(codes(sound(-11.9)) == ["mix-loudness"])
        #expect(codes(sound(-14, -0.5, sum: -0.5)) == ["mix-true-peak"])
        #expect(codes(sound(-14, sum: 1.9)).isEmpty)
        #expect(codes(sound(-14, sum: 2.1)) == ["mix-true-peak"])
        // A draft that asks for a loudness asks for the limiter, too.
        var asked = sound(-14, sum: 5)
        asked.hasTarget = true
        #expect(codes(asked).isEmpty)
        #expect(codes(sound(nil, -80, sum: -80, last: nil)) == ["mix-silent"])
        #expect(codes(sound(-14, last: 9)).isEmpty)
        #expect(codes(sound(-14, last: 8.9)) == ["sound-ends-early"])
    }

    @Test func blackStretchesAreFoundToTheFrame() throws {
        func stretches(_ start: Int, _ duration: Int, _ color: String = "black") throws -> [MeasuredStretch] {
            let hole = #"{"tt":0,"sg":[{"s":\#(start),"d":\#(duration),"src":"\#(color)"}]}"#
            return try CheckedDraft(draft(hole)).film.blackStretches
        }
        #expect(try stretches(1_300, 500) == [MeasuredStretch(start: 1.3, end: 1.8, pointer: "/t/2/sg/0")])
        #expect(try stretches(1_300, 400).isEmpty)
        #expect(try stretches(3_100, 900) == [MeasuredStretch(start: 3.1, end: 4, pointer: "/t/2/sg/0")])
        #expect(try stretches(1_300, 500, "#303030").isEmpty)
        // A gap that nothing fills, and the same with words in it.
        let gap = #"{"t":[{"tt":0,"sg":[{"src":"silver","d":1000},{"s":2000,"src":"gray","d":1000}]}"#
        let end = #"],"m":{"width":1080,"height":1920,"fps":10}}"#
        #expect(try CheckedDraft(gap + end).film.blackStretches == [MeasuredStretch(start: 1, end: 2, pointer: "")])
        #expect(try CheckedDraft(gap + "," + text("Later", style: #""size":60"#) + end).film.blackStretches.isEmpty)
    }

    @Test func frozenStretchesAreFound() throws {
        func film(_ milliseconds: Int, _ more: String = "") throws -> CheckedDraft {
            try CheckedDraft(
                #"{"t":[{"tt":0,"sg":[{"src":"silver","d":1000,"kf":{"sc":[[0,0.5],[900,1]]}},"#
                    + #"{"src":"photos/dandelions.jpg","d":\#(milliseconds)\#(more)}]}],"#
                    + #""m":{"width":540,"height":960,"fps":10}}"#)
        }
        #expect(try film(5_000).film.frozenStretches == [MeasuredStretch(start: 1, end: 6, pointer: "/t/0/sg/1")])
        #expect(try film(4_800).film.frozenStretches.isEmpty)
        #expect(try film(6_000, #","kf":{"sc":[[0,1],[6000,1.1]]}"#).film.frozenStretches.isEmpty)
        #expect(try film(5_000).codes().contains("platform-frozen"))
        // An animation that repeats is no still picture; a clip that holds its last frame is one.
        let sticker =
            #"{"t":[{"tt":0,"sg":[{"src":"graphics/sticker-party.gif","d":7000}]}],"m":{"ratio":"9:16","fps":20}}"#
        #expect(try CheckedDraft(sticker).film.frozenStretches.isEmpty)
    }

    @Test func shapeAndLengthAreThoseOfThePlatform() throws {
        let wide = try CheckedDraft(draft(text(y: 0.9), width: 1_920, height: 1_080))
        #expect(wide.codes(for: .reels).contains("platform-ratio"))
        #expect(!wide.codes(for: .reels).contains("text-unsafe-zone"))
        let tall = try CheckedDraft(draft())
        #expect(!tall.codes(for: .shorts).contains("platform-ratio"))
        #expect(tall.codes(for: .square).contains("platform-ratio"))
        #expect(!(try CheckedDraft(draft(width: 1_080, height: 1_080)).codes(for: .square).contains("platform-ratio")))
        #expect(try CheckedDraft(draft(width: 360, height: 640)).codes(for: .reels).contains("platform-size"))
        #expect(!(try CheckedDraft(draft(width: 720, height: 1_280)).codes(for: .reels).contains("platform-size")))
        #expect(!tall.codes(for: .reels).contains("platform-length"))
        #expect(try CheckedDraft(draft(seconds: 2)).codes(for: .reels).contains("platform-length"))
        var long = tall.film
        long.seconds = 181
        #expect(PlatformJudge(long, for: .shorts).findings.map(\.code.rawValue).contains("platform-length"))
        #expect(!PlatformJudge(long, for: .tiktok).findings.map(\.code.rawValue).contains("platform-length"))
    }
}

@Suite struct AskedOutputTests {
    private func codes(_ output: String) throws -> [String] {
        try CheckedDraft(draft(text()).replacing(#""m":{"#, with: #""output":\#(output),"m":{"#)).codes(for: .reels)
    }

    @Test func theSizeOfTheOutputIsJudged() throws {
        #expect(!(try codes(#"{"quality":"high"}"#).contains("platform-size")))
        #expect(try codes(#"{"quality":"draft"}"#).contains("platform-size"))
        #expect(try codes(#"{"resolution":"360x640"}"#).contains("platform-size"))
        #expect(!(try codes(#"{"quality":"draft","resolution":"1080x1920"}"#).contains("platform-size")))
    }
}
